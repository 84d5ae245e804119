// Times as people read them: always with their zone, UTC beside local, in the reader's calendar and numerals.
import { locale, t } from '../i18n/index.ts';
import { preferences } from '../state/settings.ts';
import type { Instant } from '../api/types.ts';
import { formatNumber } from './numbers.ts';

export type Moment = Instant | number;

const ms = (moment: Moment): number => (typeof moment === 'number' ? moment : Date.parse(moment));

/** The reader's zone, an IANA name. */
export function zone(): string {
  const wanted = preferences.value.timeZone;
  return wanted === 'local' ? Intl.DateTimeFormat().resolvedOptions().timeZone : wanted;
}

/** Date and time with zone, such as `22 Nov 2026, 09:15 UTC`. `seconds` for what happened, not for what is planned. */
export function formatInstant(moment: Moment, options: { seconds?: boolean; utc?: boolean; dateless?: boolean } = {}): string {
  const parts: Intl.DateTimeFormatOptions = {
    timeZone: options.utc ? 'UTC' : zone(),
    hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short',
    ...(options.seconds ? { second: '2-digit' } : {}),
    ...(options.dateless ? {} : { year: 'numeric', month: 'short', day: 'numeric' }),
  };
  return new Intl.DateTimeFormat(locale.value, parts).format(ms(moment));
}

/** The clock of the header: local and UTC. */
export function formatClock(moment: Moment): { local: string; utc: string } {
  return {
    local: formatInstant(moment, { seconds: true }),
    utc: formatInstant(moment, { seconds: true, utc: true, dateless: true }),
  };
}

/** A length of time in the two largest units, such as `2 h 5 min`. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1_000));
  const units: [number, string][] = [[86_400, 'd'], [3_600, 'h'], [60, 'min'], [1, 's']];
  const first = units.findIndex(([size]) => seconds >= size);
  if (first < 0) return t('duration-s', { count: formatNumber(0) });
  let rest = seconds;
  const words: string[] = [];
  for (const [size, name] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) words.push(t(`duration-${name}`, { count: formatNumber(count) }));
  }
  return words.join(' ');
}
