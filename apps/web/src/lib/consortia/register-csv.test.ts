import type { ConsortiumRow } from '@lianchuang/contract/consortia';
import { expect, test } from 'vitest';
import { csvHead, csvRows } from './register-csv.ts';

const row: ConsortiumRow = {
  id: 'con_1',
  name: '=HYPERLINK("http://evil.example")',
  status: 'in_force',
  registrationNumber: '示联备〔2026〕0001号',
  jurisdiction: '370200',
  division: { code: '370212', name: '崂山区' },
  industry: { code: 'qd-it', name: '新一代信息技术' },
  lead: { id: 'org_1', name: '@示例, "甲"公司' },
  memberCounts: { enterprise: 3, academic: 2, other: 0, total: 5 },
  validFrom: '2026-01-15',
  validTo: '2029-01-14',
  registeredOn: '2026-01-15',
  fictional: true,
  source: null,
};

test('a name that looks like a formula reaches the spreadsheet as text', () => {
  const line = csvRows([row]);
  expect(line).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  expect(line).toContain(`"'@示例, ""甲""公司"`);
  expect(line.endsWith('\r\n')).toBe(true);
});

test('the file opens with the mark that spreadsheets need for Chinese, and holds as many columns as names', () => {
  expect(csvHead().startsWith('\uFEFF登记号,')).toBe(true);
  expect(csvRows([{ ...row, name: '甲', lead: { id: 'org_1', name: '乙' } }]).split(',')).toHaveLength(
    csvHead().split(',').length,
  );
});
