import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { PASSWORD } from './accounts.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What an authenticator shows for a secret that was typed in by hand. */
function shown(secret: string): string {
  const bits = [...secret.replaceAll(' ', '')].map((each) => LETTERS.indexOf(each).toString(2).padStart(5, '0'));
  const key = Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((each) => parseInt(each, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  return String((mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Each code serves once and for its thirty seconds: waits for a fresh one with time enough to type it. */
export async function freshCode(page: Page, secret: string, used: string[]): Promise<string> {
  while (used.includes(shown(secret)) || Date.now() % 30_000 > 20_000) await page.waitForTimeout(500);
  used.push(shown(secret));
  return shown(secret);
}

/** Turns codes on for whoever is signed in; tells the secret. */
export async function enrol(page: Page, used: string[]): Promise<string> {
  const section = page.locator('#second-factor');
  await page.goto('/account');
  await section.getByLabel('登录密码').fill(PASSWORD);
  await section.getByRole('button', { name: '启用两步验证' }).click();
  const secret = await section.locator('[data-secret]').innerText();
  await section.getByLabel('验证器现在显示的 6 位数字').fill(await freshCode(page, secret, used));
  await section.getByRole('button', { name: '完成启用' }).click();
  await section.getByText('登录时须输入验证码').waitFor();
  return secret;
}

/** A phone with a fingerprint reader inside the browser; its holder always confirms. */
export async function withDevice(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
