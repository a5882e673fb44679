import { expect, type Locator, type Page } from '@playwright/test';

/** More than any page has controls. */
const MOST = 250;

/** Goes on by Tab until this is where the keyboard is, and can be seen to be. */
export async function reach(page: Page, control: Locator): Promise<void> {
  await control.waitFor();
  for (let tabs = 0; tabs < MOST; tabs += 1) {
    if (await control.evaluate((each) => each === document.activeElement)) {
      expect(await control.evaluate((each) => each.matches(':focus-visible')), String(control)).toBe(true);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard never reaches ${String(control)} on ${page.url()}`);
}

export async function press(page: Page, control: Locator, key = 'Enter'): Promise<void> {
  await reach(page, control);
  await page.keyboard.press(key);
}

/** Types into the fields of these names, one after the other. */
export async function write(page: Page, words: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(words)) {
    const field = page.locator(`[name="${name}"]`);
    await reach(page, field);
    await page.keyboard.type(text);
    await expect(field).toHaveValue(text);
  }
}

/** Takes the first of the choices that a list offers. */
export async function choose(page: Page, name: string): Promise<void> {
  const list = page.locator(`select[name="${name}"]`);
  await press(page, list, 'ArrowDown');
  await expect(list).not.toHaveValue('');
}

/** One of a group of radio buttons: Tab comes to the one that is chosen, arrows go on to the next. */
export async function pick(page: Page, name: string, value?: string): Promise<void> {
  const all = page.locator(`input[type=radio][name="${name}"]`);
  const chosen = all.and(page.locator(':checked'));
  await press(page, (await chosen.count()) > 0 ? chosen : all.first(), 'Space');
  for (let at = 0; value !== undefined && at < (await all.count()); at += 1)
    if ((await chosen.inputValue()) !== value) await page.keyboard.press('ArrowDown');
  await expect(chosen).toHaveCount(1);
  if (value !== undefined) await expect(chosen).toHaveValue(value);
}

/** Each part of a day by itself; the browser’s own language decides which comes first. */
export async function writeDay(page: Page, name: string, day: string): Promise<void> {
  const field = page.locator(`[name="${name}"]`);
  await reach(page, field);
  const [year = '', month = '', date = ''] = day.split('-');
  for (const parts of [
    [month, date, year],
    [year, month, date],
  ]) {
    for (let back = 0; back < parts.length; back += 1) await page.keyboard.press('ArrowLeft');
    for (const part of parts) {
      await page.keyboard.type(part);
      // Two digits go on by themselves, a year does not know how many it has.
      if (part === year) await page.keyboard.press('ArrowRight');
    }
    if ((await field.inputValue()) === day) return;
  }
  await expect(field).toHaveValue(day);
}

/** The main thing to do on a page. */
export async function goOn(page: Page, to: string | RegExp): Promise<void> {
  await press(page, page.locator('.main:is(a, button)').last());
  await page.waitForURL(to);
}

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await write(page, { email, password });
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}
