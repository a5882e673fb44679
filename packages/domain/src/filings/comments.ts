import type { Filing, FilingRole } from './filing.ts';

/** Open and closed talk about one filing together; beyond that people should meet. */
export const MOST_COMMENTS = 500;

const FIELDS = ['consortiumName', 'summary', 'industryCode', 'divisionCode', 'validityMonths'];
const PLAN_FIELDS = ['goals', 'intellectualProperty', 'talent', 'diffusion', 'milestones', 'funding'];
const MEMBER_FIELDS = ['duties', 'contributions'];

const isPlace = (given: string | undefined, length: number): boolean =>
  given !== undefined && /^\d{1,3}$/.test(given) && Number(given) < length;

/**
 * Whether a clause can be talked about: the whole (empty), a part of the page, or an entry of a list. Members stand by their id, which
 * outlives their place in the list: `/members/fmb_1/duties`.
 */
export function isClause(pointer: string, { content, members }: Pick<Filing, 'content' | 'members'>): boolean {
  const [start, part = '', at, inner, ...more] = pointer.split('/');
  if (pointer === '') return true;
  if (start !== '' || more.length > 0) return false;
  if (part === 'members') {
    if (at === undefined) return true;
    return members.some(({ id }) => id === at) && (inner === undefined || MEMBER_FIELDS.includes(inner));
  }
  if (inner !== undefined) return false;
  switch (part) {
    case 'topics':
      return at === undefined || isPlace(at, content.topics.length);
    case 'mechanisms':
      return at === undefined || isPlace(at, content.mechanisms.length);
    case 'plan':
      return at === undefined || PLAN_FIELDS.includes(at);
    case 'declarations':
      return at === undefined;
    default:
      return at === undefined && FIELDS.includes(part);
  }
}

/** Whether somebody belongs to a party of the filing and so to its talk; the office never does. */
export const talksAbout = (roles: ReadonlySet<FilingRole>): boolean =>
  roles.has('lead_viewer') || roles.has('member_viewer');

/** Whoever began a thread, or writes for the lead, says that it is settled. */
export const mayResolve = (
  thread: { readonly userId: string },
  userId: string,
  roles: ReadonlySet<FilingRole>,
): boolean => thread.userId === userId || roles.has('lead_editor');
