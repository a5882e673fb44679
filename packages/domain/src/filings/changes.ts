import { filesOf, type Json, type SignedContent, type SignedMember } from './signed-text.ts';

type Leaf = string | number | boolean | null;
type Tree = { readonly [key: string]: Json | undefined };

/** One place that reads differently: a pointer as on the page, what stood there and what stands there now; null where nothing does. */
export type Change = { readonly pointer: string; readonly before: Leaf; readonly after: Leaf };

const isTree = (value: Json | undefined): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const asList = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

/** An entry of a list in one word: its name, title or text. */
function named(value: Json | undefined): Leaf {
  if (!isTree(value)) return Array.isArray(value) || value === undefined ? null : (value as Leaf);
  const { name, title, text, kind, source } = value;
  return (
    [name, title, text, kind, source].find((each): each is string => typeof each === 'string' && each !== '') ?? ''
  );
}

/** By what an entry is known again. Members by their code alone; the rest else by its place. */
function keyOf(value: Json): string | null {
  if (!isTree(value)) return null;
  const { uscc, sha256, title, kind, text, source, year } = value;
  if (typeof sha256 === 'string') return `${sha256} ${String(value['name'])}`;
  if (typeof uscc === 'string') return uscc;
  if (typeof source === 'string') return `${source} ${String(year)}`;
  if (typeof title === 'string') return title;
  return typeof kind === 'string' ? `${kind} ${typeof text === 'string' ? text : ''}` : null;
}

const isOwn = (value: Json): boolean => isTree(value) && typeof value['uscc'] === 'string';

function inLists(before: readonly Json[], after: readonly Json[], pointer: string): Change[] {
  const left = before.map((value) => ({ value, key: keyOf(value), met: false }));
  const meet = (fits: (each: (typeof left)[number]) => boolean): Json | undefined => {
    const found = left.find((each) => !each.met && fits(each));
    if (found !== undefined) found.met = true;
    return found?.value;
  };
  const known = after.map((value) => meet(({ key }) => key !== null && key === keyOf(value)));
  const pairs = after.map((value, at) => known[at] ?? (isOwn(value) ? undefined : meet(() => true)));
  return [
    ...after.flatMap((value, at) => inValues(pairs[at], value, `${pointer}/${at}`)),
    ...left.filter((each) => !each.met).map(({ value }) => ({ pointer, before: named(value), after: null })),
  ];
}

function inValues(before: Json | undefined, after: Json | undefined, pointer: string): Change[] {
  if (Array.isArray(before) || Array.isArray(after)) return inLists(asList(before), asList(after), pointer);
  if (isTree(before) && isTree(after)) {
    return [...new Set([...Object.keys(after), ...Object.keys(before)])].flatMap((key) =>
      inValues(before[key], after[key], `${pointer}/${key}`),
    );
  }
  const [was, is] = [named(before), named(after)];
  return was === is && isTree(before) === isTree(after) ? [] : [{ pointer, before: was, after: is }];
}

type Files = ReturnType<typeof filesOf>;
type Seen = Pick<SignedContent, 'policy' | 'lead' | 'content'> & {
  readonly members: readonly Partial<SignedMember>[];
  readonly files?: Files;
};

const agreed = (now: SignedContent, uscc: string): Files =>
  filesOf(now).filter(({ agreement, provider }) => agreement === true && provider === uscc);

function tree({ policy, lead: { uscc, name, kind, divisionCode }, content, members, files = [] }: Seen): Tree {
  return {
    policy,
    lead: { uscc, name, kind, divisionCode },
    ...(content as unknown as Tree),
    attachments: files,
    members: members.map(({ uscc: code, name: called, kind: is, chainPosition, duties, contributions }) => ({
      uscc: code,
      name: called,
      kind: is,
      chainPosition,
      duties,
      contributions: contributions?.map((each) => ({ ...each, amountFen: each.amountFen ?? null })),
    })),
  };
}

/** What reads differently between a text that somebody saw and the content as it stands, in the order of the page. */
export function changesSince(seen: string, now: SignedContent): Change[] {
  return inValues(tree(JSON.parse(seen) as Seen), tree({ ...now, files: filesOf(now) }), '');
}

/** What reads differently between the common part that somebody signed and the one that stands: content and roster, nobody's own part. */
export function changesInCommon(signed: string, now: SignedContent): Change[] {
  const roster = now.members.map(({ uscc, name, kind, chainPosition }) => ({ uscc, name, kind, chainPosition }));
  return inValues(
    tree(JSON.parse(signed) as Seen),
    tree({ ...now, members: roster, files: agreed(now, now.lead.uscc) }),
    '',
  );
}

/** What reads differently between the own part that a member signed and the one that stands; none where it takes part no more. */
export function changesInOwn(signed: string, now: SignedContent, uscc: string): Change[] {
  const at = now.members.findIndex((each) => each.uscc === uscc);
  const member = now.members[at];
  if (member === undefined) return [];
  const { duties, contributions, files = [] } = JSON.parse(signed) as SignedMember & { files?: Files };
  const amounts = member.contributions.map((each) => ({ ...each, amountFen: each.amountFen ?? null }));
  return inValues(
    { duties, contributions: contributions as unknown as Json, files },
    { duties: member.duties, contributions: amounts, files: agreed(now, uscc) },
    `/members/${at}`,
  );
}
