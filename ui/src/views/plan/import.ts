// A file that becomes a plan: the node reads it, and says what it assumed and whether it needs a start. Nothing is kept until the reader
// takes it. A change of the start or of a buffer reads the file anew, because the node knows which of its times are relative.
import { signal } from '@preact/signals';
import { post } from '../../api/client.ts';
import type { ReadPlan } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { failureText } from '../../parts/failure.ts';
import { formatNumber } from '../../format/numbers.ts';
import { exactNowMs } from '../../state/clock.ts';
import { draftOfRequest, nextFullFive, type Draft } from './draft.ts';
import { LIMITS } from './limits.ts';

export interface Importing {
  file: File;
  start_ms: number;
  /** `null` leaves it to the node. */
  lateral_m: number | null;
  vertical_m: number | null;
  reading: boolean;
  read?: ReadPlan;
  problem?: string;
}

/** What the file picker offers; what a file is, the node finds out by looking into it. */
export const ACCEPTED = '.geojson,.json,.kml,.kmz,.plan';
const READ_AFTER_MS = 300;

export const importing = signal<Importing | undefined>(undefined);

let flight: AbortController | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Begins with a file that was picked or dropped. */
export function importFile(file: File): void {
  const fresh: Importing = { file, start_ms: nextFullFive(exactNowMs()), lateral_m: null, vertical_m: null, reading: true };
  flight?.abort();
  clearTimeout(timer);
  if (file.size > LIMITS.fileBytes) {
    const most = formatNumber(LIMITS.fileBytes / 1024 / 1024);
    importing.value = { ...fresh, reading: false, problem: t('plan-file-too-large', { size: formatNumber(file.size / 1024 / 1024, 1), most }) };
    return;
  }
  importing.value = fresh;
  void readFile();
}

/** Reads the file again with something else assumed. */
export function assume(change: Partial<Pick<Importing, 'start_ms' | 'lateral_m' | 'vertical_m'>>): void {
  const now = importing.peek();
  if (!now) return;
  importing.value = { ...now, ...change };
  clearTimeout(timer);
  timer = setTimeout(() => void readFile(), READ_AFTER_MS);
}

export function stopImport(): void {
  flight?.abort();
  clearTimeout(timer);
  importing.value = undefined;
}

async function readFile(): Promise<void> {
  const now = importing.peek();
  if (!now) return;
  flight?.abort();
  const mine = (flight = new AbortController());
  const { problem: _, ...rest } = now;
  importing.value = { ...rest, reading: true };
  const query = new URLSearchParams({ start: new Date(now.start_ms).toISOString() });
  if (now.lateral_m !== null) query.set('lateral_buffer_m', String(now.lateral_m));
  if (now.vertical_m !== null) query.set('vertical_buffer_m', String(now.vertical_m));
  const done = (change: Partial<Importing>): void => {
    const current = importing.peek();
    if (current && flight === mine) importing.value = { ...current, reading: false, ...change };
  };
  try {
    done({ read: await post<ReadPlan>(`plans/read?${query}`, now.file, { signal: mine.signal, contentType: 'application/octet-stream' }) });
  } catch (error) {
    if (!mine.signal.aborted) done({ problem: failureText(error) });
  }
}

/** The draft that the file becomes. Without a name in it, the file's own stands in. */
export function draftOfFile({ file, read }: Importing): Draft | undefined {
  if (!read) return undefined;
  const made = draftOfRequest(read.plan);
  return { ...made, name: made.name || file.name.replace(/\.[^.]+$/, '').slice(0, 200) };
}
