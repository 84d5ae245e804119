// The log: every event has a sentence in every language, filters survive the way through the address, and the feed neither loses nor
// doubles entries.
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { afterEach, describe, expect, it, vi } from 'vitest';
import ledger from '../../crates/tansiq-core/src/desk/event.rs?raw';
import type { LogEntry, LogEvent, LogPage, Meeting } from '../src/api/types.ts';
import { addressOf, filtersOf, questionOf } from '../src/views/log/filters.ts';
import { GROUPS, groupOf, KINDS, keyPart, NOTICES } from '../src/views/log/kinds.ts';
import { parseActor, say, type Ways } from '../src/views/log/sentences.ts';

const get = vi.hoisted(() => vi.fn());
vi.mock('../src/api/client.ts', () => ({ get, url: (path: string) => path, ApiError: class extends Error {} }));

const catalogues = import.meta.glob<string>('../src/locales/*/log.ftl', { query: '?raw', import: 'default', eager: true });
const LANGUAGES = ['ar', 'en', 'fr', 'ru', 'tr'];

function catalogue(language: string): FluentBundle {
  const bundle = new FluentBundle(language, { useIsolating: false });
  expect(bundle.addResource(new FluentResource(catalogues[`../src/locales/${language}/log.ftl`] ?? ''))).toEqual([]);
  return bundle;
}

const waysIn = (bundle: FluentBundle, problems: Error[] = []): Ways => ({
  name: (id) => `<${id}>`,
  text: (key, args) => {
    const pattern = bundle.getMessage(key)?.value;
    return pattern ? bundle.formatPattern(pattern, args ?? {}, problems) : key;
  },
  number: String,
  length: (metres) => `${metres} m`,
  duration: (ms) => `${ms / 1_000} s`,
  instant: (at) => at,
  point: ({ lat, lng }) => `${lat}, ${lng}`,
});

const english = catalogue('en');
const said = (event: LogEvent) => say(event, waysIn(english));

const meeting: Meeting = {
  kind: 'peer_operation', other: 'o1', manager: 'karim', weight: 'equal_priority', blocks: true, certain: true, pairs_total: 1,
  pairs: [{ own: 0, other: 0, horizontal_m: 120, vertical_m: 30, seconds: 600, lat: 36, lng: 37, certain: true }],
};

describe('sentences', () => {
  it('there is one for every event of the ledger, in every language', () => {
    const names = [...ledger.slice(ledger.indexOf('pub enum Event')).matchAll(/^ {4}([A-Z]\w+)/gm)].map(([, name = '']) => name);
    const kinds = names.map((name) => name.replace(/(?!^)[A-Z]/g, '_$&').toLowerCase());
    expect(kinds.length).toBeGreaterThan(30);
    expect(kinds.filter((kind) => groupOf(kind) === undefined)).toEqual([]);
    for (const language of LANGUAGES) {
      const bundle = catalogue(language);
      const keys = [
        ...GROUPS.flatMap((group) => KINDS[group]).map((kind) => `log-event-${keyPart(kind)}`),
        ...NOTICES.map((kind) => `log-notice-${keyPart(kind)}`),
        ...GROUPS.map((group) => `log-group-${group}`),
      ];
      expect(keys.filter((key) => !bundle.hasMessage(key)), language).toEqual([]);
    }
  });

  it('every sentence can be made of an event that says little, and of one that says all', () => {
    const full = { id: 'a', name: 'A', state: 'ended' as const, other: 'b', to: 'karim', manager: 'karim', count: 2, until: 'then', role: 'viewer' as const };
    for (const language of LANGUAGES) {
      const problems: Error[] = [];
      const ways = waysIn(catalogue(language), problems);
      for (const kind of GROUPS.flatMap((group) => KINDS[group])) {
        expect(say({ kind }, ways).sentence, `${language} ${kind}`).not.toContain('{');
        expect(say({ kind, ...full, outside: true, published: true }, ways).sentence).not.toContain('{');
      }
      expect(problems, language).toEqual([]);
    }
  });

  it('names what was written and what became of it', () => {
    expect(said({ kind: 'write_begun', id: 'p1', name: 'Survey', state: 'accepted' }).sentence).toContain('Survey');
    expect(said({ kind: 'write_landed', id: 'p1' }).sentence).toBe('<p1> has ended.');
    expect(said({ kind: 'write_landed', id: 'p1', count: 2 }).sentence).toBe('The DSS took <p1>.');
    expect(said({ kind: 'write_landed', id: 'p1' }).about).toBe('p1');
  });

  it('tells the depth of a meeting and the reason of a failure below', () => {
    expect(said({ kind: 'met', id: 'p1', meeting })).toEqual({
      sentence: '<p1> meets karim <o1>.',
      details: ['120 m along the ground · 30 m of height · 600 s in time'],
      about: 'p1',
    });
    expect(said({ kind: 'delivery_failed', id: '7', problem: 'connection refused' })).toEqual({
      sentence: 'The other party could not be told; this was given up.',
      details: ['telling 7', 'connection refused'],
      about: '7',
    });
    expect(said({ kind: 'delivery_due', id: '7', to: 'karim', other: 'p1' }).sentence).toBe('karim is to be told of <p1>.');
  });

  it('tells notices by their own kind', () => {
    const head = { seq: 1, at: 'then', operation: 'p1' };
    expect(said({ kind: 'noticed', notice: { ...head, kind: 'conflict_found', meeting } }).sentence)
      .toBe('Notice: <p1> conflicts with karim <o1>.');
    expect(said({ kind: 'noticed', notice: { ...head, kind: 'delivery_failing', to: 'karim', problem: 'timeout', attempts: 3 } }))
      .toMatchObject({ sentence: 'Notice: karim cannot be told, 3 attempts so far.', details: ['timeout'] });
  });

  it('a kind that is not known is shown by its name', () => {
    expect(said({ kind: 'moon_rose', id: 'x' }).sentence).toBe('Recorded: moon_rose <x>');
  });

  it('persons, desks and parties are told apart', () => {
    expect(parseActor('person:huda')).toEqual({ kind: 'person', name: 'huda' });
    expect(parseActor('desk:laila')).toEqual({ kind: 'desk', name: 'laila' });
    expect(parseActor('console').kind).toBe('console');
    expect(parseActor('karim')).toEqual({ kind: 'party', name: 'karim' });
  });
});

describe('filters', () => {
  it('come out of the address as they went in', () => {
    const filters = { entity: 'e', actor: 'person:huda', group: 'areas' as const, from: '2026-11-22T08:00:00Z', to: '2026-11-22T09:00:00Z' };
    const address = addressOf(filters, '2026-11-22T08:30:00Z');
    expect(filtersOf(new URLSearchParams(address.split('?')[1]))).toEqual(filters);
    expect(addressOf({})).toBe('/log');
  });

  it('ask for the kinds of a group', () => {
    expect(new URLSearchParams(questionOf({ group: 'conflicts' })).get('kind')).toBe('met,parted,noticed,notices_seen');
    expect(questionOf({ kind: 'probed' }, { before: undefined, limit: 50 })).toBe('kind=probed&limit=50');
  });

  it('leave out what makes no sense', () => {
    expect(filtersOf(new URLSearchParams('from=yesterday&to='))).toEqual({});
  });
});

const entry = (index: number): LogEntry => ({ index, at: '2026-11-22T08:00:00Z', actor: 'karim', events: [{ kind: 'probed' }] });
const entries = (newest: number, oldest: number): LogEntry[] =>
  Array.from({ length: newest - oldest + 1 }, (_, place) => entry(newest - place));
const answer = (page: LogPage): void => {
  get.mockResolvedValueOnce(page);
};

describe('the feed', async () => {
  const { begin, catchUp, feed, older, showNew } = await import('../src/views/log/feed.ts');
  const shownIndexes = () => feed.value.entries.map(({ index }) => index);
  afterEach(() => get.mockReset());

  it('reads older pages behind newer ones', async () => {
    answer({ entries: entries(9, 5), next_before: 5, head: 10 });
    await begin({ actor: 'karim' });
    answer({ entries: entries(4, 0), head: 10 });
    await older();
    expect(shownIndexes()).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    expect(feed.value.nextBefore).toBeUndefined();
    expect(get.mock.calls.map(([path]) => path)).toEqual(['log?actor=karim&limit=50', 'log?actor=karim&limit=50&before=5']);
  });

  it('puts what is new on top for who is there, and lets it wait for who reads below', async () => {
    answer({ entries: entries(3, 0), head: 4 });
    await begin({});
    answer({ entries: entries(5, 0), head: 6 });
    await catchUp(true);
    expect(shownIndexes()).toEqual([5, 4, 3, 2, 1, 0]);
    answer({ entries: entries(7, 0), head: 8 });
    await catchUp(false);
    expect(feed.value.waiting.map(({ index }) => index)).toEqual([7, 6]);
    answer({ entries: entries(8, 0), head: 9 });
    await catchUp(false);
    showNew();
    expect(shownIndexes()).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });

  it('looks further back while pages are empty, and asks before it goes on for long', async () => {
    answer({ entries: [], next_before: 700, head: 1_000 });
    answer({ entries: entries(3, 2), next_before: 2, head: 1_000 });
    await begin({ actor: 'rare' });
    expect([shownIndexes(), feed.value.nextBefore]).toEqual([[3, 2], 2]);
    for (const next of [900, 800, 700, 600, 500]) answer({ entries: [], next_before: next, head: 1_000 });
    await begin({ actor: 'rarer' });
    expect([shownIndexes(), feed.value.nextBefore, feed.value.state]).toEqual([[], 500, 'ready']);
  });

  it('begins anew when too much happened since', async () => {
    answer({ entries: entries(3, 0), head: 4 });
    await begin({});
    for (const top of [999, 949, 899, 849]) answer({ entries: entries(top, top - 49), next_before: top - 49, head: 1_000 });
    await catchUp(true);
    expect([shownIndexes()[0], shownIndexes().at(-1), feed.value.nextBefore]).toEqual([999, 800, 800]);
  });

  it('keeps what it has when the node does not answer', async () => {
    answer({ entries: entries(3, 0), head: 4 });
    await begin({});
    get.mockRejectedValueOnce(new Error('away'));
    await catchUp(true);
    expect(feed.value.state).toBe('failed');
    expect(shownIndexes()).toEqual([3, 2, 1, 0]);
  });
});
