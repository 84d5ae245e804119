// The time slider under the map: 6 hours back, 24 ahead, minute by minute; above it how many operations and windows of areas there
// are at each moment. In a right-to-left page time runs from right to left, as a timeline, a calendar and a form do in Arabic, and
// as the browser mirrors a slider and its arrow keys: the arrow that points to the later end always goes later.
import { useMemo } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { formatDuration, formatInstantBoth } from '../format/times.ts';
import { formatNumber } from '../format/numbers.ts';
import { Button } from '../parts/button.tsx';
import { isNow, nowMs, shiftMs, shownMs } from '../state/clock.ts';
import { shown } from '../state/picture.ts';
import { BINS, SLIDER_FROM_MS, SLIDER_STEP_MS, SLIDER_TO_MS, clampShift, density } from './histogram.ts';
import { play, playing, RATES, shiftTo, stop } from './play.ts';
import type { Span } from './shapes.ts';
import { operationsOf, zonesOf } from './things.ts';

/** PageUp and PageDown go this far. */
const PAGE_MS = 3_600_000;
const BARS_HEIGHT = 20;

/** The slider's now, which need not move every second. */
const ORIGIN_STEP_MS = 60_000;

export function Slider() {
  const value = clampShift(shiftMs.value);
  return (
    <section class="map-time" aria-label={t('map-time')}>
      <div class="map-time-buttons">
        <Button kind={isNow.value ? 'primary' : 'plain'} aria-pressed={isNow.value} onClick={() => shiftTo(0)}>{t('map-now')}</Button>
        {RATES.map((rate) => (
          <Button
            key={rate}
            aria-pressed={playing.value === rate}
            kind={playing.value === rate ? 'primary' : 'plain'}
            label={t('map-play', { rate: formatNumber(rate) })}
            onClick={() => (playing.value === rate ? stop() : play(rate))}
          >
            <span class="map-play-mark" aria-hidden="true">{playing.value === rate ? '❚❚' : '▶'}</span>
            <bdi dir="ltr">×{formatNumber(rate)}</bdi>
          </Button>
        ))}
        <Moment />
      </div>
      <div class="map-time-track">
        <Density />
        <input
          type="range"
          min={SLIDER_FROM_MS}
          max={SLIDER_TO_MS}
          step={SLIDER_STEP_MS}
          value={value}
          aria-label={t('map-time-slider')}
          aria-valuetext={momentText()}
          onInput={(event) => shiftTo(clampShift(event.currentTarget.valueAsNumber))}
          onKeyDown={onKey}
        />
        <Ticks />
      </div>
    </section>
  );
}

/** Home is now, which people want far more often than the slider's beginning. */
function onKey(event: KeyboardEvent): void {
  const step = { PageUp: PAGE_MS, PageDown: -PAGE_MS }[event.key];
  if (event.key !== 'Home' && step === undefined) return;
  event.preventDefault();
  shiftTo(event.key === 'Home' ? 0 : clampShift(shiftMs.peek() + (step ?? 0)));
}

function shiftText(ms: number): string {
  if (ms === 0) return t('map-now');
  return t(ms > 0 ? 'map-ahead' : 'map-back', { duration: formatDuration(Math.abs(ms)) });
}

const momentText = (): string => `${formatInstantBoth(shownMs.value)}, ${shiftText(clampShift(shiftMs.value))}`;

function Moment() {
  return (
    <p class={isNow.value ? 'map-moment' : 'map-moment shifted'}>
      <time>{formatInstantBoth(shownMs.value)}</time>
      <strong>{shiftText(clampShift(shiftMs.value))}</strong>
    </p>
  );
}

function* operationSpans(): Generator<Span> {
  for (const operation of operationsOf(shown.value)) if (operation.span) yield operation.span;
}

function* zoneSpans(): Generator<Span> {
  for (const zone of zonesOf(shown.value)) yield* zone.spans;
}

function Density() {
  const origin = Math.floor(nowMs.value / ORIGIN_STEP_MS) * ORIGIN_STEP_MS;
  const versions = [shown.value.plans, shown.value.knownOperations, shown.value.areas, shown.value.knownConstraints].map((store) => store.version.value);
  const bars = useMemo(
    () => ({ operations: density(operationSpans(), origin), zones: density(zoneSpans(), origin) }),
    [origin, shown.value, ...versions],
  );
  const most = Math.max(1, ...bars.operations);
  const mostZones = Math.max(1, ...bars.zones);
  return (
    <svg class="map-density" viewBox={`0 0 ${BINS} ${BARS_HEIGHT * 1.5}`} preserveAspectRatio="none" aria-hidden="true">
      <path class="operations" d={bars.operations.map((count, bin) => bar(bin, BARS_HEIGHT, (-BARS_HEIGHT * count) / most)).join('')} />
      <path class="zones" d={bars.zones.map((count, bin) => bar(bin, BARS_HEIGHT, (BARS_HEIGHT * 0.5 * count) / mostZones)).join('')} />
    </svg>
  );
}

const bar = (bin: number, from: number, height: number): string => `M${bin},${from}h0.85v${height.toFixed(2)}h-0.85z`;

const TICKS_H = [-6, 0, 6, 12, 18, 24] as const;
const HOURS = (SLIDER_TO_MS - SLIDER_FROM_MS) / 3_600_000;

function Ticks() {
  return (
    <div class="map-ticks" aria-hidden="true">
      {TICKS_H.map((hours) => (
        <span key={hours} class={hours === 0 ? 'now' : ''} style={{ insetInlineStart: `${((hours + 6) / HOURS) * 100}%` }}>
          {hours === 0 ? t('map-now') : t('map-tick', { hours: `${hours > 0 ? '+' : '−'}${formatNumber(Math.abs(hours))}` })}
        </span>
      ))}
    </div>
  );
}
