import { TAKEN, type Delivery, type Mail } from './delivery.ts';
import { loggable } from './loggable.ts';

export type SmtpSettings = {
  readonly host: string;
  readonly port: number;
  /** `none` speaks in the clear and is for a relay on this very machine. */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly login: { readonly user: string; readonly pass: string } | null;
  readonly from: string;
};

const CONNECT_MS = 5_000;
const ANSWER_MS = 10_000;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;
const SENDER = '联创';

type Failure = { readonly code?: string; readonly responseCode?: number };

/** What a failure says: a server's 5xx is its last word, 4xx asks to come back; silence after the text was sent says nothing. */
function outcomeOf(error: Failure, textBegan: boolean): Delivery {
  const { responseCode: answered = 0 } = error;
  const why = loggable(error);
  // A wrong password or a server that wants another kind of speech is ours to mend, not the recipient's.
  if (error.code === 'EAUTH' || error.code === 'ETLS') return { is: 'failed', why };
  if (answered >= 500) return { is: 'refused', why };
  return { is: answered === 0 && textBegan ? 'unknown' : 'failed', why };
}

/** Listens to the dialogue for the one thing that decides whether a letter may have been taken: the server asked for its text. */
function attentive() {
  const heard = { textBegan: false };
  const quiet = () => undefined;
  const debug = (entry: unknown, text: unknown) => {
    if ((entry as { tnx?: string }).tnx === 'server' && /^3\d\d/.test(String(text))) heard.textBegan = true;
  };
  return { heard, logger: { level: quiet, trace: debug, debug, info: quiet, warn: quiet, error: quiet, fatal: quiet } };
}

/** Mail over SMTP: one connection for each letter, since nothing outlives a request here. */
export function smtpOf({ host, port, security, login, from }: SmtpSettings): Mail {
  const isSafe = security !== 'none' || LOOPBACK.test(host);
  return {
    async send({ id, to, subject, text }) {
      if (!isSafe) return { is: 'failed', why: 'SMTP in the clear leaves this machine' };
      const { heard, logger } = attentive();
      // Only a Worker that sends pays for loading it.
      const { createTransport } = await import('nodemailer');
      const transport = createTransport({
        host,
        port,
        secure: security === 'tls',
        requireTLS: security === 'starttls',
        ignoreTLS: security === 'none',
        connectionTimeout: CONNECT_MS,
        dnsTimeout: CONNECT_MS,
        greetingTimeout: ANSWER_MS,
        socketTimeout: ANSWER_MS,
        // A letter is text that was made here: nothing in it is a file or an address to fetch.
        disableFileAccess: true,
        disableUrlAccess: true,
        logger,
        transactionLog: true,
        ...(login === null ? {} : { auth: login }),
      });
      try {
        await transport.sendMail({
          from: { name: SENDER, address: from },
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@${from.split('@').at(-1) ?? host}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return TAKEN;
      } catch (error) {
        return outcomeOf(error as Failure, heard.textBegan);
      } finally {
        transport.close();
      }
    },
  };
}
