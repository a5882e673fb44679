import { describe, expect, it } from 'vitest';
import { FILING_ACTIONS, type Filing } from '../filings/index.ts';
import { aFiling, aMember } from '../filings/testing.ts';
import { sayNotification, TELLING_WORDS, TELLINGS, toldBy, type Told } from './index.ts';

const member = (id: string, signed: boolean) =>
  aMember(id.charCodeAt(0), {
    id,
    organizationId: `org_${id}`,
    name: `成员${id}`,
    signature: signed ? { is: 'signed', contentHash: 'h1', at: 1, by: '签署人' } : null,
  });
const filing = (over: Partial<Filing> = {}): Filing =>
  aFiling({ contentHash: 'h1', members: [member('a', true), member('b', false)], ...over });
const clock = (who: 'office' | 'recommender' | 'applicant') =>
  ({
    step: 'acceptance',
    who,
    startedOn: '2026-06-01',
    workingDays: 5,
    dueOn: '2026-06-08',
    missingYear: null,
  }) as const;
const kinds = (told: readonly Told[]) => told.map(({ kind }) => kind);
const told = (action: string, over: Partial<Filing> = {}, more: object = {}) =>
  toldBy({ action, filing: filing(over), before: filing(over), ...more });

describe('which event tells whom', () => {
  it('an invitation tells the organization that was invited, once it is registered', () => {
    const [first] = told('filing.add_member', {}, { member: member('b', false) });
    expect(first).toMatchObject({
      kind: 'invited',
      urgent: true,
      recipients: { organizations: ['org_b'], offices: [] },
    });
    const unknown = aMember(3, { id: 'c', organizationId: null });
    expect(kinds(told('filing.add_member', {}, { member: unknown }))).toEqual([]);
  });

  it('a signature tells the lead; the last one says that the filing can be submitted', () => {
    expect(kinds(told('filing.sign'))).toEqual(['member-signed']);
    const all = { members: [member('a', true), member('b', true)] };
    expect(told('filing.sign', all)).toMatchObject([{ kind: 'all-signed', urgent: true, channels: ['mail', 'text'] }]);
  });

  it('a change tells exactly the members whose signature it made void', () => {
    const changed = toldBy({ action: 'filing.edit', before: filing(), filing: filing({ contentHash: 'h2' }) });
    expect(changed).toMatchObject([{ kind: 'sign-again', recipients: { organizations: ['org_a'] } }]);
    expect(told('filing.edit')).toEqual([]);
    // Void already before: nobody is told twice.
    const once = filing({ contentHash: 'h2' });
    expect(toldBy({ action: 'filing.edit', before: once, filing: { ...once, contentHash: 'h3' } })).toEqual([]);
  });

  it.each(['add_members', 'attach_file', 'remove_file', 'refuse_file'])(
    'so does %s, where it changes what they signed',
    (name) => {
      const changed = toldBy({ action: `filing.${name}`, before: filing(), filing: filing({ contentHash: 'h2' }) });
      expect(changed.filter(({ kind }) => kind === 'sign-again')).toMatchObject([
        { urgent: true, channels: ['mail', 'text'], recipients: { organizations: ['org_a'] } },
      ]);
    },
  );

  it('a list of members invites each that it brings in, and none that was there', () => {
    const more = { members: [...filing().members, member('c', false), member('d', false)] };
    expect(toldBy({ action: 'filing.add_members', before: filing(), filing: filing(more) })).toMatchObject([
      { kind: 'invited', recipients: { organizations: ['org_c', 'org_d'] } },
    ]);
  });

  describe('a word in the talk', () => {
    const a = member('a', true);
    const say = (by: typeof a | undefined, pointer: string, ...memberIds: string[]) =>
      told('comment.add', {}, { member: by, talk: { pointer, memberIds } }).map(({ kind, recipients }) => [
        kind,
        recipients.organizations,
      ]);
    const lead = filing().lead.organizationId;

    it.each<[string, ReturnType<typeof say>, unknown[]]>([
      ['of a member tells the lead', say(a, '/summary'), [['member-commented', [lead]]]],
      ['of a member about itself as well', say(a, '/members/a/duties', 'a'), [['member-commented', [lead]]]],
      [
        'of a member in another’s thread tells both',
        say(a, '/summary', 'b'),
        [
          ['member-commented', [lead]],
          ['commented', ['org_b']],
        ],
      ],
      ['of the lead tells whoever spoke in the thread', say(undefined, '/summary', 'b'), [['commented', ['org_b']]]],
      [
        'of the lead about a member’s part tells that member',
        say(undefined, '/members/b/duties'),
        [['commented', ['org_b']]],
      ],
      ['of the lead about all tells every member', say(undefined, '/summary'), [['commented', ['org_a', 'org_b']]]],
    ])('%s', (_, said, expected) => {
      expect(said.filter(([, to]) => to?.length !== 0)).toEqual(expected);
    });
  });

  it('a refused file tells whoever brought it in and, where the lead knows of it, the lead: at once', () => {
    const refused = (memberId: string | null, action = 'attachment.refuse') =>
      told(action, {}, { file: { id: 'att_1', materialId: 'other', memberId, uploadedBy: 'usr_1' } });
    const [lead, own] = refused(null);
    expect(lead).toMatchObject({ kind: 'file-refused', urgent: true, facts: { material: { zh: '其他材料' } } });
    expect(own).toMatchObject({ kind: 'own-file-refused', urgent: true, recipients: { people: ['usr_1'] } });
    expect(kinds(refused('a'))).toEqual(['own-file-refused']);
    expect(kinds(refused('a', 'filing.refuse_file'))).toContain('file-refused');
  });

  it('a submission tells whoever has the next move: the recommender of the division, or the office', () => {
    const submitted = told('filing.submit', { clock: clock('recommender') });
    expect(kinds(submitted)).toEqual(['submitted', 'submitted', 'to-recommend']);
    expect(submitted.at(-1)?.recipients).toMatchObject({ offices: ['recommender'] });
    expect(submitted.at(-1)?.recipients.divisions).toContain(filing().lead.divisionCode);
    expect(kinds(told('filing.submit', { clock: clock('office') }))).toEqual(['submitted', 'submitted', 'to-check']);
  });

  it('a correction tells the lead at once, with the day', () => {
    const [asked] = told('filing.request_correction', { clock: clock('applicant') });
    expect(asked).toMatchObject({ kind: 'correction-asked', urgent: true, facts: { dueOn: '2026-06-08' } });
  });

  it('every party of the case is named, so that none of its people is told as an officer', () => {
    const { lead } = filing();
    for (const each of told('filing.submit', { clock: clock('office') }))
      expect(each.parties).toEqual([lead.organizationId, 'org_a', 'org_b']);
  });

  it('what only notes something tells nobody', () => {
    for (const action of ['filing.start', 'filing.waive', 'consortium.expire']) expect(told(action)).toEqual([]);
  });

  it('every line names an event that there is', () => {
    const known = [
      ...FILING_ACTIONS,
      'add_member',
      'edit_member',
      'remove_member',
      'accept_invitation',
      'edit',
      'remind',
      'remind_member',
      'extend',
      'remind_signatures',
      'remind_draft',
      'add_members',
      'attach_file',
      'remove_file',
      'refuse_file',
    ].map((each) => `filing.${each}`);
    const others = ['notice.object', 'notice.rule', 'comment.add', 'attachment.refuse'];
    for (const { on } of TELLINGS) expect([...known, ...others]).toContain(on);
  });
});

describe('in which words', () => {
  const facts = {
    consortium: '示例联合体',
    lead: '示例牵头企业',
    jurisdiction: '370200',
    dueOn: '2026-06-08',
    member: '示例大学',
    material: { zh: '协议附件', en: 'annex' },
    signed: 3,
    members: 5,
    number: '示联备〔2026〕1号',
  };

  it.each(Object.keys(TELLING_WORDS) as (keyof typeof TELLING_WORDS)[])(
    '%s says in both languages what happened, what it means and the one thing to do',
    (kind) => {
      for (const locale of ['zh', 'en'] as const) {
        const { title, means, todo } = sayNotification(kind, facts, locale);
        for (const text of [title, means, todo]) {
          expect(text.length).toBeGreaterThan(1);
          expect(text).not.toMatch(/[{}]|undefined|null/);
        }
        expect(title).not.toMatch(/\n/);
        expect(/[\u4e00-\u9fff]/.test(todo)).toBe(locale === 'zh');
      }
    },
  );

  it('a day that is not known is not guessed', () => {
    expect(sayNotification('correction-asked', { ...facts, dueOn: null }, 'zh').means).not.toContain('24:00');
    expect(sayNotification('correction-asked', facts, 'zh').means).toContain('2026 年 6 月 8 日 24:00');
  });

  it('a consortium without a name has words of its own', () => {
    expect(sayNotification('submitted', { ...facts, consortium: null }, 'zh').title).toBe('“未命名的联合体”已提交');
  });
});
