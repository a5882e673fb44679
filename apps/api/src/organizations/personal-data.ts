import type { ErasedView, ErasePerson, PersonalDataView } from '@lianchuang/contract/organizations';
import { erasePerson } from '@lianchuang/db/accounts/erase';
import { readPersonalData } from '@lianchuang/db/accounts/personal-data';
import { listHeldAlone } from '@lianchuang/db/organizations/read';
import { mailOf } from '@lianchuang/domain/accounts';
import { findPhone } from '@lianchuang/db/accounts/ways-in';
import { parsePhone } from '@lianchuang/domain/identifiers';
import { formatInstant, ok, refuse, type Result } from '@lianchuang/domain/kernel';
import type { SignedAsk } from '../http/context.ts';

/** Everything held about the person who asks. */
export async function personalData(ask: SignedAsk): Promise<Result<PersonalDataView>> {
  const held = await readPersonalData(ask.db, ask.viewer.userId);
  const { person, logins, roles, offices, passkeys, events, refused, signIns } = held;
  if (person === undefined) return refuse({ code: 'not-found' });
  const { id, name, email, phoneNumber, createdAt } = person;
  return ok({
    form: 'lianchuang-personal-data-1',
    exportedAt: formatInstant(ask.now),
    person: { id, name, email: mailOf(email), phone: phoneNumber, createdAt: formatInstant(createdAt.getTime()) },
    organizations: roles.map(({ organization, role, joinedAt }) => ({
      name: organization,
      role,
      joinedAt: formatInstant(joinedAt),
    })),
    offices: offices.map(({ jurisdiction, role, grantedAt }) => ({
      jurisdiction,
      role,
      grantedAt: formatInstant(grantedAt),
    })),
    passkeys: passkeys.map(({ name, createdAt, usedAt }) => ({
      name,
      addedAt: formatInstant(createdAt),
      usedAt: usedAt === null ? null : formatInstant(usedAt),
    })),
    sessions: logins.map(({ ipAddress, userAgent, ...login }) => ({
      createdAt: formatInstant(login.createdAt.getTime()),
      expiresAt: formatInstant(login.expiresAt.getTime()),
      ipAddress,
      userAgent,
    })),
    signIns: signIns.map((each) => ({ ...each, at: formatInstant(each.at) })),
    acts: events.map((each) => ({ ...each, at: formatInstant(each.at) })),
    comments: held.comments.map((each) => ({ ...each, at: formatInstant(each.at) })),
    readings: held.readings.map((each) => ({ ...each, at: formatInstant(each.at) })),
    passes: held.passes,
    files: held.files.map((each) => ({ ...each, at: formatInstant(each.at) })),
    invitations: held.invitations.map((each) => ({ ...each, at: formatInstant(each.at) })),
    refused: refused.map((each) => ({ ...each, at: formatInstant(each.at) })),
  });
}

/**
 * Erases the person who asks (PIPL art. 47). Refused while an office is held, whose decisions the law wants under a name, and
 * while an organization with an open case would be left with nobody to speak for it.
 */
export async function eraseOneself(ask: SignedAsk, email: string, body: ErasePerson): Promise<Result<ErasedView>> {
  const { db, viewer, now } = ask;
  const typed = parsePhone(body.email);
  const isOwnPhone = typed.ok && typed.value === (await findPhone(db, viewer.userId));
  if (!isOwnPhone && (email === '' || body.email.toLowerCase() !== email.toLowerCase())) {
    return refuse({ code: 'invalid-input', errors: [{ pointer: '/email', code: 'not-own-email' }] });
  }
  if (viewer.offices.length > 0) return refuse({ code: 'person.holds-office' });
  const alone = await listHeldAlone(db, viewer.userId);
  if (alone.length > 0) return refuse({ code: 'person.last-owner', members: alone.map((name) => ({ name })) });
  return ok({ erasedAt: formatInstant(now), events: await erasePerson(db, viewer.userId, now) });
}
