// Calls of the node's interface. It knows how to ask and how a refusal looks; what the answers mean, the callers know.
import { csrfToken, refreshSession, sessionEnded } from '../state/session.ts';
import type { Failure } from './types.ts';

const BASE = '/api/v1/desk/';
/** After this a call is given up. Plans may take as long as the node allows for one, 10 s by default. */
const TIMEOUT_MS = 30_000;

/** A refusal or a failure to reach the node. `status` 0 means that the node was not heard. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** The body of the refusal as it came, if it was JSON. */
    readonly body: unknown,
    /** Seconds after which to try again, if the node said so. */
    readonly retryAfterS?: number,
  ) {
    super(message);
  }
}

export interface Options {
  /** A precondition: the revision that the caller saw. */
  ifMatch?: number | string;
  /** Makes a submission safe to be sent again. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** The type of a body that is not JSON, such as a file. */
  contentType?: string;
  /** Whether a 401 is an answer like others, not the end of the session. */
  signingIn?: boolean;
}

export const get = <T>(path: string, options: Options = {}): Promise<T> => call<T>('GET', path, undefined, options);
export const post = <T>(path: string, body?: unknown, options: Options = {}): Promise<T> =>
  call<T>('POST', path, body, options);
export const put = <T>(path: string, body?: unknown, options: Options = {}): Promise<T> =>
  call<T>('PUT', path, body, options);
export const remove = <T>(path: string, body?: unknown, options: Options = {}): Promise<T> =>
  call<T>('DELETE', path, body, options);

/** The URL of a path of the interface, for links and downloads. */
export const url = (path: string): string => BASE + path;

async function call<T>(method: string, path: string, body: unknown, options: Options): Promise<T> {
  const response = await ask(method, path, body, options);
  if (response.ok) return (await read(response)) as T;
  if (response.status === 401 && !options.signingIn) sessionEnded();
  const refused = await refusal(response);
  if (!isTokenRefused(method, refused) || !(await refreshSession())) throw refused;
  // Somebody signed in again in another tab: the session is a new one, the person the same. It is asked once more, no oftener.
  const again = await ask(method, path, body, options);
  if (again.ok) return (await read(again)) as T;
  throw await refusal(again);
}

const isTokenRefused = (method: string, refused: ApiError): boolean =>
  method !== 'GET' && refused.status === 403 && refused.message.startsWith('X-CSRF-Token');

async function ask(method: string, path: string, body: unknown, options: Options): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' });
  if (method !== 'GET') headers.set('X-CSRF-Token', csrfToken());
  if (options.ifMatch !== undefined) headers.set('If-Match', `"${options.ifMatch}"`);
  if (options.idempotencyKey !== undefined) headers.set('Idempotency-Key', options.idempotencyKey);
  const raw = body instanceof Blob || typeof body === 'string' || body === undefined;
  if (body !== undefined) headers.set('Content-Type', options.contentType ?? 'application/json');
  const request: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store', signal: deadline(options.signal) };
  if (body !== undefined) request.body = raw ? (body as BodyInit) : JSON.stringify(body);
  try {
    return await fetch(BASE + path, request);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiError(0, 'the node does not answer', undefined);
  }
}

function deadline(signal: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

async function read(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

async function refusal(response: Response): Promise<ApiError> {
  const text = await response.text().catch(() => '');
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  const message = (body as Failure | undefined)?.message ?? (text.trim() || `status ${response.status}`);
  const after = Number(response.headers.get('Retry-After'));
  return Number.isFinite(after) && after > 0
    ? new ApiError(response.status, message, body, after)
    : new ApiError(response.status, message, body);
}
