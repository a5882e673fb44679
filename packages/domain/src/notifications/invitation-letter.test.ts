import { describe, expect, it } from 'vitest';
import { filled, harmless, invitationLetter, invitationNames, TEXT_TEMPLATES } from './index.ts';

const facts = {
  lead: '青岛示例智能装备有限公司',
  member: '示例大学',
  consortium: '示例联合体',
  jurisdiction: '370200',
  link: 'https://lc.example.cn/sign/abc',
};

describe('an invitation to somebody whom the product does not know', () => {
  it('says who invites whom to what, until when the link works, and that it may be ignored', () => {
    const { subject, text } = invitationLetter(facts, 'zh');
    expect(subject).toBe('青岛示例智能装备有限公司邀请贵单位加入“示例联合体”');
    for (const part of ['示例大学：', facts.link, '办结以前有效', '不必理会', '青岛市科学技术局'])
      expect(text).toContain(part);
    const english = invitationLetter(facts, 'en');
    for (const part of [facts.link, 'until the filing is decided', 'ignore this mail'])
      expect(english.text).toContain(part);
    for (const each of [text, english.text, subject, english.subject]) expect(each).not.toMatch(/[{}]|undefined/);
  });

  it('says the same in a text to a phone', () => {
    const parameters = { ...invitationNames(facts, 'zh'), site: 'https://lc.example.cn', key: 'abc' };
    const text = filled(TEXT_TEMPLATES.invitation.zh, parameters);
    for (const part of [facts.lead, facts.consortium, `${facts.link} `, '办结以前有效', '无关请忽略'])
      expect(text).toContain(part);
  });

  it('a consortium without a name has words of its own', () => {
    expect(invitationLetter({ ...facts, consortium: null }, 'zh').subject).toContain('未命名的联合体');
  });

  it.each([
    ['点击 https://evil.example/x 领奖', /https?:|\.example/],
    ['www.evil.com', /www\.|\.com/],
    ['evil。com 领奖', /。com/],
    ['ｅｖｉｌ．ｃｏｍ', /\.com/],
    ['示例.中国', /\.中国/],
    ['http://1.2.3.4/x', /:\/\/|\d\.\d+\.\d/],
    ['联系 a@evil.cn', /@|\.cn/],
    ['加微信 138 0000 0000', /\d{4}/],
    ['拨138.0000.0000', /\d{3}/],
    ['拨138/0000/0000', /\d{3}/],
    ['拨138–0000–0000', /\d{3}/],
    ['拨138_0000_0000', /\d{3}/],
    ['拨①③⑧⓪⓪⓪⓪⓪⓪⓪⓪', /\p{No}{3}/u],
    ['看example｡cn', /example[｡。.]cn/],
    ['[点我](x)', /[[\]]/],
    ['一\r\nBcc: b@example.cn', /[\r\n@]/],
    ['甲\u202e乙\u200b丙', /[\u202e\u200b]/],
  ])('of %j nothing is left that leads anywhere', (name, bad) => {
    expect(harmless(name)).not.toMatch(bad);
    for (const key of ['lead', 'member', 'consortium'] as const) {
      const { subject, text } = invitationLetter({ ...facts, [key]: name }, 'zh');
      expect(subject).not.toMatch(bad);
      expect(text.replaceAll(facts.link, '').replaceAll('\n', '')).not.toMatch(bad);
    }
  });

  it('names stay as they are where nothing is wrong with them, and are cut where they are long', () => {
    expect(harmless('青岛示例（集团）工业4.0联合体 A-1')).toBe('青岛示例（集团）工业4.0联合体 A-1');
    expect([...harmless('长'.repeat(100))]).toHaveLength(35);
  });
});
