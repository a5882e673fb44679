import type { CorrectionView } from '@lianchuang/contract/corrections';
import { changesFor, extendedBy, isAnswered, opensOf, type Filing } from '@lianchuang/domain/filings';
import { formatInstant } from '@lianchuang/domain/kernel';
import type { PolicyVersion } from '@lianchuang/domain/policies';

/** A correction as both sides see it: what was asked, what it opens, what was changed and said, and the time given. */
export function correctionView(filing: Filing, policy: PolicyVersion): CorrectionView | null {
  const { correction } = filing;
  if (correction === null) return null;
  const extensions = correction.extensions ?? [];
  return {
    items: correction.items.map((item) => ({
      code: item.code,
      pointer: item.pointer,
      text: item.text,
      opens: opensOf(item),
      mustAnswer: item.mustAnswer ?? false,
      answered: isAnswered(filing, item),
      reply: item.reply == null ? null : { text: item.reply.text, at: formatInstant(item.reply.at) },
      changes: changesFor(filing, item).map((each) => ({ ...each })),
    })),
    requestedAt: formatInstant(correction.requestedAt),
    answeredAt: correction.answeredAt === null ? null : formatInstant(correction.answeredAt),
    extensions: extensions.map((each) => ({ ...each, at: formatInstant(each.at) })),
    extensionLeft: Math.max(0, (policy.clocks.correctionExtension ?? 0) - extendedBy(extensions)),
  };
}
