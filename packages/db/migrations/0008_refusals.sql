CREATE TABLE `__new_refusals` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`request_id` text NOT NULL,
	`user_id` text,
	`jurisdiction` text,
	`method` text NOT NULL,
	`path` text NOT NULL,
	`status` integer NOT NULL,
	`code` text NOT NULL,
	`address` text,
	`tried_user_id` text
);
--> statement-breakpoint
INSERT INTO `__new_refusals`("id", "at", "request_id", "user_id", "jurisdiction", "method", "path", "status", "code") SELECT "id", "at", "request_id", "user_id", "jurisdiction", "method", "path", "status", "code" FROM `refusals`;--> statement-breakpoint
DROP TABLE `refusals`;--> statement-breakpoint
ALTER TABLE `__new_refusals` RENAME TO `refusals`;--> statement-breakpoint
CREATE INDEX `refusals_by_jurisdiction` ON `refusals` (`jurisdiction`,`id`);--> statement-breakpoint
CREATE INDEX `refusals_by_user` ON `refusals` (`user_id`,`at`);--> statement-breakpoint
CREATE INDEX `refusals_by_tried` ON `refusals` (`tried_user_id`,`at`);--> statement-breakpoint
CREATE INDEX `refusals_by_address` ON `refusals` (`address`,`at`);--> statement-breakpoint
CREATE TRIGGER `refusals_no_update` BEFORE UPDATE ON `refusals` BEGIN SELECT RAISE(ABORT, 'refusals are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `refusals_no_delete` BEFORE DELETE ON `refusals` WHEN OLD.`user_id` IS NOT NULL BEGIN SELECT RAISE(ABORT, 'refusals are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `refusals_no_replace` BEFORE INSERT ON `refusals` WHEN EXISTS (SELECT 1 FROM `refusals` WHERE `id` = NEW.`id`) BEGIN SELECT RAISE(ABORT, 'refusals are append-only'); END;
