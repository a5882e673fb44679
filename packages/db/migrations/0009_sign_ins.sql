CREATE TABLE `sign_ins` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`user_id` text NOT NULL,
	`jurisdiction` text,
	`how` text NOT NULL,
	`address` text,
	`user_agent` text
);
--> statement-breakpoint
CREATE INDEX `sign_ins_by_jurisdiction` ON `sign_ins` (`jurisdiction`,`id`);--> statement-breakpoint
CREATE INDEX `sign_ins_by_user` ON `sign_ins` (`user_id`,`id`);--> statement-breakpoint
CREATE INDEX `sign_ins_by_time` ON `sign_ins` (`at`);--> statement-breakpoint
INSERT INTO `sign_ins` (`id`, `at`, `user_id`, `jurisdiction`, `how`, `address`, `user_agent`)
SELECT 'evt_' || substr(`id`, 5), coalesce(`started_at`, `created_at`), `user_id`,
  coalesce(
    (SELECT `jurisdiction` FROM `offices` WHERE `user_id` = `sessions`.`user_id` ORDER BY `granted_at`, `jurisdiction` LIMIT 1),
    (SELECT `jurisdiction` FROM `organization_people` WHERE `user_id` = `sessions`.`user_id` ORDER BY `joined_at`, `jurisdiction` LIMIT 1)
  ), 'unknown', nullif(`ip_address`, ''), nullif(substr(`user_agent`, 1, 200), '')
FROM `sessions`;
--> statement-breakpoint
CREATE TRIGGER `sign_ins_no_update` BEFORE UPDATE ON `sign_ins` BEGIN SELECT RAISE(ABORT, 'sign-ins are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `sign_ins_no_delete` BEFORE DELETE ON `sign_ins` WHEN OLD.`at` >= (SELECT max(`at`) FROM `sign_ins`) - 15552000000 BEGIN SELECT RAISE(ABORT, 'sign-ins are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `sign_ins_no_replace` BEFORE INSERT ON `sign_ins` WHEN EXISTS (SELECT 1 FROM `sign_ins` WHERE `id` = NEW.`id`) BEGIN SELECT RAISE(ABORT, 'sign-ins are append-only'); END;
