CREATE TABLE `erasures` (
	`user_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`events` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `refusals` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`request_id` text NOT NULL,
	`user_id` text NOT NULL,
	`jurisdiction` text,
	`method` text NOT NULL,
	`path` text NOT NULL,
	`status` integer NOT NULL,
	`code` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `refusals_by_jurisdiction` ON `refusals` (`jurisdiction`,`id`);--> statement-breakpoint
CREATE INDEX `refusals_by_user` ON `refusals` (`user_id`,`at`);--> statement-breakpoint
ALTER TABLE `objections` ADD `salt` text;
--> statement-breakpoint
CREATE TRIGGER `refusals_no_update` BEFORE UPDATE ON `refusals` BEGIN SELECT RAISE(ABORT, 'refusals are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `refusals_no_delete` BEFORE DELETE ON `refusals` BEGIN SELECT RAISE(ABORT, 'refusals are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `refusals_no_replace` BEFORE INSERT ON `refusals` WHEN EXISTS (SELECT 1 FROM `refusals` WHERE `id` = NEW.`id`) BEGIN SELECT RAISE(ABORT, 'refusals are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `erasures_no_update` BEFORE UPDATE ON `erasures` BEGIN SELECT RAISE(ABORT, 'erasures are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `erasures_no_delete` BEFORE DELETE ON `erasures` BEGIN SELECT RAISE(ABORT, 'erasures are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `erasures_no_replace` BEFORE INSERT ON `erasures` WHEN EXISTS (SELECT 1 FROM `erasures` WHERE `user_id` = NEW.`user_id`) BEGIN SELECT RAISE(ABORT, 'erasures are append-only'); END;
