-- REPLACE deletes the row it collides with without firing the delete trigger, also when it collides on subject and version.
DROP TRIGGER `events_no_replace`;
--> statement-breakpoint
CREATE TRIGGER `events_no_replace` BEFORE INSERT ON `events` WHEN EXISTS (SELECT 1 FROM `events` WHERE `id` = NEW.`id` UNION ALL SELECT 1 FROM `events` WHERE `subject` = NEW.`subject` AND `version` = NEW.`version`) BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
