import { aUscc } from '@lianchuang/domain/testing/identifiers';
import type { Commit, Statement } from '../commit.ts';
import type { Db } from '../client.ts';
import { comparableNumber } from '@lianchuang/domain/consortia';
import { commit } from '../commit.ts';
import type { ConsortiumRecord } from '../consortia/read.ts';
import { insertConsortium, type NewConsortium, type NewConsortiumMember } from '../consortia/write.ts';
import { newId } from '../ids.ts';
import { insertOrganization, type NewOrganization } from '../organizations/write.ts';

let count = 0;
/** A number that this test file has not used. */
export const next = (): number => (count += 1);

export const AT = Date.parse('2026-06-01T10:00:00+08:00');
export const SOMEBODY = { id: 'usr_1', name: '示例人', organization: '示例单位' } as const;

/** An organization that is not stored yet. */
export function anOrganization(over: Partial<NewOrganization> = {}): NewOrganization {
  const n = next();
  return {
    id: newId('organization'),
    jurisdiction: '370200',
    uscc: aUscc({ serial: n }),
    name: `示例单位${n}`,
    kind: 'enterprise',
    divisionCode: '370202',
    fictional: true,
    ...over,
  };
}

/** A commit on an organization; statements and the rest as given. */
export function aCommit(id: string, expectedVersion: number, over: Partial<Commit> = {}): Commit {
  return {
    subject: { table: 'organizations', id, chainHash: null },
    expectedVersion,
    jurisdiction: '370200',
    action: 'organization.test',
    actor: SOMEBODY,
    at: AT,
    payload: {},
    statements: [],
    ...over,
  };
}

/** Stores an organization and tells its id and chain hash. */
export async function storedOrganization(
  db: Db,
  over: Partial<NewOrganization> = {},
): Promise<{ id: string; chainHash: string }> {
  const organization = anOrganization(over);
  const done = await commit(
    db,
    aCommit(organization.id, 0, {
      jurisdiction: organization.jurisdiction,
      statements: [insertOrganization(db, organization, AT)],
    }),
  );
  if (!done.ok) throw new Error(done.refusal.code);
  return { id: organization.id, chainHash: done.value.chainHash };
}

/** A consortium that is not stored yet: in force, of Qingdao, registered on 2026-06-01. */
export function aConsortium(over: Partial<NewConsortium> = {}): NewConsortium {
  const serial = next();
  const jurisdiction = over.jurisdiction ?? '370200';
  const number = `示联备〔2026〕${String(serial).padStart(4, '0')}号`;
  return {
    id: newId('consortium'),
    jurisdiction,
    status: 'in_force',
    name: `示例创新联合体${serial}`,
    summary: null,
    industryCode: 'qd-ai',
    divisionCode: '370202',
    leadOrganizationId: `org_${serial}`,
    leadName: `示例牵头${serial}`,
    leadUscc: aUscc({ serial }),
    enterpriseCount: 3,
    academicCount: 2,
    otherCount: 0,
    registrationNumber: number,
    numberKey: comparableNumber(number),
    registerYear: 2026,
    serial,
    registeredOn: '2026-06-01',
    validFrom: '2026-06-01',
    validTo: '2029-05-31',
    fictional: true,
    source: null,
    filingId: null,
    policyId: 'pol_qingdao-2025',
    policyVersion: 1,
    details: { topics: [], mechanisms: [], rules: [] },
    ...over,
  };
}

/** A member of a consortium that is not stored yet. */
export function aConsortiumMember(consortium: NewConsortium, position: number, name: string): NewConsortiumMember {
  return {
    consortiumId: consortium.id,
    position,
    jurisdiction: consortium.jurisdiction,
    organizationId: null,
    name,
    kind: 'enterprise',
    role: position === 0 ? 'lead' : 'member',
    chainPosition: null,
    duties: null,
    joinedOn: consortium.registeredOn,
    leftOn: null,
  };
}

/** Enters consortia in the register through `commit`, each with one event. */
export async function registered(
  db: Db,
  consortium: NewConsortium,
  members: readonly NewConsortiumMember[] = [aConsortiumMember(consortium, 0, consortium.leadName)],
): Promise<ConsortiumRecord> {
  const done = await commit(db, {
    ...aCommit(consortium.id, 0, { statements: insertConsortium(db, consortium, members, AT) }),
    subject: { table: 'consortia', id: consortium.id, chainHash: null },
    jurisdiction: consortium.jurisdiction,
    action: 'consortium.test',
  });
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  return {
    ...consortium,
    summary: consortium.summary ?? null,
    source: consortium.source ?? null,
    filingId: consortium.filingId ?? null,
    version: 1,
    chainHash: done.value.chainHash,
    createdAt: AT,
    updatedAt: AT,
  };
}

/** Runs statements of the feature's own making as one batch, without an event: arranging only. */
export async function arrange(db: Db, statements: readonly Statement[]): Promise<void> {
  await db.d1.batch(
    statements.map((each) => {
      const { sql, params } = 'toSQL' in each ? each.toSQL() : each.getQuery();
      return db.d1.prepare(sql).bind(...params);
    }),
  );
}
