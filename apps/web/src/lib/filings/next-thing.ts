import type { FilingRow } from '@lianchuang/contract/filings';
import { link } from '#lib/link.ts';
import { m } from '#lib/paraglide/messages.js';

/** The one thing to do next in a case that waits for the caller; null where it waits for others. */
export function nextThing({ id, next }: Pick<FilingRow, 'id' | 'next'>): { href: string; text: string } | null {
  const at = link(`/apply/filings/${id}`);
  switch (next) {
    case null:
      return null;
    case 'sign':
      return { href: `${at}/sign-as-member`, text: m['apply.status.read_and_sign']() };
    case 'have_signed':
      return { href: `${at}/sign-as-member`, text: m['apply.home.do.have_signed']() };
    case 'correct':
      return { href: `${at}#corrections`, text: m['apply.home.do.correct']() };
    case 'settle':
      return { href: `${at}/sign`, text: m['apply.home.do.settle']() };
    case 'answer':
      return { href: `${at}/sign`, text: m['apply.home.do.answer']() };
    case 'wait_for_members':
      return { href: `${at}/sign`, text: m['apply.home.do.wait_for_members']() };
    case 'submit':
      return { href: `${at}/submit`, text: m['apply.home.do.submit']() };
    case 'have_submitted':
      return { href: at, text: m['apply.home.do.have_submitted']() };
    case 'go_on':
      return { href: at, text: m['apply.home.do.go_on']() };
  }
}
