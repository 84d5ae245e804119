// One thing that needs somebody: how pressing, what, since or until when in both zones, and what can be done about it.
import { useState } from 'preact/hooks';
import { formatInstantBoth } from '../../format/times.ts';
import { t } from '../../i18n/index.ts';
import { Button } from '../../parts/button.tsx';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { select } from '../../state/selection.ts';
import { may } from '../../state/session.ts';
import { isTaken, takeItem } from './alerts.ts';
import { activate, end, markSeen } from './deeds.ts';
import type { Item, Urgency } from './items.ts';
import { Link } from './link.tsx';
import { factsOf, titleOf, whensOf, type When } from './words.ts';

const TONES: Record<Urgency, Tone> = { urgent: 'bad', soon: 'warn', know: 'neutral' };
const MARKS: Record<Urgency, string> = { urgent: '▲', soon: '◆', know: '○' };

interface Props {
  item: Item;
  nowMs: number;
  /** It needs nobody any more, and is shown only because somebody points at the list. */
  over: boolean;
  /** Whether this is the picture of a moment past, in which nothing can be done. */
  past: boolean;
}

export function ItemCard({ item, nowMs, over, past }: Props) {
  const facts = factsOf(item);
  return (
    <li id={`now-item-${item.id}`} tabIndex={-1} class={`now-item ${item.urgency}${over ? ' over' : ''}`}>
      <p class="now-item-head">
        {over ? <Tag tone="good">{t('now-over')}</Tag> : <Tag tone={TONES[item.urgency]} mark={MARKS[item.urgency]}>{t(`now-urgency-${item.urgency}`)}</Tag>}
        <strong>{titleOf(item)}</strong>
      </p>
      {whensOf(item, nowMs).map((when) => <Moment key={when.text} when={when} />)}
      {facts.length > 0 && <ul class="now-facts">{facts.map((fact) => <li key={fact}>{fact}</li>)}</ul>}
      {!over && <Deeds item={item} past={past} />}
    </li>
  );
}

function Moment({ when }: { when: When }) {
  return (
    <p class={when.timer ? 'now-when timer' : 'now-when'}>
      <span class="now-relative">{when.text}</span>
      <time class="now-absolute" dateTime={new Date(when.ms).toISOString()}><bdi>{formatInstantBoth(when.ms, { dateless: 'today' })}</bdi></time>
    </p>
  );
}

function Deeds({ item, past }: { item: Item; past: boolean }) {
  const { about } = item;
  return (
    <div class="now-deeds">
      {!past && item.insistent && <Take id={item.id} />}
      {!past && <Deed item={item} />}
      {'plan' in item && (
        <Link class="button now-link" to={`/plan/${item.plan.id}`}>{item.kind === 'conflict' && may('planner') ? t('now-change-plan') : t('now-open-plan')}</Link>
      )}
      {about && <Button onClick={() => select(about.kind, about.id, { focus: true })}>{t('now-show-on-map')}</Button>}
      {item.kind === 'area_soon' && about?.kind === 'area' && <Link class="button now-link" to={`/areas/${about.id}`}>{t('now-open-area')}</Link>}
      {(item.kind === 'delivery' || item.kind === 'line') && <Link class="button now-link" to="/node">{t('now-open-node')}</Link>}
    </div>
  );
}

function Take({ id }: { id: string }) {
  if (isTaken(id)) return <span class="now-taken"><Tag tone="good">{t('now-taken')}</Tag></span>;
  return <Button kind="primary" onClick={() => takeItem(id)}>{t('now-take')}</Button>;
}

/** The deed that helps, for those who may do it. */
function Deed({ item }: { item: Item }) {
  const [busy, setBusy] = useState(false);
  const run = (deed: () => Promise<void>) => (): void => {
    setBusy(true);
    void deed().finally(() => setBusy(false));
  };
  if (item.kind === 'unseen') {
    return may('duty_officer') ? <Button busy={busy} onClick={run(() => markSeen(item.upTo))}>{t('now-mark-seen')}</Button> : null;
  }
  if (!may('planner')) return null;
  // The node activates nothing before its time.
  if (item.kind === 'due' && item.what === 'start') return null;
  if (item.kind === 'due' && item.what === 'late') {
    return <Button kind="primary" busy={busy} onClick={run(() => activate(item.plan))}>{t('now-activate')}</Button>;
  }
  if (item.kind === 'off_nominal' || item.kind === 'due') {
    return <Button busy={busy} onClick={run(() => end(item.plan))}>{t('now-end')}</Button>;
  }
  return null;
}
