CREATE TABLE `kept_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`message_id` text NOT NULL,
	`channel` text NOT NULL,
	`recipient` text NOT NULL,
	`subject` text,
	`body` text NOT NULL,
	`kept_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `kept_messages_by_time` ON `kept_messages` (`kept_at`,`id`);--> statement-breakpoint
CREATE TABLE `notification_choices` (
	`user_id` text PRIMARY KEY NOT NULL,
	`mail` integer NOT NULL,
	`text` integer NOT NULL,
	`pace` text NOT NULL,
	`locale` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `notifications` (
	`recipient_id` text NOT NULL,
	`event_id` text NOT NULL,
	`jurisdiction` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`facts` text NOT NULL,
	`urgent` integer NOT NULL,
	`digest` text,
	`created_at` integer NOT NULL,
	`read_at` integer,
	PRIMARY KEY(`recipient_id`, `event_id`)
);
--> statement-breakpoint
CREATE INDEX `notifications_by_event` ON `notifications` (`event_id`);--> statement-breakpoint
CREATE INDEX `notifications_unread` ON `notifications` (`recipient_id`,`event_id`) WHERE "notifications"."read_at" IS NULL;--> statement-breakpoint
CREATE INDEX `notifications_for_digest` ON `notifications` (`recipient_id`) WHERE "notifications"."digest" = 'waiting';--> statement-breakpoint
ALTER TABLE `users` ADD `phone_number` text;--> statement-breakpoint
ALTER TABLE `users` ADD `phone_number_verified` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `users_phone_number_unique` ON `users` (`phone_number`);--> statement-breakpoint
ALTER TABLE `outbox` ADD `recipient_id` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `claimed_at` integer;--> statement-breakpoint
ALTER TABLE `outbox` ADD `unknown_tries` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `outbox` ADD `last_error` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `set_aside_at` integer;--> statement-breakpoint
CREATE INDEX `outbox_set_aside` ON `outbox` (`set_aside_at`) WHERE "outbox"."set_aside_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `outbox_by_recipient` ON `outbox` (`recipient_id`) WHERE "outbox"."recipient_id" IS NOT NULL;