// How kinds of areas, their times and their constraints look in a few words: each with a mark of its own shape.
import type { Area, AreaKind } from '../../api/types.ts';
import { formatInstantBoth, formatRelative } from '../../format/times.ts';
import { t } from '../../i18n/index.ts';
import { Tag, type Tone } from '../../parts/tag.tsx';
import type { Activity } from './list.ts';

export const KINDS: readonly AreaKind[] = ['prohibited', 'requires_authorisation', 'conditional', 'advisory'];

const TONES: Record<AreaKind, Tone> = { prohibited: 'bad', requires_authorisation: 'warn', conditional: 'peer', advisory: 'neutral' };
const MARKS: Record<AreaKind, string> = { prohibited: '✕', requires_authorisation: '!', conditional: '◇', advisory: 'i' };

export const kindWord = (kind: AreaKind): string => t(`area-${kind.replaceAll('_', '-')}`);

export function KindTag({ kind }: { kind: AreaKind }) {
  return <Tag tone={TONES[kind]} mark={MARKS[kind]}>{kindWord(kind)}</Tag>;
}

/** Since when, until when, from when. */
export function activityText(activity: Activity, nowMs: number): string {
  const times = (ms: number) => ({ when: formatRelative(ms, nowMs), time: formatInstantBoth(ms, { dateless: 'today' }) });
  switch (activity.state) {
    case 'always':
      return t('areas-always');
    case 'active':
      return activity.untilMs === undefined ? t('areas-active') : t('areas-active-until', times(activity.untilMs));
    case 'later':
      return t('areas-active-from', times(activity.fromMs));
    case 'over':
      return t('areas-over');
  }
}

export function ActivityLine({ activity, nowMs }: { activity: Activity; nowMs: number }) {
  const active = activity.state === 'active' || activity.state === 'always';
  return (
    <p class={active ? 'areas-activity active' : 'areas-activity'}>
      <span aria-hidden="true">{active ? '● ' : '○ '}</span>
      {activityText(activity, nowMs)}
    </p>
  );
}

/** Whether others are told, and whether the DSS has all of it. */
export function PublishedTag({ area }: { area: Area }) {
  const away = area.constraints.filter(({ state }) => state !== 'at_dss').length;
  if (!area.published) {
    return area.constraints.length === 0 ? <Tag mark="–">{t('areas-unpublished')}</Tag> : <Tag tone="warn" mark="…">{t('areas-withdrawing')}</Tag>;
  }
  if (area.constraints.length === 0) return <Tag tone="own" mark="…">{t('areas-published-nothing')}</Tag>;
  return away === 0 ? <Tag tone="good">{t('areas-published')}</Tag> : <Tag tone="warn" mark="…">{t('areas-publishing')}</Tag>;
}
