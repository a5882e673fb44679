import { inflateRawSync } from 'node:zlib';
import type { MaterialView } from '@lianchuang/contract/policies';
import { qingdao2025 } from '@lianchuang/domain/policies';
import { expect, test } from 'vitest';
import { wordFile } from './word-file.server.ts';

/** One entry of an archive, found by its directory. */
function entry(bytes: Buffer, wanted: string): string {
  let at = bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from('PK\u0005\u0006')) + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const offset = bytes.readUInt32LE(at + 42);
    const from = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20));
    if (name === wanted) return (bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed).toString('utf8');
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  throw new Error(`no ${wanted}`);
}

const viewOf = (id: string): MaterialView => {
  const found = qingdao2025.materials.find((each) => each.id === id);
  if (found === undefined) throw new Error(id);
  const parts = found.template?.parts.map((each) => ({ lines: [], table: null, ...each }));
  return {
    ...found,
    name: found.name.zh,
    clause: null,
    template: found.template === undefined ? null : { ...found.template, parts },
  } as unknown as MaterialView;
};
const textOf = async (id: string, facts = {}) => {
  const bytes = await wordFile({ material: viewOf(id), policy: '示例指引', facts });
  return entry(Buffer.from(bytes ?? new ArrayBuffer(0)), 'word/document.xml');
};

test('a member’s commitment comes filled with its name, code and contributions', async () => {
  const text = await textOf('member-commitment', {
    provider: '示例成员大学',
    providerUscc: '12370200E20000001X',
    consortium: '示例联合体',
    contributions: [{ kind: 'fund', text: '现金出资', amountFen: 50_000_000 }],
  });
  for (const known of ['投入承诺书', '示例成员大学', '12370200E20000001X', '示例联合体', '现金出资', '50', '盖章'])
    expect(text).toContain(known);
  expect(text).not.toMatch(/undefined|\{\w+\}/);
});

test('every template of the pack is a Word file, blank where nothing is known', async () => {
  const withTemplate = qingdao2025.materials.filter(({ template }) => template !== undefined);
  expect(withTemplate.length).toBeGreaterThan(3);
  for (const { id, name } of withTemplate) {
    const text = await textOf(id);
    expect(text).toContain(name.zh);
    expect(text).toContain('<w:document');
    expect(text).not.toMatch(/undefined|\{\w+\}/);
  }
});

test('a material without a template has no file', async () => {
  expect(await wordFile({ material: viewOf('lead-registration'), policy: '示例指引', facts: {} })).toBeNull();
});
