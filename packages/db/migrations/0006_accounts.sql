ALTER TABLE `users` ADD `version` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `chain_hash` text;--> statement-breakpoint
CREATE INDEX `offices_by_jurisdiction` ON `offices` (`jurisdiction`,`user_id`);--> statement-breakpoint
UPDATE `offices` SET `role` = 'system_administrator' WHERE `role` = 'administrator';
