CREATE TABLE `filing_texts` (
	`filing_id` text NOT NULL,
	`hash` text NOT NULL,
	`jurisdiction` text NOT NULL,
	`text` text NOT NULL,
	`kept_at` integer NOT NULL,
	PRIMARY KEY(`filing_id`, `hash`)
);
--> statement-breakpoint
ALTER TABLE `filings` ADD `part_hashes` text;