import type { Linter, Rule } from 'eslint';
import { FILING_STATUSES } from '../packages/domain/src/filings/filing.ts';
import { ownAddresses } from './own-addresses.ts';

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

export const patternBans: Ban[] = [
  {
    selector: ":matches(NewExpression, CallExpression)[callee.name='RegExp']",
    message: 'A pattern made at run time may hold what somebody typed: write it out, or say why it cannot.',
  },
];

export const messageBans: Ban[] = [
  {
    selector: "MemberExpression[object.name='m'][computed=true][property.type!='Literal']",
    message:
      'A message by a name made at run time sends every text of the product to the browser: write a table of them.',
  },
];

export const rereadBans: Ban[] = [
  {
    selector: "ImportSpecifier[imported.name='invalidateAll']",
    message: 'A page read again takes the place of a navigation under way: use reread or readPage of lib/device.',
  },
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

/** The API calls nothing outside but through platform/outbound.ts: whoever could make it fetch an address would speak from inside. */
export const outsideGlobals = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'].map((name) => ({
  name,
  message: 'The API calls nothing outside.',
}));

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
  'notifications',
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

const sockets = {
  group: ['cloudflare:sockets', ...['http', 'https', 'http2', 'net', 'tls', 'dgram'].map((name) => `node:${name}`)],
  message: 'The API calls nothing outside.',
};

/** Imports that a Worker's file may not make: drizzle, ways out, and for a feature's file the other features beside it. */
export function workerImportBans(feature?: string): Linter.RuleEntry {
  const others = featureNouns.filter((noun) => noun !== feature).join('|');
  const neighbours = {
    regex: `^(\\.\\./|#lib/)(${others})/`,
    message: 'Features do not import each other here; they meet in app.ts, jobs/ and routes/.',
  };
  return ['error', { patterns: feature ? [drizzle, sockets, neighbours] : [drizzle, sockets] }];
}

/** Imports that no file outside packages/db may make. */
export const importBans: Linter.RuleEntry = ['error', { patterns: [drizzle] }];

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

export const walls = {
  rules: {
    'reasoned-suppressions': reasonedSuppressions,
    'telling-names': tellingNames,
    'own-addresses': ownAddresses,
  },
};
