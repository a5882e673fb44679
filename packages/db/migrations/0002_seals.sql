CREATE TABLE `seal_leaves` (
	`position` integer PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `seal_leaves_event_id_unique` ON `seal_leaves` (`event_id`);--> statement-breakpoint
CREATE TABLE `seal_nodes` (
	`level` integer NOT NULL,
	`position` integer NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`level`, `position`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `seals` (
	`size` integer PRIMARY KEY NOT NULL,
	`root` text NOT NULL,
	`at` integer NOT NULL,
	`published_at` integer
);
--> statement-breakpoint
ALTER TABLE `events` ADD `salt` text;--> statement-breakpoint
ALTER TABLE `events` ADD `content_salt` text;--> statement-breakpoint
ALTER TABLE `events` ADD `commitment` text;
--> statement-breakpoint
-- The name behind a commitment may be erased, with its salt; nothing else of an event ever changes.
DROP TRIGGER `events_no_update`;
--> statement-breakpoint
CREATE TRIGGER `events_no_update` BEFORE UPDATE ON `events` WHEN NOT (OLD.`commitment` IS NOT NULL AND NEW.`salt` IS NULL AND NEW.`actor_name` = '' AND NEW.`id` IS OLD.`id` AND NEW.`subject` IS OLD.`subject` AND NEW.`version` IS OLD.`version` AND NEW.`jurisdiction` IS OLD.`jurisdiction` AND NEW.`action` IS OLD.`action` AND NEW.`actor_id` IS OLD.`actor_id` AND NEW.`actor_organization` IS OLD.`actor_organization` AND NEW.`at` IS OLD.`at` AND NEW.`payload` IS OLD.`payload` AND NEW.`previous_hash` IS OLD.`previous_hash` AND NEW.`hash` IS OLD.`hash` AND NEW.`commitment` IS OLD.`commitment` AND NEW.`content_salt` IS OLD.`content_salt`) BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
--> statement-breakpoint
-- REPLACE deletes without firing a delete trigger, so each table also refuses a second row of the same key.
CREATE TRIGGER `seal_leaves_no_update` BEFORE UPDATE ON `seal_leaves` BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `seal_leaves_no_delete` BEFORE DELETE ON `seal_leaves` BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `seal_leaves_no_replace` BEFORE INSERT ON `seal_leaves` WHEN EXISTS (SELECT 1 FROM `seal_leaves` WHERE `position` = NEW.`position` UNION ALL SELECT 1 FROM `seal_leaves` WHERE `event_id` = NEW.`event_id`) BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `seal_nodes_no_update` BEFORE UPDATE ON `seal_nodes` BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `seal_nodes_no_delete` BEFORE DELETE ON `seal_nodes` BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `seal_nodes_no_replace` BEFORE INSERT ON `seal_nodes` WHEN EXISTS (SELECT 1 FROM `seal_nodes` WHERE `level` = NEW.`level` AND `position` = NEW.`position`) BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `seals_no_update` BEFORE UPDATE ON `seals` WHEN NOT (OLD.`published_at` IS NULL AND NEW.`published_at` IS NOT NULL AND NEW.`size` IS OLD.`size` AND NEW.`root` IS OLD.`root` AND NEW.`at` IS OLD.`at`) BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `seals_no_delete` BEFORE DELETE ON `seals` BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `seals_no_replace` BEFORE INSERT ON `seals` WHEN EXISTS (SELECT 1 FROM `seals` WHERE `size` = NEW.`size`) BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END;
