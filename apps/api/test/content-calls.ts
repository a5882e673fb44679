import { went } from './app-under-test.ts';
import { aDraft } from './cases.ts';
import { aPdfFile, sent, uploaded } from './files.ts';
import type { Arrange, Stage } from './stage.ts';

const draft = ({ cast, members }: Stage) => aDraft(cast.lead, cast.leads.id, { members });

/** Files of a filing: begun, sent, completed, taken away. */
export const ATTACHMENT_CALLS: Readonly<Record<string, Arrange>> = {
  'post /filings/{id}/attachments': async (stage) => {
    const { id } = await draft(stage);
    const body = { materialId: 'other', name: '证明.pdf', type: 'application/pdf', bytes: 100 };
    return { by: stage.cast.lead, path: `/filings/${id}/attachments`, body };
  },
  'put /attachments/{id}/chunks/{nth}': async (stage) => {
    const file = aPdfFile();
    const { id } = await sent(stage.cast.lead, await draft(stage), file);
    const headers = { 'Content-Type': 'application/octet-stream' };
    return { by: stage.cast.lead, path: `/attachments/${id}/chunks/0`, body: file.bytes, headers };
  },
  'post /attachments/{id}/actions/complete': async (stage) => {
    const { id } = await sent(stage.cast.lead, await draft(stage), aPdfFile());
    return { by: stage.cast.lead, path: `/attachments/${id}/actions/complete`, body: {} };
  },
  'delete /attachments/{id}': async (stage) => {
    const { id } = await uploaded(stage.cast.lead, await draft(stage));
    return { by: stage.cast.lead, path: `/attachments/${id}` };
  },
};

/** What members read, say and pass on. */
export const SIGNING_CALLS: Readonly<Record<string, Arrange>> = {
  'post /filings/{id}/readings': async (stage) => {
    const { id, contentHash } = await draft(stage);
    return { by: stage.cast.partner, path: `/filings/${id}/readings`, body: { contentHash } };
  },
  'post /filings/{id}/comments': async (stage) => {
    const { id } = await draft(stage);
    return {
      by: stage.cast.partner,
      path: `/filings/${id}/comments`,
      body: { pointer: '/plan/goals', text: '请写明指标。' },
    };
  },
  'post /filings/{id}/comments/{commentId}/actions/resolve': async (stage) => {
    const { id } = await draft(stage);
    const said = { pointer: '', text: '请核对。' };
    const thread = went(await stage.cast.partner.post<{ id: string }>(`/filings/${id}/comments`, said));
    return { by: stage.cast.lead, path: `/filings/${id}/comments/${thread.id}/actions/resolve`, body: {} };
  },
  'post /filings/{id}/members/{memberId}/passes': async (stage) => {
    const { id, members } = await draft(stage);
    const path = `/filings/${id}/members/${members[0]?.id ?? ''}/passes`;
    return { by: stage.cast.partner, path, body: { role: 'signatory', email: 'colleague@else.example' } };
  },
  'post /filings/{id}/members/{memberId}/actions/remind': async (stage) => {
    const { id, members } = await draft(stage);
    return { by: stage.cast.lead, path: `/filings/${id}/members/${members[0]?.id ?? ''}/actions/remind`, body: {} };
  },
  'post /filings/{id}/members/{memberId}/actions/send-invitation': async (stage) => {
    const { id, members } = await draft(stage);
    const path = `/filings/${id}/members/${members[0]?.id ?? ''}/actions/send-invitation`;
    return { by: stage.cast.lead, path, body: { to: `${crypto.randomUUID()}@else.example` } };
  },
};
