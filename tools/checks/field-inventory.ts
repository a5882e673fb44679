import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.ts';

type Entry = { purpose: string; retention: string; personal: Record<string, string>; other: string[] };
type Tables = Record<string, { columns: Record<string, unknown> }>;

const migrations = join(root, 'packages/db/migrations/meta');
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** The columns of the newest schema, by table. */
function schema(): Tables {
  const newest = readdirSync(migrations)
    .filter((file) => file.endsWith('_snapshot.json'))
    .toSorted()
    .at(-1);
  return (readJson(join(migrations, newest ?? '')) as { tables: Tables }).tables;
}

/** Compares an inventory with a schema, both ways. */
export function compareFields(inventory: Record<string, Entry>, tables: Tables): string[] {
  const findings: string[] = [];
  for (const [table, { columns }] of Object.entries(tables)) {
    const entry = inventory[table];
    if (entry === undefined) {
      findings.push(`${table} has no entry: say what it is for and how long it is kept`);
      continue;
    }
    if (!entry.purpose || !entry.retention) findings.push(`${table} needs a purpose and a retention`);
    const named = [...Object.keys(entry.personal), ...entry.other];
    for (const column of Object.keys(columns))
      if (named.filter((each) => each === column).length !== 1)
        findings.push(`${table}.${column} has to stand once, under personal (with what it is) or other`);
    for (const column of named)
      if (!(column in columns)) findings.push(`${table}.${column} is no column of the schema`);
  }
  for (const table of Object.keys(inventory))
    if (!(table in tables)) findings.push(`${table} is no table of the schema`);
  return findings;
}

/** Every column of the schema stands in packages/db/field-inventory.json, personal data with what becomes of it. */
export function checkFieldInventory(): string[] {
  const inventory = readJson(join(root, 'packages/db/field-inventory.json')) as Record<string, Entry>;
  return compareFields(inventory, schema()).map((finding) => `packages/db/field-inventory.json: ${finding}`);
}
