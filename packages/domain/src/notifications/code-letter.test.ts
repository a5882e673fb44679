import { describe, expect, it } from 'vitest';
import { codeLetter, passwordLetter } from './index.ts';

describe.each(['zh', 'en'] as const)('a letter with a code in %s', (locale) => {
  it.each(['sign-in', 'sign-up'] as const)(
    'for %s holds the code and its time once, and the subject neither',
    (purpose) => {
      const { subject, text } = codeLetter(purpose, '012345', 10, locale);
      expect(subject).not.toMatch(/\d/);
      expect(text.match(/012345/g)).toHaveLength(1);
      expect(text.match(/\b10\b|10 分钟/g)).toHaveLength(1);
      expect(text).not.toMatch(/[{}]/);
    },
  );

  it('has no address in it that a mail program makes a link of: nothing is to be clicked', () => {
    expect(codeLetter('sign-up', '012345', 10, locale).text).not.toMatch(/https?:|www\./);
  });

  it('tells of a new password without it, and where to set another', () => {
    const { text } = passwordLetter('https://lianchuang.example', locale);
    expect(text).toContain('https://lianchuang.example/sign-in/mail');
    expect(text).not.toMatch(/[{}]/);
  });
});
