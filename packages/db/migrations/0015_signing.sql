CREATE TABLE `filing_comments` (
	`id` text PRIMARY KEY NOT NULL,
	`jurisdiction` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`chain_hash` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`filing_id` text NOT NULL,
	`thread_id` text NOT NULL,
	`pointer` text NOT NULL,
	`text` text NOT NULL,
	`member_id` text,
	`organization` text NOT NULL,
	`user_id` text NOT NULL,
	`resolved_at` integer,
	`resolved_by` text
);
--> statement-breakpoint
CREATE INDEX `filing_comments_by_filing` ON `filing_comments` (`filing_id`,`id`);--> statement-breakpoint
CREATE TABLE `filing_passes` (
	`id` text PRIMARY KEY NOT NULL,
	`jurisdiction` text NOT NULL,
	`filing_id` text NOT NULL,
	`member_id` text NOT NULL,
	`organization_id` text NOT NULL,
	`role` text NOT NULL,
	`token` text NOT NULL,
	`address_hash` text NOT NULL,
	`address_hint` text NOT NULL,
	`note` text,
	`made_by` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `filing_passes_token_unique` ON `filing_passes` (`token`);--> statement-breakpoint
CREATE INDEX `filing_passes_by_member` ON `filing_passes` (`filing_id`,`member_id`);--> statement-breakpoint
CREATE TABLE `filing_reads` (
	`id` text PRIMARY KEY NOT NULL,
	`jurisdiction` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`chain_hash` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`filing_id` text NOT NULL,
	`member_id` text NOT NULL,
	`user_id` text NOT NULL,
	`content_hash` text NOT NULL,
	`seen_version` integer NOT NULL,
	`seen_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `filing_reads_once` ON `filing_reads` (`filing_id`,`member_id`,`user_id`);