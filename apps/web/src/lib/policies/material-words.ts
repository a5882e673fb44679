import type { MaterialView } from '@lianchuang/contract/policies';
import { label } from '#lib/labels.ts';
import { m } from '#lib/paraglide/messages.js';

type Asked = Pick<MaterialView, 'providedBy' | 'kinds'>;

const forms: Record<MaterialView['accepts'][number], () => string> = {
  document: m['site.material.form.document'],
  picture: m['site.material.form.picture'],
};

/** 牵头单位提供 · 每家成员提供 · 高校、科研院所提供 */
function providerWords({ providedBy, kinds }: Asked): string {
  if (providedBy === 'lead') return m['site.material.by_lead']();
  if (kinds === null) return m['site.material.by_member']();
  return m['site.material.by_kinds']({
    kinds: kinds.map((each) => label('organizationKind', each)).join(m['ui.join.list']()),
  });
}

/** PDF 或 Word 文件、照片或扫描图，每家最多 2 份 */
export function formWords({ accepts, most }: Pick<MaterialView, 'accepts' | 'most'>): string {
  return m['site.material.forms']({ forms: accepts.map((each) => forms[each]()).join(m['ui.join.list']()), most });
}

/** Materials by who provides them, in the order of the policy. */
export function byProvider<T extends Asked>(materials: readonly T[]): { title: string; materials: T[] }[] {
  const found = new Map<string, T[]>();
  for (const each of materials) found.set(providerWords(each), [...(found.get(providerWords(each)) ?? []), each]);
  return [...found].map(([title, of]) => ({ title, materials: of }));
}
