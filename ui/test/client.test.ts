// Calls of the interface and the session: what is sent, what a refusal becomes, and how the page learns that a session ended or is another.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiError, get, post, put, remove } from '../src/api/client.ts';
import type { Session } from '../src/api/types.ts';
import { may, refreshSession, session, sessionChanged, sessionEnded, sessionState, signedIn } from '../src/state/session.ts';

const LAYAN: Session = { name: 'layan', full_name: 'ليان', role: 'duty_officer', csrf: 'one', expires_at: '2026-11-22T18:00:00Z', totp: false };

let asked: { url: string; init: RequestInit }[];
let answers: (Response | Error)[];

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });

beforeEach(() => {
  asked = [];
  answers = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    const answer = answers.shift();
    if (!answer || answer instanceof Error) throw answer ?? new Error('unexpected call');
    return answer;
  });
  signedIn(LAYAN);
});

afterEach(() => {
  vi.unstubAllGlobals();
  sessionState.value = { kind: 'unknown' };
});

const header = (index: number, name: string): string | null => new Headers(asked[index]?.init.headers).get(name);
const failure = async (call: Promise<unknown>): Promise<ApiError> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof ApiError) return error;
  }
  throw new Error('nothing was refused');
};

describe('a call', () => {
  test('that changes something carries the token of the session; one that asks does not', async () => {
    answers = [json(200, { a: 1 }), json(200, {})];
    expect(await get('plans')).toEqual({ a: 1 });
    await post('plans', { name: 'x' }, { idempotencyKey: 'k', ifMatch: 3 });
    expect(asked.map(({ url, init }) => [url, init.method])).toEqual([['/api/v1/desk/plans', 'GET'], ['/api/v1/desk/plans', 'POST']]);
    expect(header(0, 'X-CSRF-Token')).toBeNull();
    expect([header(1, 'X-CSRF-Token'), header(1, 'Idempotency-Key'), header(1, 'If-Match'), header(1, 'Content-Type')]).toEqual(['one', 'k', '"3"', 'application/json']);
    expect(asked[1]?.init.body).toBe('{"name":"x"}');
  });
  test('sends a file as it is', async () => {
    answers = [json(200, {})];
    const file = new Blob(['<kml/>']);
    await post('areas/import?format=kml', file, { contentType: 'application/vnd.google-earth.kml+xml' });
    expect(asked[0]?.init.body).toBe(file);
    expect(header(0, 'Content-Type')).toBe('application/vnd.google-earth.kml+xml');
  });
  test('without an answer in it gives nothing', async () => {
    answers = [new Response(null, { status: 204 })];
    expect(await remove('people/a')).toBeUndefined();
  });
  test('that is refused gives the words, the body and the wait of the node', async () => {
    answers = [json(409, { message: 'it meets', meetings: [] }), json(429, { message: 'slowly' }, { 'Retry-After': '30' }), new Response('gone wrong', { status: 500 })];
    expect(await failure(post('plans', {}))).toMatchObject({ status: 409, message: 'it meets', body: { meetings: [] } });
    expect(await failure(post('session', {}))).toMatchObject({ status: 429, retryAfterS: 30 });
    expect(await failure(get('node'))).toMatchObject({ status: 500, message: 'gone wrong', body: undefined });
  });
  test('that does not reach the node has the status 0', async () => {
    answers = [new TypeError('failed to fetch')];
    expect(await failure(get('node'))).toMatchObject({ status: 0 });
  });
  test('that nobody is signed in for ends the session and keeps who it was', async () => {
    answers = [json(401, { message: 'sign in' })];
    await failure(get('plans'));
    expect(sessionState.value).toEqual({ kind: 'ended', last: LAYAN });
    expect(session.value?.name).toBe('layan');
  });
  test('that signs in is refused without ending anything', async () => {
    answers = [json(401, { message: 'wrong', needs_code: true })];
    expect(await failure(post('session', {}, { signingIn: true }))).toMatchObject({ status: 401, body: { needs_code: true } });
    expect(sessionState.value.kind).toBe('signed_in');
  });
});

describe('a token that another tab has replaced', () => {
  test('is asked for anew, and the call is made once more', async () => {
    answers = [json(403, { message: 'X-CSRF-Token: must be the csrf of the session' }), json(200, { ...LAYAN, csrf: 'two' }), json(200, { done: true })];
    expect(await put('plans/a', {})).toEqual({ done: true });
    expect(header(2, 'X-CSRF-Token')).toBe('two');
    expect(session.value?.csrf).toBe('two');
  });
  test('is not taken from somebody else: the session has ended', async () => {
    answers = [json(403, { message: 'X-CSRF-Token: must be the csrf of the session' }), json(200, { ...LAYAN, name: 'omar', csrf: 'two' })];
    expect(await failure(put('plans/a', {}))).toMatchObject({ status: 403 });
    expect(asked).toHaveLength(2);
    expect(sessionState.value).toEqual({ kind: 'ended', last: LAYAN });
  });
  test('is not asked for when something else is forbidden', async () => {
    answers = [json(403, { message: 'needs the role administrator' })];
    await failure(put('people/a', {}));
    expect(asked).toHaveLength(1);
  });
});

describe('the session', () => {
  test('lets people do what their role and those below may', () => {
    expect((['viewer', 'planner', 'duty_officer', 'administrator'] as const).map((role) => may(role))).toEqual([true, true, true, false]);
    sessionChanged({ ...LAYAN, role: 'viewer' });
    expect(may('planner')).toBe(false);
    expect(session.value?.csrf).toBe('one');
  });
  test('that ended twice ended once', () => {
    sessionEnded();
    const first = sessionState.value;
    sessionEnded();
    expect(sessionState.value).toBe(first);
  });
  test('that was begun again in another tab is taken up here', async () => {
    sessionEnded();
    answers = [json(200, { ...LAYAN, csrf: 'three' })];
    expect(await refreshSession()).toBe(true);
    expect(sessionState.value).toEqual({ kind: 'signed_in', session: { ...LAYAN, csrf: 'three' } });
  });
  test('is left alone when the node is not heard', async () => {
    answers = [new TypeError('failed to fetch')];
    expect(await refreshSession()).toBe(false);
    expect(sessionState.value.kind).toBe('signed_in');
  });
});
