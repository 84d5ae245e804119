// The top of every view: party, ways to the views, the clock in both zones, who sits here.
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { Button } from '../parts/button.tsx';
import { formatDate, formatInstant } from '../format/times.ts';
import { nowMs } from '../state/clock.ts';
import { connection, type Connection } from '../state/picture.ts';
import { go, view, type View } from '../state/route.ts';
import { may, session } from '../state/session.ts';
import { pageSettings } from '../state/settings.ts';
import { Attention } from '../views/now/badge.tsx';
import { DisplayMenu } from './display.tsx';
import { Icon } from './icons.tsx';
import { keysShown } from './keys.ts';

const ALWAYS: View[] = ['now', 'map', 'plan', 'areas', 'log', 'node'];

export function Header() {
  return (
    <header class="header">
      <div class="whose">
        <p class="party"><bdi>{pageSettings.value?.party}</bdi></p>
        <StreamMark />
      </div>
      <Ways />
      <Clock />
      <div class="tools">
        <Button kind="quiet" class="keys-button" label={t('keys-help')} onClick={() => (keysShown.value = true)}>
          <Icon name="keys" />
        </Button>
        <DisplayMenu />
        <Who />
      </div>
    </header>
  );
}

function Ways() {
  const views = may('administrator') ? [...ALWAYS, 'people' as const] : ALWAYS;
  const current = useRef<HTMLAnchorElement>(null);
  const open = view.value;
  // On a narrow screen the row is longer than the screen.
  useEffect(() => current.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [open]);
  return (
    <nav aria-label={t('views')}>
      <ul>
        {views.map((name) => (
          <li key={name}>
            <a
              href={`/${name}`}
              ref={open === name ? current : null}
              aria-current={open === name ? 'page' : undefined}
              onClick={(event) => follow(event, name)}
            >
              <Icon name={name} />
              <span>{t(`view-${name}`)}</span>
              {name === 'now' && <Attention />}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Follows a link within the page, unless somebody wants it in another tab. */
function follow(event: MouseEvent, name: View): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go(`/${name}`);
}

/** A shape for each state, beside its word. */
const STREAM_MARKS: Record<Connection['state'], string> = { live: '●', connecting: '◌', broken: '✕' };

function StreamMark() {
  const { state } = connection.value;
  return (
    <p class={`stream ${state}`} role="status">
      <span aria-hidden="true">{STREAM_MARKS[state]}</span> <span>{t(`stream-${state}`)}</span>
    </p>
  );
}

function Clock() {
  const now = nowMs.value;
  return (
    <p class="clock" role="timer" aria-live="off">
      <time class="date">{formatDate(now)}</time>
      <time class="local">{formatInstant(now, { seconds: true, dateless: true })}</time>
      <time class="utc">{formatInstant(now, { seconds: true, dateless: true, utc: true })}</time>
    </p>
  );
}

function Who() {
  const sitting = session.value;
  if (!sitting) return null;
  const name = sitting.full_name || sitting.name;
  return (
    <a
      class="who"
      href="/settings"
      title={t('account-settings')}
      aria-current={view.value === 'settings' ? 'page' : undefined}
      onClick={(event) => follow(event, 'settings')}
    >
      <Icon name="settings" />
      <span class="who-words">
        <bdi>{name}</bdi>
        <span class="role">{t(`role-${sitting.role.replace('_', '-')}`)}</span>
      </span>
      <span class="visually-hidden"> · {t('account-settings')}</span>
    </a>
  );
}
