import { aUscc } from '../../packages/domain/src/identifiers/testing.ts';
import { READY_CONTENT } from '../../packages/domain/src/filings/testing.ts';
import { aCall, send, signUp, type KeyedCall, type Place } from './calls.ts';

type Organization = { id: string; uscc: string; name: string; kind: string };
type View = { id: string; version: number; contentHash: string };

const KINDS = ['91', '92', '93', '94', '11', '12', '13', '51', '52', '53'];
const PER_KIND = 9_999;
let organizations = 0;

/** What somebody would type to register an organization that nobody has registered. */
function organizationForm(kind: string) {
  organizations += 1;
  const serial = ((organizations - 1) % PER_KIND) + 1;
  const uscc = aUscc({ kind: KINDS[Math.floor((organizations - 1) / PER_KIND)] ?? '', serial });
  return { uscc, name: `示例单位${organizations}`, kind, divisionCode: '370202' };
}

/** The members that every filing invites, and the one who signs for all of them. */
export async function thePartner(place: Place) {
  const cookie = await signUp(place, '成员签署人');
  const calls: KeyedCall[] = [];
  const members: Organization[] = [];
  for (const kind of ['enterprise', 'enterprise', 'enterprise', 'university', 'research_institute']) {
    const call = aCall({ method: 'POST', path: '/organizations', body: organizationForm(kind), cookie });
    members.push(await done<Organization>(place, call));
    calls.push(call);
  }
  return { cookie, members, calls };
}
export type Partner = Awaited<ReturnType<typeof thePartner>>;

async function done<T>(place: Place, call: KeyedCall): Promise<T> {
  const answer = await send(place, call);
  if (answer === undefined || answer.status >= 300) throw new Error(`${call.path}: ${answer?.status} ${answer?.text}`);
  call.answer = answer;
  return JSON.parse(answer.text) as T;
}

/** So often each case is sent back and submitted again. */
const SENT_BACK = 12;

/**
 * One filing from nothing to its submission and, where a clerk sends it back, to some more, as the calls that lead there; each call
 * is told the answer of the one before.
 */
export async function* journey(
  lead: string,
  partner: Partner,
  clerk?: string,
): AsyncGenerator<KeyedCall, void, string> {
  const post = (path: string, body: unknown, cookie = lead) => aCall({ method: 'POST', path, body, cookie });
  const own = JSON.parse(yield post('/organizations', organizationForm('enterprise'))) as Organization;
  let filing = JSON.parse(yield post('/filings', { policyId: 'pol_qingdao-2025', organizationId: own.id })) as View;
  const { divisionCode: _, ...content } = READY_CONTENT;
  const patch = aCall({
    method: 'PATCH',
    path: `/filings/${filing.id}`,
    body: { ...content, divisionCode: '370202' },
    cookie: lead,
    ifMatch: filing.version,
  });
  yield patch;
  for (const { uscc, name, kind } of partner.members)
    filing = JSON.parse(
      yield post(`/filings/${filing.id}/members`, {
        uscc,
        name,
        kind,
        ...(kind === 'enterprise' ? { chainPosition: 'midstream' } : {}),
        duties: '承担一项任务',
        contributions: [{ kind: 'technology', text: '一项技术' }],
      }),
    ) as View;
  const { contentHash } = filing;
  for (let nth = 0; nth < partner.members.length; nth += 1)
    yield post(`/filings/${filing.id}/actions/sign`, { contentHash }, partner.cookie);
  yield post(`/filings/${filing.id}/actions/submit`, {});
  if (clerk === undefined) return;
  const items = [{ code: 'other', pointer: '', text: '请核对。' }];
  for (let nth = 0; nth < SENT_BACK; nth += 1) {
    yield post(`/filings/${filing.id}/actions/request_correction`, { items }, clerk);
    yield post(`/filings/${filing.id}/actions/resubmit`, {});
  }
}

/** Somebody who files one case after the other and never gives up a call that nobody answered. */
export class Writer {
  readonly calls: KeyedCall[] = [];
  readonly #lead: string;
  readonly #partner: Partner;
  readonly #clerk: string | undefined;
  #way: AsyncGenerator<KeyedCall, void, string> | undefined;
  #waiting: KeyedCall | undefined;

  constructor(lead: string, partner: Partner, clerk?: string) {
    this.#lead = lead;
    this.#partner = partner;
    this.#clerk = clerk;
  }

  /** The call whose answer was lost, if there is one. */
  get inDoubt(): KeyedCall | undefined {
    return this.#waiting;
  }

  /** Goes on until no answer comes back or `goesOn` says otherwise. */
  async work(place: Place, goesOn: () => boolean): Promise<void> {
    while (goesOn()) {
      const call = this.#waiting ?? (await this.#next());
      this.#waiting = call;
      const answer = await send(place, call);
      if (answer === undefined) return;
      // What the product answers while it is being stopped is no promise.
      if (answer.status >= 500) return;
      if (answer.status >= 300) throw new Error(`${call.method} ${call.path}: ${answer.status} ${answer.text}`);
      call.answer = answer;
      this.#waiting = undefined;
    }
  }

  async #next(): Promise<KeyedCall> {
    const last = this.calls.at(-1)?.answer?.text ?? '';
    let step = await this.#way?.next(last);
    if (step === undefined || step.done === true) {
      this.#way = journey(this.#lead, this.#partner, this.#clerk);
      step = await this.#way.next('');
    }
    const call = step.value as KeyedCall;
    this.calls.push(call);
    return call;
  }
}
