// The top of every view: party, ways to the views, the clock in both zones, who sits here.
import { t } from '../i18n/index.ts';
import { formatClock } from '../format/times.ts';
import { nowMs } from '../state/clock.ts';
import { connection } from '../state/picture.ts';
import { go, view, type View } from '../state/route.ts';
import { may, session } from '../state/session.ts';
import { pageSettings } from '../state/settings.ts';
import { Attention } from '../views/now/badge.tsx';

const ALWAYS: View[] = ['now', 'map', 'plan', 'areas', 'log', 'node'];

export function Header() {
  const views = may('administrator') ? [...ALWAYS, 'people' as const] : ALWAYS;
  return (
    <header class="header">
      <p class="party"><bdi>{pageSettings.value?.party}</bdi></p>
      <nav aria-label={t('views')}>
        <ul>
          {views.map((name) => (
            <li key={name}>
              <a href={`/${name}`} aria-current={view.value === name ? 'page' : undefined} onClick={(event) => follow(event, name)}>
                {t(`view-${name}`)}
                {name === 'now' && <Attention />}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Clock />
      <a class="who" href="/settings" onClick={(event) => follow(event, 'settings')} aria-current={view.value === 'settings' ? 'page' : undefined}>
        <bdi>{session.value?.full_name || session.value?.name}</bdi>
        <span class="role">{session.value ? t(`role-${session.value.role.replace('_', '-')}`) : ''}</span>
      </a>
    </header>
  );
}

/** Follows a link within the page, unless somebody wants it in another tab. */
function follow(event: MouseEvent, name: View): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go(`/${name}`);
}

function Clock() {
  const { local, utc } = formatClock(nowMs.value);
  return (
    <p class="clock" role="timer" aria-live="off">
      <span class={`stream ${connection.value.state}`}>{t(`stream-${connection.value.state}`)}</span>
      <time>{local}</time>
      <time>{utc}</time>
    </p>
  );
}
