-- A rebuildable index in a database of its own: D1 cannot export a database that holds FTS5 tables.
-- Every consortium stands in it once per order, under a row id that grows with that order: a page of any order is a walk along
-- row ids, which the index does by itself, and nothing is sorted. `line` is what a list shows of the consortium.
CREATE TABLE `search_documents` (
  `rowid` INTEGER PRIMARY KEY,
  `sort` TEXT NOT NULL,
  `key` TEXT NOT NULL,
  `consortium_id` TEXT NOT NULL,
  `line` TEXT NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_documents_once` ON `search_documents` (`consortium_id`, `sort`);
--> statement-breakpoint
CREATE INDEX `search_documents_neighbours` ON `search_documents` (`key`, `consortium_id`) WHERE `sort` = 'name';
--> statement-breakpoint
CREATE VIRTUAL TABLE `search_index` USING fts5(`words`, `marks`, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
