CREATE TABLE `counters` (
	`bucket` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`used` integer NOT NULL,
	`most` integer NOT NULL,
	PRIMARY KEY(`bucket`, `starts_at`),
	CONSTRAINT "counters_used_up" CHECK("counters"."used" <= "counters"."most")
);
--> statement-breakpoint
CREATE INDEX `counters_over` ON `counters` (`ends_at`);--> statement-breakpoint
ALTER TABLE `sessions` ADD `started_at` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `seen_at` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `disabled_at` integer;