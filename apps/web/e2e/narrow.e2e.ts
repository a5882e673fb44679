import { expect, test } from '@playwright/test';
import { firstPartner, lead, readyCase, submitCase } from './admin/cases.ts';
import { PASSWORD, PHONE } from './journeys/accounts.ts';
import { expectFitsAt, expectNoFindings } from './journeys/looking.ts';

test.use(PHONE);

type Sent = { receipt: { number: number } };
type Draft = { id: string; version: number; members: { invitation: string | null }[] };

test('Every page beside the steps is free of accessibility findings and fits on 320 px', async ({ page }) => {
  test.setTimeout(240_000);
  const partner = await firstPartner();
  const caller = await lead();
  const sent = await submitCase('示例窄屏回执联合体');
  const { receipt } = await caller.get<Sent>(`/filings/${sent}`);
  const ready = await readyCase('示例窄屏签署联合体');
  const { version } = await caller.get<Draft>(`/filings/${ready}`);
  // Every signature falls, and each member sees what changed since.
  const draft = await caller.send<Draft>(`/filings/${ready}`, { summary: '签署之后改过的简介' }, version, 'patch');
  const { organizations } = await caller.get<{ organizations: { id: string }[] }>('/me');
  const colleague = await caller.send<{ link: string }>(`/organizations/${organizations[0]?.id}/invitations`, {
    role: 'editor',
  });
  const invitation = draft.members[0]?.invitation ?? '';

  const look = async (path: string) => {
    const answer = await page.goto(path);
    expect(answer?.ok(), path).toBe(true);
    await expectNoFindings(page);
    await expectFitsAt(page, 320);
  };
  const signIn = async (email: string) => {
    const data = { email, password: PASSWORD };
    const headers = { origin: process.env.BASE_URL ?? '' };
    expect((await page.request.post('/api/auth/sign-in/email', { data, headers })).status()).toBe(200);
  };

  for (const path of [invitation, colleague.link, '/sign-in/phone', '/offline', '/outbox']) await look(path);
  await signIn(partner.email);
  for (const path of [
    invitation,
    colleague.link,
    `/apply/filings/${ready}/sign-as-member`,
    `/apply/filings/${ready}/own-materials`,
    '/account/phone',
    '/account/notifications',
    '/notifications',
    '/sign-out',
  ])
    await look(path);
  await signIn('port@partners.demo.example');
  await look(`/apply/filings/${sent}/receipts/${receipt.number}`);
});
