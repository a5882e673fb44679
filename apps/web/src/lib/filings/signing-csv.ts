import type { FilingView } from '@lianchuang/contract/filings';
import type { SigningView } from '@lianchuang/contract/signing';
import Papa from 'papaparse';
import { label } from '#lib/labels.ts';
import { m } from '#lib/paraglide/messages.js';
import { signingRows } from './signing-rows.ts';

/** Excel runs what begins so, also in full width and after spaces. */
const formula = /^[\s\u3000]*[=+\-@＝＋－＠]|^[\t\r\n]/;

function readOf(signed: boolean, read: SigningView['members'][number]['read']): string {
  if (read !== null)
    return `${read.current ? m['signing.board.read_current']() : m['signing.board.read_old']()} ${read.at}`;
  return signed ? m['signing.board.read_signed']() : m['signing.board.read_none']();
}

/** How each member stands, for a spreadsheet: UTF-8 with its mark, texts that could run as formulas held down. */
export function toTable(filing: FilingView, signing: SigningView): string {
  const fields = [
    m['signing.board.member'](),
    m['apply.uscc.label'](),
    m['signing.board.state'](),
    m['apply.members.state.signed_by']({ name: '' }).trim(),
    m['signing.board.read'](),
    m['signing.board.talk'](),
  ];
  const data = signingRows(filing, signing, 'next').map(({ member: { organization, signature }, standing }) => [
    organization.name,
    organization.uscc,
    label('signature', signature.status),
    signature.status === 'missing' ? '' : `${signature.signedBy ?? ''} ${signature.signedAt ?? ''}`.trim(),
    readOf(signature.status === 'current', standing.read),
    standing.openComments,
  ]);
  return `\ufeff${Papa.unparse({ fields, data }, { escapeFormulae: formula, newline: '\r\n' })}\r\n`;
}
