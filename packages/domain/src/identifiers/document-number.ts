import { ok, refuse, type Result } from '../kernel/result.ts';

/** 文号: agency, year and number of an official document (GB/T 9704-2012, 7.2.5). */
export type DocumentNumber = { readonly agency: string; readonly year: number; readonly number: number };
export type DocumentNumberRefusal = { code: 'document-number.malformed'; given: string };

const PATTERN =
  /^(?<agency>\p{Script=Han}{1,20})(?:〔(?<a>\d{4})〕|\[(?<b>\d{4})\]|【(?<c>\d{4})】|\((?<d>\d{4})\))(?<number>[1-9]\d{0,4})号$/u;

/** Reads `青科字〔2025〕5号` with any of 〔〕 [] 【】 () around the year, spaces and full-width digits allowed. */
export function parseDocumentNumber(given: string): Result<DocumentNumber, DocumentNumberRefusal> {
  const groups = PATTERN.exec(given.normalize('NFKC').replace(/[\s\u200b-\u200d\u2060\ufeff]/g, ''))?.groups;
  const year = Number(groups?.a ?? groups?.b ?? groups?.c ?? groups?.d);
  if (!groups?.agency || !(year >= 1949 && year <= 2199)) return refuse({ code: 'document-number.malformed', given });
  return ok({ agency: groups.agency, year, number: Number(groups.number) });
}

/** Prints a document number with the hexagonal brackets of GB/T 9704-2012. */
export function formatDocumentNumber({ agency, year, number }: DocumentNumber): string {
  return `${agency}〔${year}〕${number}号`;
}
