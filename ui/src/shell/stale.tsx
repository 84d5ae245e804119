// The banner over a picture that is not of this moment: how old it is when the stream is down, or which moment somebody travelled to.
import { t } from '../i18n/index.ts';
import { Button } from '../parts/button.tsx';
import { formatDuration, formatInstant } from '../format/times.ts';
import { nowMs } from '../state/clock.ts';
import { connection, travelled } from '../state/picture.ts';

/** A break shorter than this is not worth a word. */
const UNWORTHY_MS = 2_500;
/** Everything is said to be here at least every 5 s; with some leave for the way. */
const STALE_MS = 12_000;

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
  const { state, syncedAtMs } = connection.value;
  const ageMs = nowMs.value - syncedAtMs;
  if (syncedAtMs === 0) {
    return state === 'broken' ? <div class="banner bad" role="alert">{t('no-picture-yet')}</div> : null;
  }
  if (state === 'live' ? ageMs < STALE_MS : ageMs < UNWORTHY_MS) return null;
  return (
    <div class="banner bad" role="alert">
      {t('picture-is-old', { age: formatDuration(ageMs), time: formatInstant(syncedAtMs, { seconds: true }) })}
    </div>
  );
}
