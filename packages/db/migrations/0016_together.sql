CREATE TABLE `organization_invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`organization_id` text NOT NULL,
	`jurisdiction` text NOT NULL,
	`role` text NOT NULL,
	`token_hash` text NOT NULL,
	`created_by` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `organization_invitations_token_hash_unique` ON `organization_invitations` (`token_hash`);--> statement-breakpoint
CREATE INDEX `organization_invitations_of` ON `organization_invitations` (`organization_id`);--> statement-breakpoint
CREATE TABLE `presences` (
	`filing_id` text NOT NULL,
	`user_id` text NOT NULL,
	`step` text NOT NULL,
	`field` text,
	`since` integer NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`filing_id`, `user_id`)
);
--> statement-breakpoint
CREATE INDEX `presences_over` ON `presences` (`seen_at`);