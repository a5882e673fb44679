import { send, signUp, type KeyedCall, type Place } from '../durability/calls.ts';
import { journey, thePartner, type Partner } from '../durability/writer.ts';

const AT_ONCE = 8;

async function readyToSubmit(place: Place, lead: string, partner: Partner): Promise<KeyedCall> {
  const way = journey(lead, partner);
  let told = '';
  for (;;) {
    const step = await way.next(told);
    if (step.done === true) throw new Error('a journey ended before its submission');
    const call = step.value;
    if (call.path.endsWith('/actions/submit')) return call;
    const answer = await send(place, call);
    if (answer === undefined || answer.status >= 300)
      throw new Error(`${call.path}: ${answer?.status} ${answer?.text.slice(0, 200)}`);
    told = answer.text;
  }
}

/** A draft that somebody types into: each save names the version of the one before. */
export type Draft = { readonly id: string; readonly cookie: string; version: number };

/** So many cases that only wait to be submitted, signed by five members each, and so many drafts; every lead signs in once. */
export async function prepare(place: Place, submissions: number, drafts: number, log: (line: string) => void) {
  const partner = await thePartner(place);
  const leads: string[] = [];
  for (let n = 0; n < AT_ONCE; n += 1) leads.push(await signUp(place, `牵头人${n}`));
  const ready: KeyedCall[] = [];
  const wanted = submissions + drafts;
  await Promise.all(
    leads.map(async (lead) => {
      while (ready.length < wanted) {
        ready.push(await readyToSubmit(place, lead, partner));
        if (ready.length % 200 === 0) log(`${ready.length} of ${wanted} cases prepared`);
      }
    }),
  );
  const typedInto: Draft[] = [];
  for (const { path, cookie } of ready.slice(0, drafts)) {
    const id = path.split('/')[2] ?? '';
    const answer = await fetch(`${place.url}/api/v1/filings/${id}`, { headers: { Cookie: cookie } });
    typedInto.push({ id, cookie, version: ((await answer.json()) as { version: number }).version });
  }
  return { submissions: ready.slice(drafts, wanted), drafts: typedInto };
}
