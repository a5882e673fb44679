CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `accounts_by_user` ON `accounts` (`user_id`);--> statement-breakpoint
CREATE TABLE `offices` (
	`user_id` text NOT NULL,
	`jurisdiction` text NOT NULL,
	`role` text NOT NULL,
	`division_code` text,
	`granted_at` integer NOT NULL,
	PRIMARY KEY(`user_id`, `jurisdiction`, `role`)
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL,
	`token` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`user_id` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_unique` ON `sessions` (`token`);--> statement-breakpoint
CREATE INDEX `sessions_by_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verifications_by_identifier` ON `verifications` (`identifier`);--> statement-breakpoint
CREATE TABLE `consortia` (
	`id` text PRIMARY KEY NOT NULL,
	`jurisdiction` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`chain_hash` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`status` text NOT NULL,
	`name` text NOT NULL,
	`summary` text,
	`industry_code` text NOT NULL,
	`division_code` text NOT NULL,
	`lead_organization_id` text NOT NULL,
	`lead_name` text NOT NULL,
	`lead_uscc` text NOT NULL,
	`enterprise_count` integer NOT NULL,
	`academic_count` integer NOT NULL,
	`other_count` integer NOT NULL,
	`registration_number` text NOT NULL,
	`number_key` text NOT NULL,
	`register_year` integer NOT NULL,
	`serial` integer NOT NULL,
	`registered_on` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text NOT NULL,
	`fictional` integer NOT NULL,
	`source` text,
	`filing_id` text,
	`policy_id` text NOT NULL,
	`policy_version` integer NOT NULL,
	`details` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `consortia_number` ON `consortia` (`number_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `consortia_serial` ON `consortia` (`jurisdiction`,`register_year`,`serial`);--> statement-breakpoint
CREATE INDEX `consortia_expiring` ON `consortia` (`status`,`valid_to`);--> statement-breakpoint
CREATE TABLE `consortium_facets` (
	`dimension` text NOT NULL,
	`scope` text NOT NULL,
	`value` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`dimension`, `scope`, `value`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `consortium_listings` (
	`scope` text NOT NULL,
	`sort` text NOT NULL,
	`key` text NOT NULL,
	`consortium_id` text NOT NULL,
	PRIMARY KEY(`scope`, `sort`, `key`, `consortium_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `consortium_members` (
	`consortium_id` text NOT NULL,
	`position` integer NOT NULL,
	`jurisdiction` text NOT NULL,
	`organization_id` text,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`role` text NOT NULL,
	`chain_position` text,
	`duties` text,
	`joined_on` text NOT NULL,
	`left_on` text,
	PRIMARY KEY(`consortium_id`, `position`)
);
--> statement-breakpoint
CREATE TABLE `events` (
	`id` text PRIMARY KEY NOT NULL,
	`subject` text NOT NULL,
	`version` integer NOT NULL,
	`jurisdiction` text NOT NULL,
	`action` text NOT NULL,
	`actor_id` text,
	`actor_name` text NOT NULL,
	`actor_organization` text,
	`at` integer NOT NULL,
	`payload` text NOT NULL,
	`previous_hash` text,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_once` ON `events` (`subject`,`version`);--> statement-breakpoint
CREATE INDEX `events_by_jurisdiction` ON `events` (`jurisdiction`,`id`);--> statement-breakpoint
CREATE INDEX `events_by_actor` ON `events` (`actor_id`,`id`);--> statement-breakpoint
CREATE TABLE `filing_members` (
	`id` text PRIMARY KEY NOT NULL,
	`filing_id` text NOT NULL,
	`jurisdiction` text NOT NULL,
	`position` integer NOT NULL,
	`uscc` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`organization_id` text,
	`chain_position` text,
	`duties` text NOT NULL,
	`contributions` text NOT NULL,
	`signature` text,
	`invitation_token` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `filing_members_invitation_token_unique` ON `filing_members` (`invitation_token`);--> statement-breakpoint
CREATE UNIQUE INDEX `filing_members_once` ON `filing_members` (`filing_id`,`uscc`);--> statement-breakpoint
CREATE INDEX `filing_members_by_organization` ON `filing_members` (`organization_id`);--> statement-breakpoint
CREATE TABLE `filings` (
	`id` text PRIMARY KEY NOT NULL,
	`jurisdiction` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`chain_hash` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`policy_id` text NOT NULL,
	`policy_version` integer NOT NULL,
	`status` text NOT NULL,
	`lead_organization_id` text NOT NULL,
	`lead_uscc` text NOT NULL,
	`lead_name` text NOT NULL,
	`lead_kind` text NOT NULL,
	`lead_division_code` text NOT NULL,
	`consortium_name` text,
	`industry_code` text,
	`division_code` text,
	`member_count` integer NOT NULL,
	`signed_count` integer NOT NULL,
	`content` text NOT NULL,
	`content_hash` text NOT NULL,
	`waivers` text NOT NULL,
	`clock` text,
	`clock_who` text,
	`due_on` text,
	`correction` text,
	`publicity` text,
	`opinion` text,
	`decision_reason` text,
	`submitted_at` integer,
	`consortium_id` text,
	`registration_number` text
);
--> statement-breakpoint
CREATE INDEX `filings_by_due` ON `filings` (`jurisdiction`,`clock_who`,`due_on`,`id`);--> statement-breakpoint
CREATE INDEX `filings_by_status` ON `filings` (`jurisdiction`,`status`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `filings_by_lead` ON `filings` (`lead_organization_id`,`updated_at`);--> statement-breakpoint
CREATE INDEX `filings_lapsing` ON `filings` (`status`,`due_on`);--> statement-breakpoint
CREATE TABLE `notices` (
	`id` text PRIMARY KEY NOT NULL,
	`jurisdiction` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`chain_hash` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`filing_id` text NOT NULL,
	`policy_id` text NOT NULL,
	`policy_version` integer NOT NULL,
	`first_day` text NOT NULL,
	`last_day` text NOT NULL,
	`working_days` integer NOT NULL,
	`closed_at` integer,
	`fictional` integer NOT NULL,
	`body` text NOT NULL,
	`consortium_id` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_filing_id_unique` ON `notices` (`filing_id`);--> statement-breakpoint
CREATE INDEX `notices_by_last_day` ON `notices` (`jurisdiction`,`last_day`,`id`);--> statement-breakpoint
CREATE INDEX `notices_recent` ON `notices` (`last_day`,`id`);--> statement-breakpoint
CREATE TABLE `objections` (
	`id` text PRIMARY KEY NOT NULL,
	`notice_id` text NOT NULL,
	`filing_id` text NOT NULL,
	`jurisdiction` text NOT NULL,
	`name` text NOT NULL,
	`contact` text NOT NULL,
	`reason` text NOT NULL,
	`received_at` integer NOT NULL,
	`ruling` text,
	`ruling_reason` text,
	`ruled_at` integer,
	`ruled_by` text
);
--> statement-breakpoint
CREATE INDEX `objections_by_filing` ON `objections` (`filing_id`,`ruling`);--> statement-breakpoint
CREATE INDEX `objections_by_notice` ON `objections` (`notice_id`,`id`);--> statement-breakpoint
CREATE TABLE `organization_people` (
	`organization_id` text NOT NULL,
	`user_id` text NOT NULL,
	`jurisdiction` text NOT NULL,
	`role` text NOT NULL,
	`joined_at` integer NOT NULL,
	PRIMARY KEY(`organization_id`, `user_id`)
);
--> statement-breakpoint
CREATE INDEX `organization_people_by_user` ON `organization_people` (`user_id`);--> statement-breakpoint
CREATE TABLE `organizations` (
	`id` text PRIMARY KEY NOT NULL,
	`jurisdiction` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`chain_hash` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`uscc` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`division_code` text NOT NULL,
	`fictional` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `organizations_uscc_unique` ON `organizations` (`uscc`);--> statement-breakpoint
CREATE TABLE `commit_asserts` (
	`ok` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `idempotency` (
	`caller` text NOT NULL,
	`key` text NOT NULL,
	`jurisdiction` text NOT NULL,
	`request_hash` text NOT NULL,
	`status` integer NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`caller`, `key`)
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`jurisdiction` text NOT NULL,
	`kind` text NOT NULL,
	`payload` text NOT NULL,
	`created_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`done_at` integer
);
--> statement-breakpoint
CREATE INDEX `outbox_waiting` ON `outbox` (`done_at`,`id`);--> statement-breakpoint
CREATE TRIGGER `events_no_update` BEFORE UPDATE ON `events` BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `events_no_delete` BEFORE DELETE ON `events` BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `events_no_replace` BEFORE INSERT ON `events` WHEN EXISTS (SELECT 1 FROM `events` WHERE `id` = NEW.`id`) BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
