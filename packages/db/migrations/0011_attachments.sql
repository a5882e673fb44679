CREATE TABLE `attachments` (
	`id` text PRIMARY KEY NOT NULL,
	`jurisdiction` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`chain_hash` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`filing_id` text NOT NULL,
	`material_id` text NOT NULL,
	`member_id` text,
	`state` text NOT NULL,
	`scan` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text,
	`has_location` integer DEFAULT false NOT NULL,
	`uploaded_by` text NOT NULL,
	`ticket_ends_at` integer NOT NULL,
	`refused_for` text,
	`object_key` text,
	`scan_attempts` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `attachments_by_filing` ON `attachments` (`filing_id`,`state`);--> statement-breakpoint
CREATE INDEX `attachments_by_object` ON `attachments` (`object_key`);--> statement-breakpoint
CREATE INDEX `attachments_by_state` ON `attachments` (`state`,`scan`,`ticket_ends_at`);--> statement-breakpoint
CREATE INDEX `attachments_by_person` ON `attachments` (`uploaded_by`);--> statement-breakpoint
ALTER TABLE `filings` ADD `attachments` text DEFAULT '[]' NOT NULL;