import { pinyin } from 'pinyin-pro';

/** Pinyin initials of a name: 示例海上风电 gives `slhsfd`; letters and digits stay. */
export function pinyinInitials(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('');
}
