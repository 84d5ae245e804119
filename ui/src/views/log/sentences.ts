// What an event of the ledger says to people: the key of a sentence and what is put into it, and what is told below it. It asks nobody
// and draws nothing; the names of things are looked up by whoever calls.
import type { LogEvent, Meeting, Notice, Point } from '../../api/types.ts';
import { groupOf, keyPart } from './kinds.ts';

/** How things are shown; the view gives the ways of `format/` and of the catalogues. */
export interface Ways {
  /** The name of a plan, an area, a peer's operation, or the short form of its id. */
  name(id: string): string;
  text(key: string, args?: Record<string, string | number>): string;
  number(value: number): string;
  length(metres: number): string;
  duration(milliseconds: number): string;
  instant(at: string): string;
  point(place: Point): string;
}

export interface Said {
  sentence: string;
  /** Numbers and reasons below the sentence. */
  details: string[];
  /** What it is about: for looking at it, and for the filter. */
  about?: string;
}

/** How an id without a name is shown: its first eight digits are enough to tell things of one desk apart. */
export const shortId = (id: string): string => id.slice(0, 8);

/** What an event says. A kind that is not known is shown by its name. */
export function say(event: LogEvent, ways: Ways): Said {
  if (event.notice) return sayNotice(event.notice, ways);
  const args: Record<string, string | number> = {
    name: subject(event, ways),
    state: event.state ? ways.text(`state-${event.state}`) : '',
    // A write that left nothing at the DSS was an end.
    ended: String(event.state === 'ended' || (event.kind === 'write_landed' && event.count === undefined)),
    other: other(event.meeting, event.other, ways),
    to: event.to ?? '',
    manager: event.manager ?? '',
    count: event.count ?? 0,
    number: ways.number(event.count ?? 0),
    outside: String(event.outside === true),
    published: String(event.published === true),
    until: event.until ? ways.instant(event.until) : '',
    role: event.role ? ways.text(`role-${keyPart(event.role)}`) : '',
    kind: event.kind,
  };
  // Catalogues choose by words, and an empty text is none.
  args['until-is'] = event.until ? 'some' : 'none';
  const known = groupOf(event.kind) !== undefined;
  const said: Said = {
    sentence: ways.text(known ? `log-event-${keyPart(event.kind)}` : 'log-event-unknown', args),
    details: details(event, ways),
  };
  const about = aboutOf(event);
  if (about !== undefined) said.about = about;
  return said;
}

const isDelivery = (event: LogEvent): boolean => groupOf(event.kind) === 'deliveries';

/** What an event is about, by name. A telling is about the thing that is told, and a constraint of this desk about its area. */
function subject(event: LogEvent, ways: Ways): string {
  if (event.name) return event.name;
  if (event.kind === 'operation_known') return shortId(event.id ?? '');
  const id = isDelivery(event) ? event.other : event.kind === 'constraint_put' ? (event.other ?? event.id) : event.id;
  return id ? ways.name(id) : '';
}

/** What may be looked for: things and tellings. The number of a notice is neither. */
const aboutOf = (event: LogEvent): string | undefined => (event.kind === 'notices_seen' ? undefined : event.id);

function sayNotice(notice: Notice, ways: Ways): Said {
  const has = notice as Notice & Partial<Record<string, unknown>>;
  const meeting = 'meeting' in notice ? notice.meeting : undefined;
  const args = {
    name: notice.operation ? ways.name(notice.operation) : '',
    other: other(meeting, 'other' in notice ? notice.other : undefined, ways),
    manager: typeof has['manager'] === 'string' ? has['manager'] : '',
    to: typeof has['to'] === 'string' ? has['to'] : '',
    state: notice.kind === 'state_changed' ? ways.text(`state-${notice.to}`) : stateOf(notice, ways),
    automatic: String(notice.kind === 'state_changed' && notice.automatic),
    landed: String(notice.kind === 'reconciled' && notice.landed),
    count: notice.kind === 'meetings_left_out' ? notice.count : notice.kind === 'delivery_failing' ? notice.attempts : 0,
    number: ways.number(notice.kind === 'meetings_left_out' ? notice.count : notice.kind === 'delivery_failing' ? notice.attempts : 0),
  };
  const lines = meeting ? depths(meeting, ways) : [];
  if ('problem' in notice) lines.push(notice.problem);
  if ('position' in notice && notice.position) lines.push(at(notice.position, ways));
  const said: Said = { sentence: ways.text(`log-notice-${keyPart(notice.kind)}`, args), details: lines };
  if (notice.operation) said.about = notice.operation;
  return said;
}

function stateOf(notice: Notice, ways: Ways): string {
  return notice.kind === 'plan_changed_near' && notice.state ? ways.text(`state-${notice.state}`) : '';
}

function details(event: LogEvent, ways: Ways): string[] {
  const lines = event.meeting ? depths(event.meeting, ways) : [];
  if (isDelivery(event) && event.id) lines.push(ways.text('log-delivery', { id: event.id }));
  if (event.problem) lines.push(event.problem);
  if (event.position) lines.push(at(event.position, ways));
  return lines;
}

function other(meeting: Meeting | undefined, id: string | undefined, ways: Ways): string {
  if (meeting) return otherName(meeting, ways);
  return id ? ways.name(id) : '';
}

/** What is met, by name; a peer's operation by its party. */
export function otherName({ name, manager, other: id }: Meeting, ways: Ways): string {
  const found = name || ways.name(id);
  return manager === undefined || found.startsWith(manager) ? found : `${manager} ${found}`;
}

/** Where an aircraft was. */
function at(position: Point & { height_m: number }, ways: Ways): string {
  return ways.text('log-position', { place: ways.point(position), height: ways.length(position.height_m) });
}

/** How far two things reach into each other where they do most: metres along the ground and of height, and for how long. */
export function depths(meeting: Meeting, ways: Ways): string[] {
  const [pair] = meeting.pairs;
  if (!pair) return [];
  const parts = [ways.text('log-depth-ground', { length: ways.length(pair.horizontal_m) })];
  if (pair.vertical_m !== undefined) parts.push(ways.text('log-depth-height', { length: ways.length(pair.vertical_m) }));
  if (pair.seconds !== undefined) parts.push(ways.text('log-depth-time', { duration: ways.duration(pair.seconds * 1_000) }));
  return [parts.join(' · ')];
}

export type Actor = { kind: 'person' | 'desk' | 'console' | 'party'; name: string };

/** Who did it: a person of this desk, a desk by itself, somebody at the machine, or a party (so programs of this desk are named too). */
export function parseActor(actor: string): Actor {
  if (actor.startsWith('person:')) return { kind: 'person', name: actor.slice('person:'.length) };
  if (actor.startsWith('desk:')) return { kind: 'desk', name: actor.slice('desk:'.length) };
  return { kind: actor === 'console' ? 'console' : 'party', name: actor };
}
