import type { Instant } from '@lianchuang/domain/kernel';
import { DEFAULT_CHOICES, HELD, HELD_FOR_MS, type Channel, type Told } from '@lianchuang/domain/notifications';
import { sql } from 'drizzle-orm';
import type { Db } from '../client.ts';

/** What an event tells, and the channels that this installation has. */
export type Telling = {
  readonly subject: string;
  readonly told: readonly Told[];
  readonly channels: readonly Channel[];
};
type Event = {
  readonly id: string;
  readonly jurisdiction: string;
  readonly actorId: string | null;
  readonly at: Instant;
};

const list = (values: readonly string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
const flag = (value: boolean): number => (value ? 1 : 0);
const { mail, text, pace } = DEFAULT_CHOICES;
const WANTS: Readonly<Record<Channel, ReturnType<typeof sql>>> = {
  mail: sql`coalesce(c.mail, ${flag(mail)}) = 1`,
  // A number that nobody proved to own gets nothing.
  text: sql`coalesce(c.text, ${flag(text)}) = 1 AND u.phone_number_verified = 1 AND u.phone_number IS NOT NULL`,
};

/** One row for each person whom one line of the table concerns; who that is, is found in the batch itself. */
function insertTold(db: Db, event: Event, { subject, channels }: Telling, told: Told) {
  const { organizations, organizationRoles, offices, divisions, people } = told.recipients;
  const mayWait = !told.urgent && told.channels.includes('mail') && channels.includes('mail');
  return db.orm.run(sql`
    INSERT INTO notifications (recipient_id, event_id, jurisdiction, kind, subject, facts, urgent, digest, created_at)
    SELECT u.id, ${event.id}, ${event.jurisdiction}, ${told.kind}, ${subject}, ${JSON.stringify(told.facts)}, ${flag(told.urgent)},
      CASE WHEN ${flag(mayWait)} = 1 AND coalesce(c.pace, ${pace}) = 'daily' AND ${WANTS.mail} THEN 'waiting' END, ${event.at}
    FROM (
      SELECT user_id FROM organization_people
      WHERE organization_id IN ${list(organizations)} AND role IN ${list(organizationRoles)}
      UNION
      SELECT user_id FROM organization_people
      WHERE user_id IN ${list(people)} AND organization_id IN ${list(told.parties)}
      UNION
      SELECT user_id FROM offices
      WHERE jurisdiction = ${event.jurisdiction} AND role IN ${list(offices)}
        AND (role <> 'recommender' OR division_code IS NULL OR division_code IN ${list(divisions)})
        AND user_id NOT IN (SELECT user_id FROM organization_people WHERE organization_id IN ${list(told.parties)})
    ) p JOIN users u ON u.id = p.user_id LEFT JOIN notification_choices c ON c.user_id = u.id
    WHERE u.disabled_at IS NULL AND u.id IS NOT ${event.actorId}
    ON CONFLICT DO NOTHING`);
}

/** One message for each person whom the event has just told and who wants it there at once; its id is the event, the person and the channel. */
function insertMessages(db: Db, event: Event, channel: Channel, told: readonly Told[]) {
  const kinds = told.filter(({ channels }) => channels.includes(channel)).map(({ kind }) => kind);
  return db.orm.run(sql`
    INSERT INTO outbox (id, jurisdiction, kind, payload, created_at, not_before, recipient_id)
    SELECT 'msg_' || ${channel} || substr(n.event_id, 4) || substr(n.recipient_id, 4), n.jurisdiction, ${`notification.${channel}`},
      json_object('eventId', n.event_id), ${event.at},
      CASE WHEN n.kind IN ${list(HELD)} THEN ${event.at + HELD_FOR_MS} END, n.recipient_id
    FROM notifications n JOIN users u ON u.id = n.recipient_id LEFT JOIN notification_choices c ON c.user_id = u.id
    WHERE n.event_id = ${event.id} AND n.kind IN ${list(kinds)} AND n.digest IS NULL
      AND (n.urgent = 1 OR (${flag(channel === 'mail')} = 1 AND coalesce(c.pace, ${pace}) = 'now')) AND ${WANTS[channel]}`);
}

/** The statements that tell of an event, for the batch of the event. */
export function tell(db: Db, event: Event, telling: Telling) {
  if (telling.told.length === 0) return [];
  const reaching = telling.channels.filter((channel) =>
    telling.told.some(({ channels }) => channels.includes(channel)),
  );
  return [
    ...telling.told.map((told) => insertTold(db, event, telling, told)),
    ...reaching.map((channel) => insertMessages(db, event, channel, telling.told)),
  ];
}
