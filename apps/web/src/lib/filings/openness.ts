import type { FilingView } from '@lianchuang/contract/filings';
import type { Openness } from '#lib/ui/open-field.ts';

type Opened = Pick<FilingView, 'mayEdit' | 'open' | 'members'>;

/** Whether a place, written as the API does, may be changed now. */
export const isOpenAt = ({ open }: Pick<FilingView, 'open'>, place: string): boolean =>
  open.some((each) => each === '' || each === place || place.startsWith(`${each}/`));

/** Which fields a correction leaves open; null where everything is, as in a draft. */
export function opennessOf(filing: Opened): Openness | null {
  if (!filing.mayEdit || filing.open.includes('')) return null;
  return (name) => {
    const parts = name.split('.');
    // Forms count members, the API names them.
    if (parts[0] === 'members') parts[1] = filing.members[Number(parts[1])]?.id ?? parts[1] ?? '';
    return isOpenAt(filing, `/${parts.join('/')}`);
  };
}
