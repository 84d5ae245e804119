// Sound and notifications: on or off, whether the browser lets them through and what to do when it does not, and a button to try both.
// Shown in this view, beside what they are for.
import { useState } from 'preact/hooks';
import { t } from '../../i18n/index.ts';
import { Button } from '../../parts/button.tsx';
import { CheckField } from '../../parts/field.tsx';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { prefer, preferences } from '../../state/settings.ts';
import { askForNotifications, notificationState, notify, type NotificationState } from './announce.ts';
import { sound, soundState, wakeSound, type SoundState } from './sound.ts';

const SOUND_TONES: Record<SoundState, Tone> = { ready: 'good', waiting: 'warn', unsupported: 'bad' };
const NOTIFICATION_TONES: Record<NotificationState, Tone> = { ready: 'good', ask: 'warn', denied: 'bad', insecure: 'bad', unsupported: 'bad' };

export function AlertControls() {
  const { sound: sounds, notifications } = preferences.value;
  return (
    <div class="now-alerts">
      <CheckField label={t('now-alert-sound')} checked={sounds} onCheck={(checked) => prefer({ sound: checked })} />
      {sounds && <p class="now-alert-state" role="status"><Tag tone={SOUND_TONES[soundState.value]}>{t(`now-sound-${soundState.value}`)}</Tag></p>}
      {sounds && soundState.value === 'waiting' && <Button onClick={() => void wakeSound()}>{t('now-sound-allow')}</Button>}
      <CheckField label={t('now-alert-notifications')} checked={notifications} onCheck={choose} />
      {notifications && (
        <p class="now-alert-state" role="status">
          <Tag tone={NOTIFICATION_TONES[notificationState.value]}>{t(`now-notification-${notificationState.value}`)}</Tag>
        </p>
      )}
      {notifications && notificationState.value !== 'ready' && <p class="hint">{t(`now-notification-${notificationState.value}-help`)}</p>}
      {notifications && notificationState.value === 'ask' && <Button onClick={() => void askForNotifications()}>{t('now-notification-allow')}</Button>}
      <Try />
    </div>
  );
}

function choose(checked: boolean): void {
  prefer({ notifications: checked });
  if (checked) void askForNotifications();
}

/** Tries both, and says in words what came of it. */
function Try() {
  const [told, setTold] = useState<string[]>([]);
  const attempt = async (pattern: 'conflict' | 'left'): Promise<void> => {
    const { sound: sounds, notifications } = preferences.peek();
    const heard = sounds ? await sound(pattern) : undefined;
    const seen = notifications && notify(t('now-test-title'), t(`now-test-${pattern}`), { tag: 'tansiq:test' });
    setTold([
      t(heard === undefined ? 'now-test-sound-off' : heard ? 'now-test-sound-played' : 'now-test-sound-blocked'),
      t(!notifications ? 'now-test-notification-off' : seen ? 'now-test-notification-shown' : 'now-test-notification-blocked'),
    ]);
  };
  return (
    <>
      <div class="buttons">
        <Button onClick={() => void attempt('conflict')}>{t('now-try-conflict')}</Button>
        <Button onClick={() => void attempt('left')}>{t('now-try-left')}</Button>
      </div>
      <div role="status">{told.map((line) => <p key={line} class="hint">{line}</p>)}</div>
    </>
  );
}
