-- A rebuildable index in a database of its own: D1 cannot export a database that holds FTS5 tables.
CREATE TABLE `search_documents` (
  `rowid` INTEGER PRIMARY KEY,
  `consortium_id` TEXT NOT NULL UNIQUE,
  `name` TEXT NOT NULL,
  `valid_to` TEXT NOT NULL,
  `scope_values` TEXT NOT NULL
);
--> statement-breakpoint
CREATE INDEX `search_documents_by_name` ON `search_documents` (`name`, `consortium_id`);
--> statement-breakpoint
CREATE INDEX `search_documents_by_last_day` ON `search_documents` (`valid_to`, `consortium_id`);
--> statement-breakpoint
CREATE VIRTUAL TABLE `search_index` USING fts5(`words`, `marks`, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
