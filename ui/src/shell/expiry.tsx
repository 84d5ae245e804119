// Tells ten minutes before that the session will end, so that nobody is asked for a password in the middle of something urgent; and asks
// the node when the end has come, in case nothing else is asked of it.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { Button } from '../parts/button.tsx';
import { formatDuration, formatInstant } from '../format/times.ts';
import { nowMs } from '../state/clock.ts';
import { refreshSession, sessionState } from '../state/session.ts';

const TOLD_BEFORE_MS = 10 * 60_000;

/** Whether somebody asked to sign in again though the session still lasts. */
export const renewing = signal(false);

export function SessionExpiry() {
  const state = sessionState.value;
  const endsMs = state.kind === 'signed_in' ? Date.parse(state.session.expires_at) : Number.NaN;
  const leftMs = endsMs - nowMs.value;
  const over = leftMs <= 0;
  useEffect(() => {
    if (over) void refreshSession();
  }, [over]);
  if (!(leftMs < TOLD_BEFORE_MS)) return null;
  // Whole minutes: what is read out aloud must not change each second.
  const duration = formatDuration(Math.max(60_000, Math.ceil(leftMs / 60_000) * 60_000));
  return (
    <div class="banner soon" role="status">
      <span>{t('session-ends-soon', { duration, time: formatInstant(endsMs, { dateless: true }) })}</span>
      <Button onClick={() => (renewing.value = true)}>{t('sign-in-again')}</Button>
    </div>
  );
}
