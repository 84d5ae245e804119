// The browser's notifications: whether it shows any, asking for them, and showing one. What is said comes from `words.ts`.
import { signal } from '@preact/signals';
import { direction, language, t } from '../../i18n/index.ts';
import { go } from '../../state/route.ts';
import type { Item } from './items.ts';
import { MAX_ANNOUNCED } from './decide.ts';
import { textOf, titleOf } from './words.ts';

/** `insecure`: browsers notify only on pages that came over HTTPS or from this machine. */
export type NotificationState = 'unsupported' | 'insecure' | 'ask' | 'denied' | 'ready';

export const notificationState = signal<NotificationState>('ask');

/** The item that a click on a notification asked for; the view brings it into sight. */
export const wanted = signal<string | undefined>(undefined);

export function readNotificationState(): void {
  notificationState.value = stateNow();
}

function stateNow(): NotificationState {
  if (!window.isSecureContext) return 'insecure';
  if (!('Notification' in window)) return 'unsupported';
  return Notification.permission === 'granted' ? 'ready' : Notification.permission === 'denied' ? 'denied' : 'ask';
}

/** Asks the person, through the browser. */
export async function askForNotifications(): Promise<boolean> {
  readNotificationState();
  if (notificationState.peek() === 'ask') {
    await Notification.requestPermission().catch(() => undefined);
    readNotificationState();
  }
  return notificationState.peek() === 'ready';
}

/** Shows a notification; false if the browser does not. */
export function notify(title: string, text: string, options: { tag: string; insistent?: boolean; item?: string }): boolean {
  readNotificationState();
  if (notificationState.peek() !== 'ready') return false;
  try {
    const shown = new Notification(title, {
      body: text,
      tag: options.tag,
      lang: language.peek(),
      dir: direction.peek(),
      icon: '/icon.svg',
      requireInteraction: options.insistent === true,
    });
    shown.onclick = () => {
      window.focus();
      if (options.item !== undefined) wanted.value = options.item;
      go('/now');
      shown.close();
    };
    return true;
  } catch {
    // Some browsers on phones let only a service worker notify.
    notificationState.value = 'unsupported';
    return false;
  }
}

/** Announces what is new; many at once as one. */
export function announceItems(items: readonly Item[], nowMs: number): void {
  if (items.length > MAX_ANNOUNCED) {
    const text = items.slice(0, MAX_ANNOUNCED).map((item) => titleOf(item)).join('\n');
    notify(t('now-announce-many', { n: items.length }), text, { tag: 'tansiq:many', insistent: true });
    return;
  }
  for (const item of items) {
    notify(titleOf(item), textOf(item, nowMs), { tag: `tansiq:${item.id}`, insistent: item.insistent, item: item.id });
  }
}
