CREATE TABLE `filing_invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`jurisdiction` text NOT NULL,
	`filing_id` text NOT NULL,
	`member_id` text NOT NULL,
	`channel` text NOT NULL,
	`address` text,
	`address_hint` text NOT NULL,
	`locale` text NOT NULL,
	`asked_by` text NOT NULL,
	`asked_at` integer NOT NULL,
	`sent_at` integer,
	`failed_at` integer
);
--> statement-breakpoint
CREATE INDEX `filing_invitations_by_member` ON `filing_invitations` (`filing_id`,`member_id`,`id`);