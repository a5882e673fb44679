CREATE TABLE `one_time_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`contact` text NOT NULL,
	`purpose` text NOT NULL,
	`user_id` text,
	`code_hash` text NOT NULL,
	`sent_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`proven_at` integer,
	`used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `one_time_codes_by_contact` ON `one_time_codes` (`contact`,`sent_at`);--> statement-breakpoint
CREATE INDEX `one_time_codes_old` ON `one_time_codes` (`sent_at`);