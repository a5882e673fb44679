import { open } from '@lianchuang/db/client';
import { env as bound } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Env } from './env.ts';
import { isMailAddress, mailOf, smtpSettings } from './mail.ts';
import { outboundTo } from './outbound.ts';
import { signedHeaders } from './signed-headers.ts';
import { providerOf } from './sms-provider.ts';
import { smsOf } from './sms.ts';

const env = bound as unknown as Env;
const db = open(env.DB, env.SEARCH);
const keptOf = async (messageId: string) =>
  (
    await env.DB.prepare('SELECT channel, recipient, subject, body FROM kept_messages WHERE message_id = ?')
      .bind(messageId)
      .all()
  ).results;

describe('mail', () => {
  it('is kept by a demonstration, and no server is asked even where one is named', async () => {
    const mail = mailOf({ ...env, ENVIRONMENT: 'demo', SMTP_HOST: 'smtp.example.cn' }, db);
    const letter = { id: 'msg_kept', to: 'a@example.cn', subject: '您有一件事项', text: '正文' };
    expect(await mail?.send(letter)).toEqual({ is: 'taken' });
    expect(await keptOf('msg_kept')).toEqual([
      { channel: 'mail', recipient: 'a@example.cn', subject: '您有一件事项', body: '正文' },
    ]);
  });

  it('is nobody’s in production where no server is named, and TLS is what a named one speaks unless told otherwise', () => {
    expect(mailOf({ ...env, ENVIRONMENT: 'production' }, db)).toBeNull();
    const settings = smtpSettings({ ...env, SMTP_HOST: 'smtp.example.cn', ORIGIN: 'https://lc.example.cn' });
    expect(settings).toEqual({
      host: 'smtp.example.cn',
      port: 465,
      security: 'tls',
      login: null,
      from: 'no-reply@lc.example.cn',
    });
  });

  it('never leaves this machine in the clear', async () => {
    const mail = mailOf({ ...env, SMTP_HOST: 'smtp.example.cn', SMTP_SECURITY: 'none' }, db);
    const letter = { id: 'msg_clear', to: 'a@example.cn', subject: '题', text: '文' };
    expect(await mail?.send(letter)).toEqual({ is: 'failed', why: 'SMTP in the clear leaves this machine' });
  });

  it.each([
    ['to', 'a@example.cn\r\nRCPT TO:<b@example.cn>'],
    ['to', 'a@example.cn, b@example.cn'],
    ['to', 'a b@example.cn'],
    ['to', '<a@example.cn>'],
    ['to', 'a@example.cn>'],
    ['to', ''],
    ['subject', '题\r\nBcc: b@example.cn'],
    ['subject', '题\u2028Bcc: b@example.cn'],
    ['id', 'msg\r\nX: y'],
  ])('with %s %j is refused before any server hears of it', async (field, value) => {
    const mail = mailOf({ ...env, ENVIRONMENT: 'demo' }, db);
    const letter = { id: 'msg_bad', to: 'a@example.cn', subject: '题', text: '文', [field]: value };
    expect(await mail?.send(letter)).toEqual({ is: 'refused', why: 'malformed' });
    expect(await keptOf(letter.id)).toEqual([]);
  });

  it.each(['a@example.cn', 'a.b+c@sub.example.cn', '张三@example.cn', 'qd-lead@demo.example'])(
    '%s is an address',
    (text) => {
      expect(isMailAddress(text)).toBe(true);
    },
  );
});

describe('a text to a phone', () => {
  const message = {
    id: 'msg_text',
    to: '+86 138 0000 0000',
    template: 'one-time-code',
    parameters: { code: '123456', minutes: '5' },
  } as const;

  it('is kept by a demonstration in the words of its template', async () => {
    expect(
      await smsOf({ ...env, ENVIRONMENT: 'demo', SMS_ENDPOINT: 'https://sms.example.cn/' }, db)?.send(message),
    ).toEqual({ is: 'taken' });
    expect(await keptOf('msg_text')).toEqual([
      {
        channel: 'text',
        recipient: '13800000000',
        subject: null,
        body: '您的验证码是 123456，5 分钟内有效。请勿告诉他人。',
      },
    ]);
    expect(smsOf({ ...env, ENVIRONMENT: 'production' }, db)).toBeNull();
  });

  it.each(['', '12345', '053212345678', '13800000000\n1'])('to %j is refused', async (to) => {
    expect(await smsOf(env, db)?.send({ ...message, to })).toEqual({ is: 'refused', why: 'malformed' });
  });

  it.each(['a'.repeat(36), '字'.repeat(36)])('with more in a place than providers take is refused', async (code) => {
    const parameters = { ...message.parameters, code };
    expect(await smsOf(env, db)?.send({ ...message, parameters })).toEqual({ is: 'refused', why: 'malformed' });
  });

  it('is signed as the provider’s own published example is', async () => {
    const url = new URL('https://ecs.cn-shanghai.aliyuncs.com/');
    url.searchParams.set('RegionId', 'cn-shanghai');
    url.searchParams.set('ImageId', 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd');
    const headers = {
      'x-acs-action': 'RunInstances',
      'x-acs-version': '2014-05-26',
      'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
    };
    const keys = { keyId: 'YourAccessKeyId', keySecret: 'YourAccessKeySecret' };
    const signed = await signedHeaders(url, headers, keys, Date.parse('2023-10-26T10:22:32Z'));
    expect(signed['Authorization']).toBe(
      'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    );
  });

  const answered = (status: number, body: string) => () => Promise.resolve(new Response(body, { status }));
  it.each([
    ['taken', answered(200, '{"Code":"OK"}')],
    ['refused', answered(200, '{"Code":"isv.MOBILE_NUMBER_ILLEGAL"}')],
    ['failed', answered(200, '{"Code":"isv.BUSINESS_LIMIT_CONTROL"}')],
    ['failed', answered(403, '{"Code":"SignatureDoesNotMatch"}')],
    ['failed', answered(429, '{"Code":"Throttling.User"}')],
    ['refused', answered(400, '{"Code":"isv.TEMPLATE_MISSING_PARAMETERS"}')],
    ['unknown', answered(500, '')],
    ['unknown', answered(200, '<html>')],
    ['unknown', () => Promise.reject(new DOMException('The operation timed out', 'TimeoutError'))],
  ] as const)('is %s after the provider’s answer %#', async (is, outbound) => {
    const asked: URL[] = [];
    const sms = providerOf({
      endpoint: new URL('https://sms.example.cn/'),
      keyId: 'key',
      keySecret: 'secret',
      signName: '联创',
      templates: { 'one-time-code': 'SMS_1' },
      outbound: (url) => {
        asked.push(url);
        return outbound();
      },
    });
    expect((await sms.send(message)).is).toBe(is);
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toEqual({
      PhoneNumbers: message.to,
      SignName: '联创',
      TemplateCode: 'SMS_1',
      TemplateParam: '{"code":"123456","minutes":"5"}',
      OutId: 'msg_text',
    });
    expect((await sms.send({ ...message, template: 'notice' })).is).toBe('failed');
  });
});

it.each([
  'http://sms.example.cn/',
  'https://other.example.cn/',
  'https://a@sms.example.cn/',
  'https://sms.example.cn:444/',
  'http://127.0.0.1/',
])('nothing calls %s where one host is allowed', async (address) => {
  await expect(outboundTo(['sms.example.cn'])(new URL(address), {})).rejects.toThrow('not an allowed host');
});
