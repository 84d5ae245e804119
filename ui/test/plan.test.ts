// The draft of a plan: what it becomes when it is sent, what keeps it from being sent, its ways back, and the ways around applied to it.
import { describe, expect, test } from 'vitest';
import type { Alternative, Plan, Template, Volume } from '../src/api/types.ts';
import { applied, inOrder } from '../src/views/plan/alternatives.ts';
import { around, offered } from '../src/views/plan/deeds.ts';
import {
  draftOfPlan, draftOfRequest, duplicateOf, emptyDraft, endOf, newPart, nextFullFive, startingAt, startOf, toRequest, withPoints,
  type Draft, type Form, type Part, type Usual,
} from '../src/views/plan/draft.ts';
import { begin, MAX_STEPS, record, redo, settle, undo } from '../src/views/plan/history.ts';
import { fieldOf, LIMITS, problems } from '../src/views/plan/limits.ts';
import { found } from '../src/views/plan/listing.ts';

const START = Date.UTC(2026, 10, 22, 9, 0);
const MINUTE = 60_000;
const NOW = START - 10 * MINUTE;

const square: Form = {
  kind: 'polygon', vertices: [{ lat: 33.9, lng: 35.5 }, { lat: 33.9, lng: 35.51 }, { lat: 33.91, lng: 35.51 }, { lat: 33.91, lng: 35.5 }],
};

const part = (change: Partial<Part> = {}): Part => ({
  id: 'a',
  form: square,
  lower: { value: 0, reference: 'AGL', units: 'M' },
  upper: { value: 120, reference: 'AGL', units: 'M' },
  start_ms: START,
  end_ms: START + 30 * MINUTE,
  buffer_m: 0,
  ...change,
});

const drafted = (...parts: Part[]): Draft => ({ ...emptyDraft(), name: 'survey', parts });

describe('a draft that is sent', () => {
  test('keeps the heights as they were typed, and says nothing of a buffer that there is not', () => {
    const { request } = toRequest(drafted(part({ upper: { value: 400, reference: 'AGL', units: 'FT' } })));
    expect(request).toEqual({
      name: 'survey',
      priority: 0,
      state: 'accepted',
      volumes: [{
        volume: {
          outline_polygon: { vertices: square.kind === 'polygon' ? square.vertices : [] },
          altitude_lower: { value: 0, reference: 'AGL', units: 'M' },
          altitude_upper: { value: 400, reference: 'AGL', units: 'FT' },
        },
        time_start: '2026-11-22T09:00:00.000Z',
        time_end: '2026-11-22T09:30:00.000Z',
      }],
    });
  });

  test('says which part each volume came from: a corridor is one for each leg', () => {
    const line = [{ lat: 33.9, lng: 35.5 }, { lat: 33.95, lng: 35.5 }, { lat: 33.95, lng: 35.6 }];
    const made = toRequest(drafted(part({ form: { kind: 'corridor', line, halfWidth_m: 50 } }), part({ id: 'b', buffer_m: 30 })));
    expect(made.partOf).toEqual([0, 0, 1]);
    expect(made.request.volumes.map((volume) => volume.buffer_m)).toEqual([undefined, undefined, 30]);
  });

  test('stays activated if it changes an activated plan', () => {
    const draft = { ...drafted(part()), changes: { id: 'x', revision: 3, state: 'activated' as const } };
    expect(toRequest(draft).request.state).toBe('activated');
  });

  test('gives a flight level in feet, whatever unit was there before', () => {
    const { request } = toRequest(drafted(part({ upper: { value: 95, reference: 'FL', units: 'M' } })));
    expect(request.volumes[0]?.volume.altitude_upper).toEqual({ value: 95, reference: 'FL', units: 'FT' });
  });
});

describe('what is wrong with a draft', () => {
  const wrong = (...parts: Part[]) => problems(drafted(...parts), NOW).map(({ key, part: index, field }) => [index, field, key]);

  test('is nothing if it may be sent', () => expect(wrong(part())).toEqual([]));
  test('is that nothing is drawn', () => expect(wrong()).toEqual([[undefined, 'parts', 'plan-problem-no-parts']]));

  test.each<[string, Partial<Part>, string, string]>([
    ['an end before its start', { end_ms: START }, 'end', 'plan-problem-end'],
    ['no start', { start_ms: null }, 'start', 'plan-problem-time'],
    ['a height that is none', { lower: { value: null, reference: 'AGL', units: 'M' } }, 'lower', 'plan-problem-height'],
    ['a height beyond the range', { upper: { value: 100_001, reference: 'W84', units: 'M' } }, 'upper', 'plan-problem-height'],
    ['heights that have changed places', { upper: { value: -1, reference: 'AGL', units: 'M' } }, 'upper', 'plan-problem-upper'],
    ['a buffer beyond 50,000 m', { buffer_m: 50_001 }, 'buffer', 'plan-problem-buffer'],
    ['a negative buffer', { buffer_m: -1 }, 'buffer', 'plan-problem-buffer'],
    ['two corners', { form: withPoints(square, [{ lat: 1, lng: 1 }, { lat: 2, lng: 2 }]) }, 'form', 'plan-problem-vertices'],
    ['a circle of 30 km', { form: { kind: 'circle', center: { lat: 1, lng: 1 }, radius_m: 30_000 } }, 'radius', 'plan-problem-area'],
    ['a circle without radius', { form: { kind: 'circle', center: { lat: 1, lng: 1 }, radius_m: 0 } }, 'radius', 'plan-problem-radius'],
    ['a corridor of one point', { form: { kind: 'corridor', line: [{ lat: 1, lng: 1 }], halfWidth_m: 50 } }, 'form', 'plan-problem-line'],
    ['an end in the past', { start_ms: NOW - 2 * MINUTE, end_ms: NOW - MINUTE }, 'end', 'plan-problem-past'],
    ['a start more than 30 days ahead', { start_ms: NOW + 31 * 86_400_000, end_ms: NOW + 32 * 86_400_000 }, 'start', 'plan-problem-ahead'],
  ])('is %s, told at its field', (_, change, field, key) => expect(wrong(part(change))).toEqual([[0, field, key]]));

  test('is a polygon whose edges cross', () => {
    const [a, b, c, d] = square.kind === 'polygon' ? square.vertices : [];
    const eight = withPoints(square, [a, c, b, d].filter((point) => point !== undefined));
    expect(wrong(part({ form: eight }))).toEqual([[0, 'form', 'plan-problem-crossing']]);
  });

  test('is more volumes than are allowed, corridors counted leg by leg', () => {
    const line = Array.from({ length: LIMITS.volumes + 2 }, (_, index) => ({ lat: 33, lng: 35 + index * 0.001 }));
    expect(wrong(part({ form: { kind: 'corridor', line, halfWidth_m: 10 } }))).toEqual([[undefined, 'parts', 'plan-problem-volumes']]);
  });

  test('is a name beyond 1,000 bytes, which Arabic reaches after 500 letters', () => {
    const named = (name: string) => problems({ ...drafted(part()), name }, NOW).map(({ key }) => key);
    expect(named('م'.repeat(500))).toEqual([]);
    expect(named('م'.repeat(501))).toEqual(['plan-problem-name']);
  });
});

describe('a refusal of the node', () => {
  test.each([
    ['volumes[2].time_end: must be after time_start (E:0b6c1d2e-aaaa-4bbb-8ccc-000000000000)', { part: 1, field: 'end' }, 'must be after time_start'],
    ['volumes[0].volume.altitude_lower.value: must be -8000 to 100000', { part: 0, field: 'lower' }, 'must be -8000 to 100000'],
    ['volumes[1].volume.outline_polygon.vertices[7]: latitude', { part: 0, field: 'form' }, 'latitude'],
    ['volumes[0].volume.outline_circle.radius: too large', { part: 0, field: 'radius' }, 'too large'],
    ['volumes: the operation is wholly in the past', { field: 'parts' }, 'the operation is wholly in the past'],
    ['name: 1200 bytes, at most 1000 are allowed', { field: 'name' }, '1200 bytes, at most 1000 are allowed'],
  ])('%s is shown at its field', (message, at, text) => expect(fieldOf(message, [0, 0, 1])).toEqual({ problem: at, text }));

  test('that names no field is not', () => expect(fieldOf('the DSS could not be asked', [0])).toBeUndefined());
});

describe('ways back', () => {
  test('lead to what was before, and forth again', () => {
    let history = record(record(begin('a'), 'b'), 'c');
    history = undo(undo(history));
    expect(history.present).toBe('a');
    expect(undo(history)).toBe(history);
    expect(redo(redo(history)).present).toBe('c');
    expect(redo(record(history, 'd')).present).toBe('d');
  });

  test('take a gesture as one step, and two of a kind as two when it was over in between', () => {
    let history = record(record(record(begin(0), 1, 'drag'), 2, 'drag'), 3, 'drag');
    expect(undo(history).present).toBe(0);
    history = record(settle(history), 4, 'drag');
    expect(undo(history).present).toBe(3);
  });

  test('are bounded', () => {
    let history = begin(0);
    for (let step = 1; step <= MAX_STEPS + 20; step += 1) history = record(history, step);
    expect(history.past).toHaveLength(MAX_STEPS);
    for (let step = 0; step < 2 * MAX_STEPS; step += 1) history = undo(history);
    expect(history.present).toBe(20);
  });
});

describe('a way around', () => {
  const two = drafted(part(), part({ id: 'b', start_ms: START + 30 * MINUTE, end_ms: START + 60 * MINUTE }));
  const way = (alternative: Omit<Alternative, 'volumes'>, volumes: Volume[] = []): Draft => applied(two, { ...alternative, volumes });

  test('later and earlier moves all parts, to whole seconds away from what is in the way', () => {
    expect(way({ kind: 'later', seconds: 720.2 }).parts.map(({ start_ms }) => start_ms)).toEqual([START + 721_000, START + 721_000 + 30 * MINUTE]);
    expect(way({ kind: 'earlier', seconds: 600 }).parts[0]?.end_ms).toBe(START + 20 * MINUTE);
  });

  test('higher and lower stay in the unit that was typed', () => {
    expect(way({ kind: 'higher', metres: 60 }).parts[0]?.upper).toEqual({ value: 180, reference: 'AGL', units: 'M' });
    expect(way({ kind: 'lower', metres: 12.34 }).parts[0]?.lower.value).toBe(-12.4);
    const feet = drafted(part({ lower: { value: 100, reference: 'AMSL', units: 'FT' }, upper: { value: 50, reference: 'FL', units: 'FT' } }));
    const higher = applied(feet, { kind: 'higher', metres: 60, volumes: [] }).parts[0];
    expect(higher?.lower).toEqual({ value: 297, reference: 'AMSL', units: 'FT' });
    expect(higher?.upper).toEqual({ value: 51.97, reference: 'FL', units: 'FT' });
  });

  test('that waits takes the times of the node where its volumes are those of the draft', () => {
    const volumes = toRequest(two).request.volumes;
    const [first, second] = volumes as [Volume, Volume];
    const held = way({ kind: 'hold', seconds: 300, before: 1 }, [
      { ...first, time_end: '2026-11-22T09:35:00.000250Z' },
      { ...second, time_start: '2026-11-22T09:35:00.000250Z', time_end: '2026-11-22T10:05:00Z' },
    ]);
    expect(held.parts.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(held.parts.map(({ start_ms, end_ms }) => [start_ms, end_ms])).toEqual([
      [START, START + 35 * MINUTE], [START + 35 * MINUTE, START + 65 * MINUTE],
    ]);
  });

  test('that waits takes the volumes themselves where they were spread by a buffer', () => {
    const buffered = drafted(part({ buffer_m: 50 }));
    const volumes = toRequest(two).request.volumes;
    expect(applied(buffered, { kind: 'hold', seconds: 300, before: 1, volumes }).parts).toHaveLength(2);
  });

  test('comes in the order of the least change', () => {
    const kinds = inOrder((['hold', 'lower', 'later', 'earlier'] as const).map((kind) => ({ kind, volumes: [] }))).map(({ kind }) => kind);
    expect(kinds).toEqual(['later', 'earlier', 'lower', 'hold']);
  });
});

describe('a template', () => {
  const request = toRequest(drafted(part({ start_ms: 0, end_ms: 10 * MINUTE }), part({ start_ms: 10 * MINUTE, end_ms: 25 * MINUTE }))).request;
  const template: Template = { id: 't', name: 'morning', plan: { ...request, name: '' }, by: 'a', changed: '2026-01-01T00:00:00Z' };

  test('starts when it is told, and what lies between its parts stays', () => {
    const made = startingAt(draftOfRequest(template.plan), START);
    expect(made.parts.map(({ start_ms, end_ms }) => [start_ms, end_ms])).toEqual([
      [START, START + 10 * MINUTE], [START + 10 * MINUTE, START + 25 * MINUTE],
    ]);
    expect([startOf(made), endOf(made)]).toEqual([START, START + 25 * MINUTE]);
  });

  test.each([
    [Date.UTC(2026, 0, 1, 9, 0, 0), Date.UTC(2026, 0, 1, 9, 5, 0)],
    [Date.UTC(2026, 0, 1, 9, 3, 59), Date.UTC(2026, 0, 1, 9, 5, 0)],
    [Date.UTC(2026, 0, 1, 9, 4, 1), Date.UTC(2026, 0, 1, 9, 10, 0)],
  ])('begins at the next full five minutes, a minute ahead at least', (now, start) => expect(nextFullFive(now)).toBe(start));
});

const plan = (change: Partial<Plan> = {}): Plan => ({
  id: 'p', revision: 2, state: 'accepted', name: 'survey', priority: 0, volumes: toRequest(drafted(part())).request.volumes, off_nominal_volumes: [],
  authorisations: [], stated: [], planner: 'rana', created: '2026-11-22T08:00:00Z', changed: '2026-11-22T08:00:00Z', meetings: [],
  deliveries: { waiting: 0, failing: 0 }, ...change,
});

describe('a plan', () => {
  test('becomes a draft that changes it, and a copy that does not', () => {
    const draft = draftOfPlan(plan());
    expect(draft.changes).toEqual({ id: 'p', revision: 2, state: 'accepted' });
    expect(draft.parts[0]).toMatchObject({ form: square, start_ms: START, end_ms: START + 30 * MINUTE, upper: { value: 120 } });
    expect(duplicateOf(draft).changes).toBeUndefined();
    expect(duplicateOf(draft).parts[0]?.id).not.toBe(draft.parts[0]?.id);
  });

  test.each<[Partial<Plan>, number, ReturnType<typeof offered>]>([
    [{}, START, { activate: 'yes', change: true, contingent: true, end: true }],
    [{}, NOW, { activate: 'not-now', change: true, contingent: true, end: true }],
    [{ state: 'activated' }, START, { activate: 'no', change: true, contingent: true, end: true }],
    [{ state: 'nonconforming' }, START, { activate: 'yes', change: false, contingent: true, end: true }],
    [{ state: 'contingent' }, START, { activate: 'no', change: false, contingent: false, end: true }],
    [{ state: 'ended' }, START, { activate: 'no', change: false, contingent: false, end: false }],
    [{ pending: { state: 'activated', since: '' } }, START, { activate: 'no', change: false, contingent: false, end: false }],
  ])('that is %o offers what may follow', (change, now, expected) => expect(offered(plan(change), now)).toEqual(expected));

  test('that is declared contingent may be all around its volumes, from now and for longer', () => {
    const [volume] = around(plan(), { lateral_m: 500, vertical_m: 60, longer_ms: 30 * MINUTE }, START + 5 * MINUTE);
    expect(volume).toMatchObject({ buffer_m: 500, time_start: '2026-11-22T09:00:00.000Z', time_end: '2026-11-22T10:00:00.000Z' });
    expect([volume?.volume.altitude_lower?.value, volume?.volume.altitude_upper?.value]).toEqual([-60, 180]);
  });

  test('in trouble is listed first, one that is over last and only if asked for', () => {
    const all = [plan({ id: '1', state: 'ended' }), plan({ id: '2' }), plan({ id: '3', state: 'nonconforming' }), plan({ id: '4', state: 'activated' })];
    expect(found(all, '', false).map(({ id }) => id)).toEqual(['3', '4', '2']);
    expect(found(all, 'SURVEY rana', true).map(({ id }) => id)).toEqual(['3', '4', '2', '1']);
    expect(found(all, 'ambulance', true)).toEqual([]);
  });
});

test('a new part begins with the times and heights of the one before it', () => {
  const usual: Usual = {
    start_ms: NOW, duration_ms: MINUTE, lower: { value: 1, reference: 'W84', units: 'M' }, upper: { value: 2, reference: 'W84', units: 'M' }, halfWidth_m: 50,
  };
  expect(newPart(square, emptyDraft(), usual)).toMatchObject({ start_ms: NOW, end_ms: NOW + MINUTE, lower: { value: 1 } });
  expect(newPart(square, drafted(part({ buffer_m: 25 })), usual)).toMatchObject({ start_ms: START, buffer_m: 25, upper: { value: 120 } });
});
