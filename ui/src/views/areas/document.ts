// What an area's file said beyond its layers and windows, as text: the parts that a duty officer asks for, and the rest as a flat list. All
// of it comes from others: it is shown as text and never followed.

/** Entries of a document that are listed; the rest are counted. */
export const MAX_ROWS = 200;
/** Characters of one value that are shown. */
export const MAX_VALUE = 500;
/** How deep a document is followed. */
const MAX_DEPTH = 12;

export interface Row {
  path: string;
  value: string;
}

export interface Flat {
  rows: Row[];
  /** Entries beyond those listed. */
  more: number;
}

/** Each single value of a document with its path, such as `authorities[0].phone`. Empty ones are left out. */
export function flatten(document: unknown): Flat {
  const rows: Row[] = [];
  let more = 0;
  const visit = (value: unknown, path: string, depth: number): void => {
    if (value === null || value === undefined || value === '') return;
    if (typeof value === 'object' && depth < MAX_DEPTH) {
      for (const [key, part] of Object.entries(value)) {
        visit(part, Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`, depth + 1);
      }
      return;
    }
    if (rows.length < MAX_ROWS) rows.push({ path, value: shorten(textOf(value, path)) });
    else more += 1;
  };
  visit(document, '', 0);
  return { rows, more };
}

/** Microseconds since 1970 are instants; people read them as such. */
function textOf(value: unknown, path: string): string {
  if (typeof value === 'number' && path.endsWith('_us')) {
    const at = new Date(value / 1_000);
    return Number.isNaN(at.getTime()) ? String(value) : at.toISOString();
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export function shorten(text: string): string {
  const letters = [...text];
  return letters.length <= MAX_VALUE ? text : `${letters.slice(0, MAX_VALUE - 1).join('')}…`;
}

/** Texts in several languages: the reader's, or the first. */
function inLanguage(texts: unknown, language: string): string | undefined {
  if (typeof texts === 'string') return texts;
  if (!Array.isArray(texts)) return undefined;
  const known = texts.filter((one): one is { lang?: string; text: string } => typeof (one as { text?: unknown } | null)?.text === 'string');
  const same = known.find(({ lang }) => lang?.toLowerCase().split('-')[0] === language);
  return (same ?? known[0])?.text;
}

export interface Authority {
  name?: string;
  contact?: string;
  phone?: string;
  email?: string;
  url?: string;
}

export interface Essentials {
  message?: string;
  reason?: string;
  conditions?: string;
  authorities: Authority[];
  /** The file's format and where in it the area stood. */
  source?: { format: string; path: string };
}

/** Authorities that are shown; a zone has one or two. */
const MAX_AUTHORITIES = 20;

/** What to know and whom to ask. */
export function essentials(document: unknown, language: string): Essentials {
  if (typeof document !== 'object' || document === null) return { authorities: [] };
  const has = document as Record<string, unknown>;
  const some = <K extends string>(key: K, value: unknown): { [P in K]?: string } => {
    const text = typeof value === 'string' ? value : inLanguage(value, language);
    return text === undefined || text === '' ? {} : ({ [key]: shorten(text) } as { [P in K]?: string });
  };
  const authorities = (Array.isArray(has['authorities']) ? has['authorities'] : []).slice(0, MAX_AUTHORITIES).map((one: unknown) => {
    const authority = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>;
    return {
      ...some('name', authority['name']), ...some('contact', authority['contact']), ...some('phone', authority['phone']),
      ...some('email', authority['email']), ...some('url', authority['site_url']),
    };
  });
  const source = has['source'] as { format?: unknown; path?: unknown } | undefined;
  return {
    ...some('message', has['message']), ...some('reason', has['other_reason']), ...some('conditions', has['conditions']),
    authorities: authorities.filter((authority) => Object.keys(authority).length > 0),
    ...(typeof source?.format === 'string' && typeof source.path === 'string' ? { source: { format: source.format, path: shorten(source.path) } } : {}),
  };
}
