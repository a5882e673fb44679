import { EligibilityCheck, PolicyView, CheckView } from '@lianchuang/contract/policies';
import { dayOf, ok, refuse } from '@lianchuang/domain/kernel';
import { evaluate } from '@lianchuang/domain/policies';
import { answer, publicAnswer } from '../http/answer.ts';
import type { Api } from '../http/context.ts';
import { createRoute, declared, jsonBody, z } from '../http/openapi.ts';
import { validate } from '../http/valid.ts';
import { findPolicy, POLICY_VERSIONS } from '@lianchuang/domain/policies';
import { checkView } from '../wording/check.ts';
import { policyView } from './views.ts';

const tags: [string] = ['policies'];
const id = z.object({ id: z.string().max(100) });

/** Rules as data: public pages and the check that stores nothing. */
export function policyRoutes(api: Api): void {
  api.openapi(
    createRoute(
      declared(
        { method: 'get', path: '/policies', summary: 'Policies in force, newest version of each', tags },
        z.object({ items: z.array(PolicyView), nextCursor: z.null() }),
      ),
    ),
    (c) => {
      const newest = POLICY_VERSIONS.filter((each) => findPolicy(each.id) === each);
      const items = newest.map((each) => policyView(each, c.get('ask').locale));
      return publicAnswer(c, ok({ items, nextCursor: null }));
    },
  );

  api.openapi(
    createRoute({
      ...declared({ method: 'get', path: '/policies/{id}', summary: 'One policy with its rules', tags }, PolicyView),
      request: { params: id },
    }),
    (c) => {
      const policy = findPolicy(c.req.valid('param').id);
      const found = policy === undefined ? refuse({ code: 'not-found' }) : ok(policyView(policy, c.get('ask').locale));
      return publicAnswer(c, found);
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        { method: 'get', path: '/policies/{id}/versions/{version}', summary: 'A policy as it stood', tags },
        PolicyView,
      ),
      request: { params: id.extend({ version: z.coerce.number().int().positive() }) },
    }),
    (c) => {
      const { id: policyId, version } = c.req.valid('param');
      const policy = findPolicy(policyId, version);
      const found = policy === undefined ? refuse({ code: 'not-found' }) : ok(policyView(policy, c.get('ask').locale));
      return publicAnswer(c, found);
    },
  );

  api.openapi(
    createRoute({
      ...declared(
        {
          method: 'post',
          path: '/eligibility-checks',
          summary: 'Hold a planned consortium against the rules',
          description: 'Nothing is stored. Rules that cannot be judged from what is given stand under `later`.',
          tags,
        },
        CheckView,
      ),
      request: jsonBody(EligibilityCheck),
    }),
    (c) => {
      const body = validate(EligibilityCheck, c.get('body')?.json);
      if (!body.ok) return answer(c, body);
      const { policy: wanted, lead, members, validityMonths, declarations = {} } = body.value;
      const policy = findPolicy(wanted.id, wanted.version);
      if (policy === undefined) {
        return answer(c, refuse({ code: 'invalid-input', errors: [{ pointer: '/policy/id', code: 'not-in-list' }] }));
      }
      const subject = {
        lead,
        members: members.map((each) => ({ kind: each.kind, chainPosition: each.chainPosition ?? null })),
        ...(validityMonths === undefined ? {} : { validityMonths }),
        declarations,
      };
      const check = evaluate(policy, subject, dayOf(c.get('ask').now));
      return answer(c, ok(checkView(check, c.get('ask').locale)));
    },
  );
}
