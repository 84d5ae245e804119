// The view "now": what needs me, in order; below it the newest notices. What needs somebody is worked out in `attention.ts`.
import { computed, effect, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { formatNumber } from '../../format/numbers.ts';
import { formatDuration, formatInstantBoth } from '../../format/times.ts';
import { t } from '../../i18n/index.ts';
import { exactNowMs, nowMs } from '../../state/clock.ts';
import { connection, travelled } from '../../state/picture.ts';
import { preferences } from '../../state/settings.ts';
import { AlertControls } from './alert-controls.tsx';
import { notificationState, wanted } from './announce.ts';
import { arrange, NOTHING_ARRANGED, type Arranged } from './arrange.ts';
import { attention, isFresh, type Attention } from './attention.ts';
import { ItemCard } from './item.tsx';
import { KINDS, type Item, type ItemKind } from './items.ts';
import { needs } from './live.ts';
import { Notices } from './notices.tsx';
import { deskRules } from './rules.ts';
import { soundState } from './sound.ts';
import './now.css';

/** Of the picture that is shown: that of now, or of the moment to which somebody travelled. */
const shownNeeds = computed<Attention>(() => {
  const past = travelled.value;
  return past ? attention(past.stores, Date.parse(past.asOf), deskRules.value) : needs.value;
});

const arranged = signal<Arranged>(NOTHING_ARRANGED);
/** After somebody pointed or typed in the list, it is theirs for this long, unless the pointer leaves it. */
const HELD_MS = 10_000;
let heldUntilMs = 0;

const hold = (): void => {
  heldUntilMs = performance.now() + HELD_MS;
};
const letGo = (): void => {
  heldUntilMs = 0;
};

export default function NowView() {
  useEffect(() => {
    arranged.value = NOTHING_ARRANGED;
    letGo();
    return effect(() => {
      // The clock is read too, so that the order is settled when nothing else happens.
      void nowMs.value;
      arranged.value = arrange(arranged.peek(), shownNeeds.value.items, exactNowMs(), performance.now() < heldUntilMs);
    });
  }, []);
  useEffect(() => effect(bringIntoSight), []);
  return (
    <div class="now">
      <h1>{t('now-heading')}</h1>
      <BlockedAlerts />
      <Needs />
      <details class="now-settings">
        <summary>{t('now-alerts')}</summary>
        <AlertControls />
      </details>
      <Notices />
    </div>
  );
}

/** A click on a notification asks for its item. */
function bringIntoSight(): void {
  const id = wanted.value;
  if (id === undefined || !arranged.value.items.some((item) => item.id === id)) return;
  requestAnimationFrame(() => {
    const element = document.getElementById(`now-item-${id}`);
    element?.scrollIntoView({ block: 'center' });
    element?.focus();
    wanted.value = undefined;
  });
}

/** Said at the top: whoever relies on a sound must know that there is none. */
function BlockedAlerts() {
  const { sound, notifications } = preferences.value;
  const noSound = sound && soundState.value !== 'ready';
  const noNotifications = notifications && notificationState.value !== 'ready';
  if (!noSound && !noNotifications) return null;
  return (
    <div class="now-blocked" role="status">
      {noSound && <p>! {t(soundState.value === 'waiting' ? 'now-sound-waiting-help' : 'now-sound-unsupported')}</p>}
      {noNotifications && <p>! {t(`now-notification-${notificationState.value}-help`)}</p>}
    </div>
  );
}

function Needs() {
  const { items, over } = arranged.value;
  const { more } = shownNeeds.value;
  const past = travelled.value;
  const atMs = past ? Date.parse(past.asOf) : nowMs.value;
  if (items.length === 0) return <Nothing />;
  return (
    <div onPointerMove={hold} onPointerDown={hold} onPointerLeave={letGo} onFocusIn={hold} onKeyDown={hold}>
      <Summary items={items.filter(({ id }) => !over.has(id))} />
      {KINDS.map((kind) => <Group key={kind} kind={kind} items={items.filter((item) => item.kind === kind)} over={over} atMs={atMs} past={past !== undefined} />)}
      {more > 0 && <p class="now-more">{t('now-more', { n: more, count: formatNumber(more) })}</p>}
    </div>
  );
}

/** How much of which urgency; told to screen readers when it changes. */
function Summary({ items }: { items: Item[] }) {
  const count = (urgency: Item['urgency']): number => items.filter((item) => item.urgency === urgency).length;
  const args = { urgent: formatNumber(count('urgent')), soon: formatNumber(count('soon')), know: formatNumber(count('know')) };
  return <p class="now-summary" role="status">{t('now-summary', args)}</p>;
}

function Group({ kind, items, over, atMs, past }: { kind: ItemKind; items: Item[]; over: ReadonlySet<string>; atMs: number; past: boolean }) {
  if (items.length === 0) return null;
  return (
    <section class="now-group" aria-labelledby={`now-group-${kind}`}>
      <h2 id={`now-group-${kind}`}>{t(`now-group-${kind.replaceAll('_', '-')}`)} <span class="now-count">({formatNumber(items.length)})</span></h2>
      <ul class="now-items">
        {items.map((item) => <ItemCard key={item.id} item={item} nowMs={atMs} over={over.has(item.id)} past={past} />)}
      </ul>
    </section>
  );
}

/** Nothing needs anybody, as far as the picture tells: and how far that is. */
function Nothing() {
  const past = travelled.value;
  if (past) return <p class="now-nothing">{t('now-nothing-then', { time: formatInstantBoth(past.asOf) })}</p>;
  const { syncedAtMs } = connection.value;
  if (syncedAtMs === 0) return <p class="now-nothing unknown" role="status">? {t('now-nothing-known')}</p>;
  const age = formatDuration(nowMs.value - syncedAtMs);
  if (!isFresh(connection.value, nowMs.value)) return <p class="now-nothing unknown" role="alert">? {t('now-nothing-stale', { age })}</p>;
  return (
    <div class="now-nothing">
      <p role="status">✓ {t('now-nothing')}</p>
      <p class="hint">{t('now-nothing-age', { age, time: formatInstantBoth(syncedAtMs, { seconds: true, dateless: 'today' }) })}</p>
    </div>
  );
}
