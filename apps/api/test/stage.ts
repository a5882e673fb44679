import { went, type App } from './app-under-test.ts';
import { aCast, aDraft, aRegisteredConsortium, clock, partners } from './cases.ts';
import { uploaded } from './files.ts';
import { anOfficer, anOrganization, type Person } from './people.ts';

/** Everybody and everything that the examples share. */
export async function aStage(app: App) {
  clock('2026-06-01 09:00');
  const cast = await aCast(app);
  const luoyangLead = await anOrganization(cast.lead, { divisionCode: '410302' });
  const members = await partners(cast.partner, 3, 2);
  // Counters of what people say, read and pass on exist as well.
  const { id, contentHash, members: listed } = await aDraft(cast.lead, cast.leads.id, { members });
  const first = `/filings/${id}/members/${listed[0]?.id ?? ''}`;
  const colleague = { role: 'viewer', email: 'colleague@else.example' };
  went(await cast.partner.post(`/filings/${id}/readings`, { contentHash }));
  went(await cast.partner.post(`/filings/${id}/comments`, { pointer: '', text: '请核对。' }));
  went(await cast.partner.post(`${first}/passes`, colleague));
  went(await cast.lead.post(`${first}/actions/send-invitation`, { to: 'invited@else.example' }));
  // Every counter of the register exists from here on, so that each later registration changes the same rows.
  const { consortiumId } = await aRegisteredConsortium(cast, { members });
  went(await cast.director.post(`/consortia/${consortiumId ?? ''}/actions/revoke`, { reason: '理由' }));
  // So does every counter of the one who sends files.
  clock('2026-06-01 09:00');
  await uploaded(cast.lead, await aDraft(cast.lead, cast.leads.id));
  return {
    app,
    cast,
    members,
    luoyangLead,
    luoyangMembers: await partners(cast.partner, 6, 4),
    recommender: await anOfficer(app, 'recommender', { jurisdiction: '410300', divisionCode: '410302' }),
  };
}
export type Stage = Awaited<ReturnType<typeof aStage>>;

/** A call that succeeds in the state that was arranged for it. */
export type WritingCall = {
  readonly by: Person | null;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
};
export type Arrange = (stage: Stage) => Promise<WritingCall>;
