import type { Linter, Rule } from 'eslint';
import { FILING_STATUSES } from '../packages/domain/src/filings/filing.ts';

type Ban = { selector: string; message: string };

const states = `/^(${FILING_STATUSES.join('|')})$/`;
const stateMessage = 'A filing state is compared only in packages/domain/src/filings: ask the domain or the actions.';
export const stateBans: Ban[] = [
  { selector: `BinaryExpression[operator=/^[!=]==?$/] > Literal[value=${states}]`, message: stateMessage },
  { selector: `SwitchCase > Literal[value=${states}]`, message: stateMessage },
  {
    selector: `CallExpression > MemberExpression.callee[property.name='includes'] > ArrayExpression > Literal[value=${states}]`,
    message: stateMessage,
  },
];

const onlyCommit = 'Only packages/db/src/commit.ts executes writes; return the statement unexecuted.';
const writeCall = "CallExpression[callee.property.name=/^(insert|update|delete)$/][callee.object.name!='set']";
export const writeBans: Ban[] = [
  { selector: "CallExpression[callee.property.name='batch']", message: onlyCommit },
  {
    selector: `CallExpression[callee.property.name=/^(run|execute|all|get|values)$/][arguments.length=0] > MemberExpression ${writeCall}[callee.object.type='MemberExpression']`,
    message: onlyCommit,
  },
  {
    selector: `CallExpression[callee.property.name=/^(run|execute|all|get|values)$/][arguments.length=0] > MemberExpression ${writeCall}[callee.object.name=/^(db|orm|tx|database)$/]`,
    message: onlyCommit,
  },
  {
    selector: `AwaitExpression > CallExpression ${writeCall}[callee.object.name=/^(db|orm|tx)$/]`,
    message: onlyCommit,
  },
  { selector: `AwaitExpression > CallExpression ${writeCall}[callee.object.property.name='orm']`, message: onlyCommit },
];

export const sqlBans: Ban[] = [
  {
    selector: "CallExpression[callee.property.name='transaction']",
    message: 'D1 has no interactive transactions: one commit is one batch.',
  },
  {
    selector: "MemberExpression[object.name='sql'][property.name='raw']",
    message: 'sql.raw passes text by the parameter binding.',
  },
];

export const preparedSqlBans: Ban[] = [
  { selector: "CallExpression[callee.property.name='prepare']", message: 'SQL is written in packages/db only.' },
];

export const clockBans: Ban[] = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'The domain reads no clock: take an instant.',
  },
  { selector: "CallExpression[callee.name='Date']", message: 'The domain reads no clock: take an instant.' },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'The domain reads no clock: take an instant.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'The domain throws no dice: take an id.',
  },
];

export const worldGlobals = [
  'process',
  'fetch',
  'globalThis',
  'performance',
  'crypto',
  'setTimeout',
  'setInterval',
  'console',
].map((name) => ({ name, message: 'The domain knows nothing of the world around it.' }));

export const bans = (...groups: Ban[][]): Linter.RuleEntry => ['error', ...groups.flat()];

const drizzle = {
  group: ['drizzle-orm', 'drizzle-orm/*', 'drizzle-kit', 'drizzle-kit/*'],
  message: 'Only packages/db names drizzle.',
};

export const featureNouns = [
  'organizations',
  'policies',
  'filings',
  'consortia',
  'notices',
  'seals',
  'reviews',
  'evaluations',
  'memberships',
  'communities',
  'challenges',
  'bids',
  'idea-sessions',
  'ideas',
  'resources',
  'indicators',
];

/** Imports that a file may not make: drizzle, and for a feature's file the other features beside it. */
export function importBans(feature?: string): Linter.RuleEntry {
  const others = featureNouns.filter((noun) => noun !== feature).join('|');
  const neighbours = {
    regex: `^(\\.\\./|#lib/)(${others})/`,
    message: 'Features do not import each other here; they meet in app.ts, jobs/ and routes/.',
  };
  return ['error', { patterns: feature ? [drizzle, neighbours] : [drizzle] }];
}

export const forbiddenNames = /(^|[./-])(utils?|helpers?|common|misc|manager|service|types)\.[\w.]+$/;

const reasonedSuppressions: Rule.RuleModule = {
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments())
        if (/^\s*eslint-disable/.test(comment.value) && !/ -- \S/.test(comment.value) && comment.loc)
          context.report({ loc: comment.loc, message: 'Say why after `--`.' });
    },
  }),
};

const tellingNames: Rule.RuleModule = {
  create: (context) => ({
    Program(node) {
      if (forbiddenNames.test(context.filename))
        context.report({ node, message: 'This file name says nothing about what is inside.' });
    },
  }),
};

export const walls = { rules: { 'reasoned-suppressions': reasonedSuppressions, 'telling-names': tellingNames } };
