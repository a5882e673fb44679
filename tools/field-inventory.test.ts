import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkFieldInventory, compareFields } from './checks/field-inventory.ts';

const entry = { purpose: 'for', retention: 'until', personal: { name: 'a name' }, other: ['id'] };
const table = { columns: { id: {}, name: {} } };

test('the inventory names every column of the schema', () => assert.deepEqual(checkFieldInventory(), []));

test('a new column, a new table and a column that has gone are each named', () => {
  assert.deepEqual(compareFields({ t: entry }, { t: table }), []);
  assert.match(compareFields({ t: entry }, { t: { columns: { ...table.columns, phone: {} } } }).join(), /t\.phone/);
  assert.match(compareFields({ t: entry }, { t: table, u: table }).join(), /u has no entry/);
  assert.match(compareFields({ t: entry }, { t: { columns: { id: {} } } }).join(), /t\.name is no column/);
  assert.match(compareFields({ t: entry, u: entry }, { t: table }).join(), /u is no table/);
  assert.match(compareFields({ t: { ...entry, retention: '' } }, { t: table }).join(), /retention/);
});
