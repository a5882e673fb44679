import { noQuotas } from '../http/limits.ts';
import { hasPeople } from '@lianchuang/db/accounts/read';
import { open } from '@lianchuang/db/client';
import type { RegisterOrganization } from '@lianchuang/contract/organizations';
import type { Instant } from '@lianchuang/domain/kernel';
import type { Viewer } from '@lianchuang/domain/organizations';
import type { SignedAsk } from '../http/context.ts';
import { sealAndPublish } from '../jobs/seal-events.ts';
import { drainOutbox } from '../jobs/send-outbox.ts';
import { expireRegistrations } from '../jobs/expire-registrations.ts';
import { registerOrganization } from '../organizations/register-organization.ts';
import { authFor } from '../platform/auth.ts';
import type { Env } from '../platform/env.ts';
import { ACCOUNTS } from './accounts.ts';
import { CASES } from './cases.ts';
import { LEADS, LUOYANG_PARTNERS, PARTNERS, type DemoOrganization } from './organizations.ts';
import { createAccount, grantOffice, viewerOf } from './people.ts';
import { playCase, type Cast } from './play-case.ts';

const DAY = 86_400_000;
/** Which account owns an organization; the others belong to accounts that nobody needs to know. */
const OWNERS: Readonly<Record<string, string>> = {
  lead: 'lead',
  outsider: 'outsider',
  bearing: 'member',
  ocean: 'university',
};

type Say = (line: string) => Promise<void>;

async function createPeople(env: Env, say: Say, today: Instant): Promise<Cast> {
  const db = open(env.DB, env.SEARCH);
  const auth = authFor(env, db, env.ORIGIN);
  const people = new Map<string, Viewer>();
  const organizations = new Map<string, string>();
  const userIds = new Map<string, { id: string; name: string }>();
  for (const { email, name, office } of ACCOUNTS) {
    const id = await createAccount(auth, email, name);
    userIds.set(email.split('@')[0] ?? '', { id, name });
    if (office === undefined) continue;
    await grantOffice(db, id, office, today);
    people.set(office, await viewerOf(db, id, name));
  }
  await say(`账号 accounts: ${ACCOUNTS.length}`);
  const all: DemoOrganization[] = [
    ...Object.entries(LEADS).map(([key, each]) => ({ ...each, key, kind: 'enterprise' as const })),
    ...PARTNERS,
    ...LUOYANG_PARTNERS,
  ];
  for (const { key, uscc, name, kind, divisionCode } of all) {
    const owner = userIds.get(OWNERS[key] ?? '') ?? {
      id: await createAccount(auth, `${key}@partners.demo.example`, `${name}签署人`),
      name: `${name}签署人`,
    };
    const viewer = await viewerOf(db, owner.id, owner.name);
    const at = today - 400 * DAY;
    const ask: SignedAsk = {
      db,
      now: at,
      clock: () => at,
      locale: 'zh',
      demonstration: true,
      origin: '',
      keyed: null,
      address: '',
      // What happened in the past is not sent today.
      channels: [],
      quotas: noQuotas,
      viewer,
    };
    const body = { uscc, name, kind, divisionCode } as unknown as RegisterOrganization;
    const made = await registerOrganization(ask, body);
    if (!made.ok) throw new Error(`${name}: ${made.refusal.code}`);
    organizations.set(key, made.value.id);
    people.set(key, await viewerOf(db, owner.id, owner.name));
  }
  await say(`单位 organizations: ${all.length}`);
  const partners = new Map([...PARTNERS, ...LUOYANG_PARTNERS].map((each) => [each.key, each]));
  return { db, today, people, organizations, partners };
}

/** Creates the demonstration through the verbs of the API, telling how far it is; an installation that has data stays as it is. */
export function createDemoData(env: Env, today: Instant): Response {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const say: Say = (line) => writer.write(new TextEncoder().encode(`${line}\n`));
  const work = async () => {
    if (await hasPeople(open(env.DB, env.SEARCH))) return say('已有数据，未作改动 data present, nothing changed');
    const cast = await createPeople(env, say, today);
    for (const [at, example] of CASES.entries()) {
      await playCase(cast, example);
      await say(`案例 cases: ${at + 1}/${CASES.length} ${example.name}`);
    }
    await expireRegistrations(cast.db, today);
    while ((await drainOutbox(cast.db, today)).more !== null);
    await sealAndPublish(cast.db, env.SEALS, today);
    return say('完成 done');
  };
  void work()
    .catch((error: unknown) => say(`失败 failed: ${error instanceof Error ? error.message : String(error)}`))
    .finally(() => writer.close());
  return new Response(readable, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}
