import { expect, request, type APIRequestContext } from '@playwright/test';
import { aPdf } from '../journeys/photos.ts';

const PASSWORD = 'lianchuang-demo';
const baseURL = process.env.BASE_URL ?? '';

type View = { id: string; version: number; contentHash: string; status: string };
type Partner = { key: string; kind: string; chainPosition?: string };

/** Partners of the demonstration, each with its own account. */
const PARTNERS: readonly Partner[] = [
  { key: 'member@demo.example', kind: 'enterprise', chainPosition: 'upstream' },
  { key: 'material@partners.demo.example', kind: 'enterprise', chainPosition: 'upstream' },
  { key: 'harbour@partners.demo.example', kind: 'enterprise', chainPosition: 'downstream' },
  { key: 'university@demo.example', kind: 'university' },
  { key: 'institute@partners.demo.example', kind: 'research_institute' },
];

/** Calls the API as one account; a refusal fails the test with its words. */
export class Caller {
  private static readonly known = new Map<string, Promise<Caller>>();

  private constructor(private readonly context: APIRequestContext) {}

  /** One session for each account and test process: signing in costs a second. */
  static as(account: string, at = baseURL): Promise<Caller> {
    const key = `${at} ${account}`;
    const known = Caller.known.get(key) ?? Caller.signedIn(account, at);
    Caller.known.set(key, known);
    return known;
  }

  private static async signedIn(account: string, at: string): Promise<Caller> {
    const email = account.includes('@') ? account : `${account}@demo.example`;
    const context = await request.newContext({ baseURL: at, extraHTTPHeaders: { origin: at } });
    const answer = await context.post('/api/auth/sign-in/email', { data: { email, password: PASSWORD } });
    expect(answer.status(), email).toBe(200);
    return new Caller(context);
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.context.get(`/api/v1${path}`);
    expect(answer.ok(), `${path} ${await answer.text()}`).toBe(true);
    return (await answer.json()) as T;
  }

  async send<T = View>(path: string, data: unknown, version?: number, method: 'post' | 'patch' = 'post'): Promise<T> {
    const headers = version === undefined ? {} : { 'if-match': `"${version}"` };
    const answer = await this.context[method](`/api/v1${path}`, { data, headers });
    expect(answer.ok(), `${path} ${await answer.text()}`).toBe(true);
    return (await answer.json()) as T;
  }

  /** A file of one chunk, as the lead's proof of earlier work together: it touches no signature. */
  async attach(id: string, name: string): Promise<View> {
    const buffer = aPdf(name.replace(/\D/g, '') || 'file');
    const body = { materialId: 'cooperation-basis', name, bytes: buffer.length, type: 'application/pdf' };
    const ticket = await this.send<{ id: string }>(`/filings/${id}/attachments`, body);
    const headers = { 'content-type': 'application/octet-stream' };
    const put = await this.context.put(`/api/v1/attachments/${ticket.id}/chunks/0`, { headers, data: buffer });
    expect(put.ok(), await put.text()).toBe(true);
    return (await this.send<{ filing: View }>(`/attachments/${ticket.id}/actions/complete`, {})).filing;
  }

  /** The bytes that stand at an address. */
  async bytes(address: string): Promise<Buffer> {
    const answer = await this.context.get(address);
    expect(answer.ok(), address).toBe(true);
    return answer.body();
  }

  act(id: string, action: string, data: unknown = {}): Promise<View> {
    return this.send(`/filings/${id}/actions/${action}`, data);
  }
}

type Me = { organizations: { id: string; uscc: string; name: string }[] };

const LEAD = 'port@partners.demo.example';
export const lead = (at = baseURL) => Caller.as(LEAD, at);

const organizationOf = async (account: string, at = baseURL) =>
  (await (await Caller.as(account, at)).get<Me>('/me')).organizations[0];

async function withPartners(draft: View, partners: readonly Partner[], at = baseURL): Promise<View> {
  const caller = await lead(at);
  let filing = draft;
  for (const { key, kind, chainPosition } of partners) {
    const { uscc, name } = (await organizationOf(key, at)) ?? {};
    const body = { uscc, name, kind, chainPosition, duties: '按协议分工', contributions: [] };
    filing = await caller.send(`/filings/${draft.id}/members`, body, filing.version);
  }
  return filing;
}

async function signAs(partners: readonly Partner[], { id, contentHash }: View, at = baseURL): Promise<void> {
  for (const { key } of partners) await (await Caller.as(key, at)).act(id, 'sign', { contentHash });
}

const [FIRST, ...OTHERS] = PARTNERS as [Partner, ...Partner[]];
const draftOf = async (id: string) => (await lead()).get<View>(`/filings/${id}`);

/** The partner that a test itself invites and signs for, and its account. */
export const firstPartner = async () => ({ email: FIRST.key, ...(await organizationOf(FIRST.key)) });
/** All others come into a draft of the lead, and sign what stands there. */
export const addOthers = async (id: string): Promise<View> => withPartners(await draftOf(id), OTHERS);
export const othersSign = async (id: string): Promise<void> => signAs(OTHERS, await draftOf(id));

/** A case of its own for one test: drafted, signed by every member and submitted. `waiver` leaves one institute out and asks for it. */
export async function submitCase(name: string, options: { waiver?: boolean } = {}): Promise<string> {
  const id = await readyCase(name, options);
  await (await lead()).act(id, 'submit');
  return id;
}

/** The same, ready to be submitted, with so many files; `at` names another server than the one that all tests share. */
export async function readyCase(
  name: string,
  { waiver = false, files = 0, at = baseURL }: { waiver?: boolean; files?: number; at?: string } = {},
): Promise<string> {
  const caller = await lead(at);
  const me = await caller.get<Me>('/me');
  const draft = await caller.send('/filings', {
    policyId: 'pol_qingdao-2025',
    organizationId: me.organizations[0]?.id,
  });
  const year = new Date().getFullYear();
  let filing = await caller.send(
    `/filings/${draft.id}`,
    {
      consortiumName: name,
      summary: '示例，只供测试。',
      industryCode: 'qd-equipment',
      validityMonths: 36,
      topics: [{ title: '集群调度', objective: '自动化码头集群调度', indicators: '第三方检测合格' }],
      mechanisms: [
        'decision_dispatch',
        'joint_attack',
        'benefit_sharing',
        'ip_management',
        'standards',
        'diffusion',
        'funding',
      ].map((kind) => ({ kind, text: '见协议' })),
      plan: {
        goals: '完成示范',
        intellectualProperty: '申请专利 5 件',
        talent: '联合培养 3 名',
        diffusion: '开放一个场景',
        milestones: [{ title: '样机', dueOn: `${year + 1}-12-31`, indicator: '通过台架试验' }],
        funding: [{ source: 'self_raised', year: year + 1, amountFen: 500_000_000 }],
      },
    },
    draft.version,
    'patch',
  );
  const partners = waiver ? PARTNERS.slice(0, -1) : PARTNERS;
  filing = await withPartners(filing, partners, at);
  for (let nth = 1; nth <= files; nth += 1)
    filing = { ...filing, ...(await caller.attach(draft.id, `合作证明第${nth}份.pdf`)) };
  await signAs(partners, filing, at);
  if (waiver)
    await caller.act(draft.id, 'waive', {
      ruleId: 'composition-academic-institutions-min',
      reason: '本领域只有一家院所有中试平台。',
    });
  return draft.id;
}
