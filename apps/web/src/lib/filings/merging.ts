/** What a form needs once somebody types in it; loaded after the form itself. */
export { changedPart, isSame, mergeDrafts } from '@lianchuang/domain/filings';
export { chooseSide } from './choose-side.ts';
export { keptDraft } from './kept-draft.ts';
export { sendPart } from './send-part.ts';
