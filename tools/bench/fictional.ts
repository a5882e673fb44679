import { divisionName, listChildren } from '../../packages/domain/src/divisions/index.ts';
import { organizationCheckCharacter, usccCheckCharacter } from '../../packages/domain/src/identifiers/uscc.ts';
import { INDUSTRIES } from '../../packages/domain/src/industries/index.ts';
import { addDays, dayOf, findJurisdiction, startOfDay } from '../../packages/domain/src/kernel/index.ts';
import { comparableNumber, registrationNumber, validityFrom } from '../../packages/domain/src/consortia/index.ts';
import { luoyang2025, MECHANISM_KINDS, qingdao2025 } from '../../packages/domain/src/policies/index.ts';
import type { ConsortiumMemberRecord, ConsortiumRecord } from '../../packages/db/src/consortia/read.ts';
import { dice } from '../dice.ts';
import { BEGINNINGS, FIELDS, FREQUENT, PROCESSES, RARE } from './words.ts';

export type Fictional = { record: ConsortiumRecord; members: ConsortiumMemberRecord[] };

/** How many consortia carry the rare word. */
const RARE_MATCHES = 7;
/** Nothing expires for so long after the register was made, so that it may be kept and measured again. */
export const KEPT_DAYS = 30;
const YEARS = 7;
const MONTHS = 36;

const pick = <T>(list: readonly T[], fraction: number): T => list[Math.floor(fraction * list.length)] as T;
const idBody = (kind: number, serial: number) =>
  `0199${String(kind).padStart(4, '0')}${String(serial).padStart(24, '0')}`;

function uscc(serial: number): string {
  const organization = `B${serial.toString(10).padStart(7, '0')}`;
  const first17 = `91370299${organization}${organizationCheckCharacter(organization)}`;
  return first17 + usccCheckCharacter(first17);
}

const divisionsOf = (city: string) => listChildren(city).filter((each) => each.kind === 'division');
const cities = [
  {
    policy: qingdao2025,
    divisions: divisionsOf('370200'),
    industries: INDUSTRIES.filter((each) => each.jurisdiction === '370200'),
  },
  {
    policy: luoyang2025,
    divisions: divisionsOf('410300'),
    industries: INDUSTRIES.filter((each) => each.jurisdiction === '410300'),
  },
] as const;

/** What a page of a registration says: the rules of its policy with their outcome, as large as a real one. */
const detailsOf = (policy: typeof qingdao2025, topic: string) => ({
  topics: [{ title: `${topic}关键技术` }, { title: '共性检测方法与团体标准' }],
  mechanisms: MECHANISM_KINDS.map((kind) => ({ kind, text: '按协议约定执行，理事会每季度检查一次' })),
  rules: policy.rules.map((rule) => ({
    id: rule.id,
    outcome: 'met',
    message: {
      zh: '由评审判断，请在申请中写明事实。',
      en: 'Reviewers will judge; state the facts in the application.',
    },
    waiver: 'none',
  })),
});

const POSITIONS = ['upstream', 'midstream', 'downstream'] as const;

function membersOf(index: number, record: ConsortiumRecord, roll: () => number): ConsortiumMemberRecord[] {
  const shared = {
    consortiumId: record.id,
    jurisdiction: record.jurisdiction,
    joinedOn: record.registeredOn,
    leftOn: null,
  };
  const lead = {
    ...shared,
    position: 0,
    organizationId: record.leadOrganizationId,
    name: record.leadName,
    kind: 'enterprise' as const,
    role: 'lead' as const,
    chainPosition: null,
    duties: null,
  };
  const others = Array.from({ length: 9 }, (_, at) => {
    const academic = at >= 5 && at < 8;
    const end = academic ? (at === 7 ? '研究院' : '大学') : at === 8 ? '金融服务有限公司' : '科技有限公司';
    return {
      ...shared,
      position: at + 1,
      organizationId: `org_${idBody(2, index * 10 + at)}`,
      name: `示例${pick(FIELDS, roll())}${pick(PROCESSES, roll())}${end}`,
      kind: academic
        ? at === 7
          ? ('research_institute' as const)
          : ('university' as const)
        : at === 8
          ? ('finance' as const)
          : ('enterprise' as const),
      role: 'member' as const,
      chainPosition: at < 5 ? pick(POSITIONS, roll()) : null,
      duties: '承担部件研制与验证，按里程碑交付样件和数据',
    };
  });
  return [lead, ...others];
}

/** A day of the last years from which no registration is over soon, and the status that follows. */
function datesOf(roll: () => number, today: string) {
  for (;;) {
    const registeredOn = addDays(today, -Math.floor(roll() * YEARS * 365) - 1);
    const { validFrom, validTo } = validityFrom(registeredOn, MONTHS);
    if (validTo >= today && validTo <= addDays(today, KEPT_DAYS + 1)) continue;
    const status =
      roll() < 0.04 ? ('revoked' as const) : validTo < today ? ('expired' as const) : ('in_force' as const);
    return { registeredOn, validFrom, validTo, status };
  }
}

function nameOf(index: number, size: number, roll: () => number) {
  const rare = index % Math.floor(size / RARE_MATCHES) === 5 && index < Math.floor(size / RARE_MATCHES) * RARE_MATCHES;
  const marked = rare ? RARE : index % 20 === 3 ? FREQUENT : '';
  const field = pick(FIELDS, roll());
  return { field, name: `示例${pick(BEGINNINGS, roll())}${marked}${field}${pick(PROCESSES, roll())}创新联合体` };
}

/** The consortia of a register of `size`, one after another: lead and nine members each, nine in ten in Qingdao. */
export function* fictionalConsortia(size: number, now: number): Generator<Fictional> {
  const roll = dice(size);
  const today = dayOf(now);
  const serials = new Map<string, number>();
  for (let index = 0; index < size; index += 1) {
    const { policy, divisions, industries } = roll() < 0.9 ? cities[0] : cities[1];
    const { jurisdiction } = policy;
    const dates = datesOf(roll, today);
    const { name, field } = nameOf(index, size, roll);
    const division = pick(divisions, roll());
    const year = Number(dates.registeredOn.slice(0, 4));
    const serial = (serials.get(`${jurisdiction}${year}`) ?? 0) + 1;
    serials.set(`${jurisdiction}${year}`, serial);
    const number = registrationNumber(findJurisdiction(jurisdiction)?.numberPattern ?? '', year, serial);
    const record: ConsortiumRecord = {
      id: `con_${idBody(1, index)}`,
      jurisdiction,
      ...dates,
      name,
      summary: `围绕${field}的关键技术开展联合攻关，由${divisionName(division.code) ?? ''}的企业牵头`,
      industryCode: pick(industries, roll()).code,
      divisionCode: division.code,
      leadOrganizationId: `org_${idBody(3, index)}`,
      leadName: `示例${pick(BEGINNINGS, roll())}${field}科技有限公司`,
      leadUscc: uscc(index),
      enterpriseCount: 5,
      academicCount: 3,
      otherCount: 1,
      registrationNumber: number,
      numberKey: comparableNumber(number),
      registerYear: year,
      serial,
      fictional: true,
      source: null,
      filingId: `fil_${idBody(4, index)}`,
      policyId: policy.id,
      policyVersion: policy.version,
      details: detailsOf(policy, field),
      version: 1,
      chainHash: null,
      createdAt: instantOf(dates.registeredOn, 10),
      updatedAt: instantOf(dates.registeredOn, 10),
    };
    yield { record, members: membersOf(index, record, roll) };
  }
}

/** An hour of a day in China. */
const instantOf = (day: string, hour: number) => startOfDay(day) + hour * 3_600_000;
