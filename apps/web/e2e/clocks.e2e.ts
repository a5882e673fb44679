import { expect, test } from '@playwright/test';
import { PHONE, signInAs } from './journeys/accounts.ts';

test.use(PHONE);

test('A phone in another zone, whose clock is years ahead, shows the deadline and the days left of the bureau', async ({
  page,
  browser,
}) => {
  await signInAs(page, 'lead');
  const { items } = await (await page.request.get('/api/v1/filings?mine=true&status=correction')).json();
  const address = `/apply/filings/${items[0].id}`;
  const astray = await browser.newContext({
    ...PHONE,
    timezoneId: 'America/New_York',
    storageState: await page.context().storageState(),
  });
  const there = await astray.newPage();
  await there.clock.setFixedTime('2031-02-28T12:00:00Z');
  for (const each of [page, there]) {
    await each.goto(address);
    await each.waitForLoadState('networkidle');
  }
  const here = await page.getByRole('main').innerText();
  expect(here).toMatch(/到 \d{4} ?年 ?\d+ ?月 ?\d+ ?日（周.），还剩 \d+ 个工作日/);
  expect(await there.getByRole('main').innerText()).toBe(here);
});
