// The banner over a picture that is not of this moment: how old it is when the stream is down, or which moment somebody travelled to.
import { signal } from '@preact/signals';
import { t } from '../i18n/index.ts';
import { Button } from '../parts/button.tsx';
import { formatNumber } from '../format/numbers.ts';
import { formatDuration, formatInstant } from '../format/times.ts';
import { nowMs } from '../state/clock.ts';
import { connection, travelled } from '../state/picture.ts';

/** A break shorter than this is not worth a word. */
const UNWORTHY_MS = 2_500;
/** Everything is said to be here at least every 5 s; with some leave for the way. */
const STALE_MS = 12_000;

/** What the browser says of this machine's network. A node on the same machine needs none, so it explains but decides nothing. */
export const online = signal(typeof navigator === 'undefined' ? true : navigator.onLine);

export function watchNetwork(): () => void {
  const look = (): void => {
    online.value = navigator.onLine;
  };
  window.addEventListener('online', look);
  window.addEventListener('offline', look);
  return () => {
    window.removeEventListener('online', look);
    window.removeEventListener('offline', look);
  };
}

export function Stale() {
  const past = travelled.value;
  if (past) {
    return (
      <div class="banner past" role="status">
        <span>{t('picture-of', { time: formatInstant(past.asOf, { seconds: true }) })}</span>
        <Button onClick={() => (travelled.value = undefined)}>{t('back-to-now')}</Button>
      </div>
    );
  }
  const { state, syncedAtMs, leftOut } = connection.value;
  const ageMs = nowMs.value - syncedAtMs;
  const network = online.value ? '' : t('machine-offline');
  if (syncedAtMs === 0) {
    return state === 'broken' ? <div class="banner bad" role="alert">{t('no-picture-yet')} {network}</div> : null;
  }
  if (state === 'live' ? ageMs < STALE_MS : ageMs < UNWORTHY_MS) {
    return leftOut > 0 ? <div class="banner bad" role="alert">{t('picture-not-whole', { n: leftOut, count: formatNumber(leftOut) })}</div> : null;
  }
  // The age moves each second, which nobody wants read out: the alert is said once, its age is for the eyes.
  return (
    <div class="banner bad">
      <span class="visually-hidden" role="alert">
        {t('picture-is-old-said', { time: formatInstant(syncedAtMs, { seconds: true }) })} {network}
      </span>
      <span aria-hidden="true">
        {t('picture-is-old', { age: formatDuration(ageMs), time: formatInstant(syncedAtMs, { seconds: true }) })} {network}
      </span>
    </div>
  );
}
