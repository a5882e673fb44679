import type { StatisticsView } from '@lianchuang/contract/consortia';
import { readFacets } from '@lianchuang/db/consortia/facets';
import { countPipeline } from '@lianchuang/db/filings/list';
import { divisionName } from '@lianchuang/domain/divisions';
import { findIndustry, listIndustries } from '@lianchuang/domain/industries';
import { findJurisdiction, formatInstant, withDescendants } from '@lianchuang/domain/kernel';
import type { Ask } from '../http/context.ts';
import { POLICY_VERSIONS } from '@lianchuang/domain/policies';

const STAGES = ['submitted', 'recommended', 'correction', 'accepted', 'in_review', 'reviewed', 'in_publicity'];

/** The bureau's target, where its document sets one: 争取建设20个左右, by 2028. */
function targetOf(jurisdiction: string | undefined): StatisticsView['target'] {
  const policy = POLICY_VERSIONS.find((each) => each.jurisdiction === jurisdiction && each.target !== undefined);
  return policy?.target === undefined ? null : { ...policy.target };
}

/** Target, actual, pipeline by stage, and the register by industry and division. */
export async function consortiumStatistics(ask: Ask, jurisdiction: string | undefined): Promise<StatisticsView> {
  const { db, now, locale } = ask;
  const places = jurisdiction === undefined ? null : withDescendants(jurisdiction);
  const inForce = { jurisdiction, status: 'in_force' };
  const [facets, all, stages] = await Promise.all([
    readFacets(db, inForce, places, now),
    readFacets(db, { jurisdiction }, places, now),
    countPipeline(db, places, STAGES),
  ]);
  const found = jurisdiction === undefined ? undefined : findJurisdiction(jurisdiction);
  const known = jurisdiction === undefined ? [] : listIndustries(jurisdiction).map((each) => each.code);
  const industries = [...new Set([...known, ...facets.industry.keys()])];
  return {
    // To the minute, so that the answer keeps its entity tag.
    asOf: formatInstant(now - (now % 60_000)),
    jurisdiction: found === undefined ? null : { code: found.code, name: found.name[locale] },
    target: targetOf(jurisdiction),
    actual: facets.total,
    total: all.total,
    pipeline: STAGES.map((stage) => ({ stage, count: stages.get(stage) ?? 0 })),
    byIndustry: industries.map((code) => ({
      code,
      name: findIndustry(code)?.name[locale] ?? code,
      count: facets.industry.get(code) ?? 0,
    })),
    byDivision: [...facets.division].map(([code, count]) => ({ code, name: divisionName(code) ?? code, count })),
    byStatus: [...all.status].map(([code, count]) => ({ code, name: code, count })),
  };
}
