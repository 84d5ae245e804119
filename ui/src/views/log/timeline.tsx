// The slider over the ledger: choose a moment by time, or go from record to record, and the map and all lists show what this desk knew
// then. Keys: `[` one record back, `]` one on, while nobody types.
import { signal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import { url } from '../../api/client.ts';
import { formatInstant } from '../../format/times.ts';
import { t } from '../../i18n/index.ts';
import { Button } from '../../parts/button.tsx';
import { SelectField } from '../../parts/field.tsx';
import { failureText } from '../../parts/failure.ts';
import { Progress } from '../../parts/progress.tsx';
import { TimeInput } from '../../parts/time-input.tsx';
import { nowMs } from '../../state/clock.ts';
import { connection, travelled } from '../../state/picture.ts';
import { ways } from './names.ts';
import { backToNow, learnFirst, step, travel, travelTo } from './travel.ts';

const HOUR_MS = 3_600_000;
const SPANS = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS, all: Infinity } as const;
type Span = keyof typeof SPANS;
/** Places of the slider; the steps between them are by record. */
const PLACES = 1_000;

const span = signal<Span>('hour');

export function Timeline() {
  useEffect(() => void learnFirst(), []);
  useEffect(listenToKeys, []);
  const past = travelled.value;
  const { slow, error } = travel.value;
  return (
    <section class="log-timeline" aria-label={t('log-timeline')}>
      <h2>{t('log-timeline')}</h2>
      <Slider />
      {/* Records are counted from 0, as in the entries: the last one of the picture is named. */}
      <p class="log-moment" role="status">
        {past ? t('log-knew-at', { time: formatInstant(past.asOf, { seconds: true }), index: ways.number(Math.max(0, past.index - 1)) }) : t('log-at-now')}
      </p>
      <div class="buttons">
        <Button onClick={() => step(-1)}>{t('log-step-back')}</Button>
        <Button onClick={() => step(1)} disabled={!past}>{t('log-step-on')}</Button>
        <Button onClick={backToNow} disabled={!past}>{t('log-back-to-now')}</Button>
        {past && (
          <a class="button log-export" href={url(`picture?index=${past.index}`)} download={`tansiq-picture-${past.index}.json`}>
            {t('log-export-picture')}
          </a>
        )}
      </div>
      {slow && <Progress label={t('log-fetching')} />}
      {error !== undefined && <p class="error" role="alert" dir="auto">{failureText(error)}</p>}
      <details>
        <summary>{t('log-choose-moment')}</summary>
        <TimeInput label={t('log-moment')} value={past?.asOf} onInstant={(at) => at && travelTo({ at })} />
        <SelectField<Span>
          label={t('log-span')}
          value={span.value}
          options={(Object.keys(SPANS) as Span[]).map((value) => ({ value, text: t(`log-span-${value}`) }))}
          onChoose={(chosen) => (span.value = chosen)}
        />
        <p class="hint">{t('log-keys')}</p>
      </details>
    </section>
  );
}

function Slider() {
  const id = useId();
  const end = nowMs.value;
  const first = travel.value.firstMs ?? end - SPANS.day;
  const shownAt = travelled.value ? Date.parse(travelled.value.asOf) : end;
  // A moment before the chosen span widens the slider rather than standing beside it.
  const start = Math.min(Math.max(first, end - SPANS[span.value]), shownAt, end - 1);
  const place = Math.round(((shownAt - start) / (end - start)) * PLACES);
  const move = (to: number): void => {
    if (to >= PLACES) backToNow();
    else travelTo({ at: new Date(start + (to / PLACES) * (end - start)).toISOString() });
  };
  return (
    <div class="log-slider">
      <label class="visually-hidden" for={id}>{t('log-slider')}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={PLACES}
        value={place}
        aria-valuetext={travelled.value ? formatInstant(shownAt, { seconds: true }) : t('log-at-now')}
        onInput={(event) => move(Number(event.currentTarget.value))}
      />
      <p class="log-ends">
        <time>{formatInstant(start)}</time>
        <span>{t('log-now')}</span>
      </p>
    </div>
  );
}

function listenToKeys(): () => void {
  const press = (event: KeyboardEvent): void => {
    const typing = event.target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)
      && (event.target as HTMLInputElement).type !== 'range';
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.code === 'BracketLeft') step(-1);
    else if (event.code === 'BracketRight' && travelled.peek() && connection.peek().index > 0) step(1);
  };
  window.addEventListener('keydown', press);
  return () => window.removeEventListener('keydown', press);
}
