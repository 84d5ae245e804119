// When an area is active: a chart of the next week, and the windows themselves in a table, in both zones. The chart is for a glance; the
// table says it all, to screen readers too.
import { signal } from '@preact/signals';
import type { Window } from '../../api/types.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatDate, formatDuration, formatInstant, zone, zoneName } from '../../format/times.ts';
import { direction, t } from '../../i18n/index.ts';
import { Button } from '../../parts/button.tsx';
import { activity, spanOf } from './list.ts';
import { listedUntil, week, type Day, type Week } from './week.ts';

/** Windows shown at first. */
const FIRST = 5;

const showAll = signal(false);

interface Props {
  windows: Window[];
  unlisted?: number;
  workedOutUntil?: string | undefined;
  nowMs: number;
}

export function Schedule({ windows, unlisted = 0, workedOutUntil, nowMs }: Props) {
  if (activity(windows, nowMs).state === 'always') return <p class="areas-always">∞ {t('areas-always')}</p>;
  const toCome = windows.filter((window) => spanOf(window).endMs > nowMs);
  const chart = week(toCome, nowMs, zone(), listedUntil(windows, unlisted, workedOutUntil));
  return (
    <>
      <WeekChart week={chart} nowMs={nowMs} />
      {toCome.length === 0 ? <p>{t('areas-over')}</p> : <Windows windows={toCome} />}
      {unlisted > 0 && <p class="hint">{t('areas-windows-unlisted', { n: unlisted, count: formatNumber(unlisted) })}</p>}
      {workedOutUntil !== undefined && <p class="hint">{t('areas-windows-until', { time: formatInstant(workedOutUntil) })}</p>}
    </>
  );
}

function Windows({ windows }: { windows: Window[] }) {
  const listed = showAll.value ? windows : windows.slice(0, FIRST);
  const more = windows.length - listed.length;
  return (
    <>
      <div class="areas-table">
        <table>
          <caption>{t('areas-windows')}</caption>
          <thead>
            <tr><th scope="col">{t('areas-window-start')}</th><th scope="col">{t('areas-window-end')}</th><th scope="col">{t('areas-window-length')}</th></tr>
          </thead>
          <tbody>
            {listed.map((window) => <WindowRow key={window.start ?? 'open'} window={window} />)}
          </tbody>
        </table>
      </div>
      {more > 0 && <Button onClick={() => (showAll.value = true)}>{t('areas-show-more', { n: more, count: formatNumber(more) })}</Button>}
    </>
  );
}

function WindowRow({ window }: { window: Window }) {
  const { startMs, endMs } = spanOf(window);
  const length = endMs - startMs;
  return (
    <tr>
      <td><Both moment={window.start} open={t('areas-open-start')} /></td>
      <td><Both moment={window.end} open={t('areas-open-end')} /></td>
      <td>{Number.isFinite(length) ? formatDuration(length) : '∞'}</td>
    </tr>
  );
}

/** A moment in the reader's zone, and under it in UTC. */
export function Both({ moment, open }: { moment: string | null; open: string }) {
  if (moment === null) return <>{open}</>;
  const local = formatInstant(moment);
  const utc = formatInstant(moment, { utc: true });
  return (
    <time dateTime={moment}>
      <bdi>{local}</bdi>{' '}
      {zoneName(moment) !== 'UTC' && <bdi class="areas-utc">{utc}</bdi>}
    </time>
  );
}

const BAR = 16;
const WIDTH = 240;
/** Hours that have a number. */
const HOURS = [0, 6, 12, 18, 24];

/** A row for each day, from midnight to midnight. In right-to-left languages time runs to the left, as the text does. */
function WeekChart({ week: { days, unknownFromMs }, nowMs }: { week: Week; nowMs: number }) {
  return (
    <figure class="areas-week">
      <figcaption>{t('areas-week', { zone: zoneName(nowMs) })}</figcaption>
      <div class="areas-week-grid" role="img" aria-label={t('areas-week-table')}>
        {days.map((day) => (
          <div key={day.startMs} class="areas-week-row">
            <span>{formatDate(day.startMs + 12 * 3_600_000, { year: false })}</span>
            <DayBar day={day} nowMs={nowMs} unknownFromMs={unknownFromMs} />
          </div>
        ))}
        <div class="areas-week-row">
          <span />
          <span class="areas-week-hours">{HOURS.map((hour) => <span key={hour}>{formatNumber(hour)}</span>)}</span>
        </div>
      </div>
      {unknownFromMs !== undefined && <p class="hint">{t('areas-week-unknown', { time: formatInstant(unknownFromMs) })}</p>}
    </figure>
  );
}

function DayBar({ day, nowMs, unknownFromMs }: { day: Day; nowMs: number; unknownFromMs: number | undefined }) {
  const mirrored = direction.value === 'rtl';
  const x = (share: number): number => (mirrored ? 1 - share : share) * WIDTH;
  const share = (ms: number): number => Math.min(1, Math.max(0, (ms - day.startMs) / (day.endMs - day.startMs)));
  const bar = (from: number, to: number) => ({ x: Math.min(x(from), x(to)), width: Math.abs(x(to) - x(from)), y: 0, height: BAR });
  const unknown = unknownFromMs !== undefined && unknownFromMs < day.endMs ? share(unknownFromMs) : undefined;
  const isToday = nowMs >= day.startMs && nowMs < day.endMs;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${BAR}`} preserveAspectRatio="none">
      <rect class="areas-week-day" {...bar(0, 1)} />
      {unknown !== undefined && <rect class="areas-week-unknown" {...bar(unknown, 1)} />}
      {day.parts.map((part) => <rect key={part.from} class="areas-week-part" {...bar(part.from, part.to)} />)}
      {[6, 12, 18].map((hour) => <line key={hour} class="areas-week-line" x1={x(hour / 24)} x2={x(hour / 24)} y1={0} y2={BAR} />)}
      {isToday && ['areas-week-now-edge', 'areas-week-now'].map((name) => <line key={name} class={name} x1={x(share(nowMs))} x2={x(share(nowMs))} y1={0} y2={BAR} />)}
    </svg>
  );
}
