CREATE TABLE `reminders` (
	`id` text PRIMARY KEY NOT NULL,
	`jurisdiction` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`chain_hash` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`filing_id` text NOT NULL,
	`kind` text NOT NULL,
	`reference` text NOT NULL,
	`distance` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reminders_once` ON `reminders` (`filing_id`,`kind`,`reference`,`distance`);