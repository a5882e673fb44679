import { isOverloaded } from '@lianchuang/db/retries';
import { OpenAPIHono } from '@hono/zod-openapi';
import { Scalar } from '@scalar/hono-api-reference';
import { accountRoutes, officeRoutes } from './accounts/routes.ts';
import { attachmentRoutes } from './attachments/routes.ts';
import { consortiumActionRoutes, consortiumRoutes } from './consortia/routes.ts';
import { eventRoutes } from './events/routes.ts';
import { invitationRoutes } from './filings/invitation-routes.ts';
import { memberListRoutes } from './filings/member-list-routes.ts';
import { documentRoutes } from './filings/document-routes.ts';
import { presenceRoutes } from './filings/presence-routes.ts';
import { filingActionRoutes, filingRoutes } from './filings/routes.ts';
import { signingRoutes } from './filings/signing-routes.ts';
import type { Api, ApiEnv } from './http/context.ts';
import { boundedJson, jsonOnly } from './http/body.ts';
import { noBursts } from './http/bursts.ts';
import { document, methodsFor } from './http/document.ts';
import { loggable } from './platform/loggable.ts';
import { idempotent } from './http/idempotency.ts';
import { fewSignUps, lockout } from './http/lockout.ts';
import { problem } from './http/problems.ts';
import { publicReads } from './http/public-reads.ts';
import { refusalsOnRecord } from './http/refusals.ts';
import { opened, sameOrigin, singleQuery, usualMethods } from './http/request.ts';
import { recognised, replacing, signedIn } from './http/session.ts';
import { addPasskey, beginPasskey, beginPasskeySignIn, finishPasskeySignIn, removePasskey } from './http/passkeys.ts';
import { enterSignInCode, sendMailCode, sendPhoneCode, signUpByCode } from './http/code-sign-in.ts';
import { ownPassword, setOwnPassword } from './http/passwords.ts';
import { beginPhone, bindPhone, removePhone } from './http/phones.ts';
import {
  beginSecondFactor,
  endSecondFactor,
  enterCode,
  enterRecoveryCode,
  notEnrolled,
  provenFirst,
  provenForNew,
} from './http/second-factor.ts';
import { shedding, tooBusy } from './http/shedding.ts';
import { whileSealing } from './http/sealed.ts';
import { onInvalid } from './http/valid.ts';
import { confirmingByCode } from './http/unconfirmed.ts';
import { noticeRoutes, objectionRoutes } from './notices/routes.ts';
import { keptMessages, messageRoutes, notificationRoutes } from './notifications/routes.ts';
import { peopleRoutes } from './organizations/people-routes.ts';
import { organizationRoutes } from './organizations/routes.ts';
import { authFor } from './platform/auth.ts';
import { policyRoutes } from './policies/routes.ts';
import { sealRoutes } from './seals/routes.ts';

/** A sub-application with this product's way of refusing bad input. */
const api = (): Api => new OpenAPIHono<ApiEnv>({ defaultHook: onInvalid });

/** What the library may answer; of everything else that it could do, nothing exists here. */
const AUTH_PATHS = ['sign-up/email', 'sign-in/email', 'sign-out', 'get-session', 'revoke-sessions'].map(
  (path) => `/api/auth/${path}`,
);

/** The whole HTTP surface. */
export function createApp(): Api {
  const app = api();
  app.onError((error, c) => {
    console.error(JSON.stringify({ at: 'request', id: c.get('requestId'), error: loggable(error) }));
    return isOverloaded(error) ? tooBusy(c) : problem(c, { code: 'internal-error' });
  });
  app.notFound((c) => {
    const allow = methodsFor(v1, c.req.path);
    return allow.length === 0 || allow.includes(c.req.method)
      ? problem(c, { code: 'not-found' })
      : problem(c, { code: 'method-not-allowed', allow: allow.join(', ') }, { Allow: allow.join(', ') });
  });

  // What memory answers costs nothing and is never sent away.
  app.use('*', opened, publicReads, shedding);
  app.use('/api/*', refusalsOnRecord, sameOrigin);
  app.use('/api/auth/*', boundedJson);
  app.on('POST', '/api/auth/sign-in/email', lockout);
  app.on('POST', '/api/auth/sign-up/email', fewSignUps);
  app.on('POST', '/api/auth/sign-in/email', replacing);
  app.on('POST', ['/api/auth/sign-up/email', '/api/auth/sign-in/email'], confirmingByCode);
  app.use('/api/auth/revoke-sessions', signedIn);
  app.use('/api/auth/get-session', signedIn);
  app.post('/api/auth/two-factor/enable', signedIn, notEnrolled, provenFirst, beginSecondFactor);
  app.post('/api/auth/two-factor/disable', signedIn, provenFirst, endSecondFactor);
  app.post('/api/auth/two-factor/verify-totp', recognised, provenForNew, enterCode);
  app.post('/api/auth/two-factor/verify-backup-code', recognised, enterRecoveryCode);
  app.post('/api/auth/passkey/begin', signedIn, provenFirst, beginPasskey);
  app.post('/api/auth/passkey/add', signedIn, provenFirst, replacing, addPasskey);
  app.post('/api/auth/passkey/remove', signedIn, provenFirst, removePasskey);
  app.post('/api/auth/passkey/begin-sign-in', recognised, beginPasskeySignIn);
  app.post('/api/auth/passkey/sign-in', replacing, finishPasskeySignIn);
  app.post('/api/auth/phone/send', sendPhoneCode);
  app.post('/api/auth/mail/send', sendMailCode);
  for (const channel of ['phone', 'mail'] as const) {
    app.post(`/api/auth/${channel}/enter`, replacing, enterSignInCode(channel));
    app.post(`/api/auth/${channel}/sign-up`, fewSignUps, replacing, signUpByCode(channel));
  }
  app.post('/api/auth/phone/begin', signedIn, provenFirst, beginPhone);
  app.post('/api/auth/phone/bind', signedIn, provenFirst, bindPhone);
  app.post('/api/auth/phone/remove', signedIn, provenFirst, removePhone);
  app.get('/api/auth/password', signedIn, ownPassword);
  app.post('/api/auth/password/set', signedIn, setOwnPassword);
  app.on(['GET', 'POST'], AUTH_PATHS, (c) => {
    const { db, origin } = c.get('ask');
    const headers = new Headers(c.req.raw.headers);
    // `sameOrigin` has judged the request; the library would refuse whoever sends no Origin at all.
    if (!headers.has('Origin')) headers.set('Origin', origin);
    return authFor(c.env, db, origin).handler(new Request(c.req.raw, { headers }));
  });

  const v1 = api();
  v1.use('*', usualMethods, singleQuery, jsonOnly);
  for (const path of [
    '/me',
    '/me/*',
    '/organizations',
    '/filings',
    '/organizations/*',
    '/filings/*',
    '/attachments/*',
    '/accounts',
    '/accounts/*',
    '/account-lookups',
    '/offices',
    '/notifications',
    '/notifications/*',
    '/set-aside-messages',
    '/audit-events',
    '/audit-events/*',
    '/consortia/:id/actions',
    '/consortia/:id/actions/*',
  ]) {
    v1.use(path, signedIn);
  }
  v1.on('POST', '/invitations/:token/accept', signedIn);
  v1.on('GET', '/invitations/:token', recognised);
  v1.on('POST', '/colleague-invitations/:token/accept', signedIn);
  v1.on('GET', '/colleague-invitations/:token', recognised);
  v1.on('GET', '/notices/:id/objections', signedIn);
  v1.on('POST', '/notices/:id/objections/:objection/actions/*', signedIn);
  v1.on('POST', '/eligibility-checks', noBursts);
  v1.on('GET', '/filings/:id/agreement.pdf', noBursts);
  v1.on('GET', '/filings/:id/signature-page.pdf', noBursts);
  v1.on('GET', '/filings/:id/members/:memberId/signature-page.pdf', noBursts);
  v1.use('*', idempotent);
  // What was decided before is told again, whatever became of sealing.
  for (const path of [
    '/filings/:id/actions/*',
    '/consortia/:id/actions/*',
    '/notices/:id/objections/:objection/actions/*',
  ]) {
    v1.use(path, whileSealing);
  }

  policyRoutes(v1);
  organizationRoutes(v1);
  peopleRoutes(v1);
  filingRoutes(v1);
  memberListRoutes(v1);
  presenceRoutes(v1);
  filingActionRoutes(v1);
  documentRoutes(v1);
  attachmentRoutes(v1);
  signingRoutes(v1);
  invitationRoutes(v1);
  consortiumRoutes(v1);
  consortiumActionRoutes(v1);
  noticeRoutes(v1);
  objectionRoutes(v1);
  accountRoutes(v1);
  officeRoutes(v1);
  eventRoutes(v1);
  sealRoutes(v1);
  notificationRoutes(v1);
  messageRoutes(v1);
  app.route('/api/v1', v1);

  app.get('/api/demo/kept-messages', keptMessages);
  app.get('/api/openapi.json', (c) =>
    c.json(document(v1, c.get('ask').origin), 200, { 'Cache-Control': 'public, max-age=300' }),
  );
  app.get('/api/docs', async (c, next) => {
    c.header('Content-Security-Policy', DOCS_POLICY);
    return Scalar<ApiEnv>({
      url: '/api/openapi.json',
      cdn: '/api-reference/standalone.js',
      withDefaultFonts: false,
      telemetry: false,
      // Nothing on the page may lead to a service outside.
      agent: { disabled: true },
      mcp: { disabled: true },
      showDeveloperTools: 'never',
      hideClientButton: true,
    })(c, next);
  });
  return app;
}

// The reference page brings its own styles and starts itself with an inline script; it holds no data and no session.
const DOCS_POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'";
