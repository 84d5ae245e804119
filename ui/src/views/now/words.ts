// What items and notices say, in the reader's language. Nothing is found or decided here.
import type { AreaKind, Meeting, Notice, PlanState } from '../../api/types.ts';
import { formatHeight, formatLength } from '../../format/lengths.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatDuration, formatRelative } from '../../format/times.ts';
import { language, t } from '../../i18n/index.ts';
import type { Item, ItemOf, PlanName } from './items.ts';

/** Enough of an id to tell it from others by eye. */
export const shortId = (id: string): string => id.slice(0, 8);

/** What people call an operation: its name, or the beginning of its id. */
export const planName = ({ id, name }: { id: string; name?: string | undefined }): string => name || shortId(id);

export const stateWord = (state: PlanState): string => t(`state-${state}`);
export const areaWord = (kind: AreaKind): string => t(`area-${kind.replaceAll('_', '-')}`);

/** With what an operation meets. */
export function otherName({ kind, other, manager, name }: Meeting): string {
  const id = shortId(other);
  switch (kind) {
    case 'own_operation':
      return t('now-other-own', { name: name || id });
    case 'peer_operation':
      return t('now-other-peer', { name: name || id, manager: manager ?? '?' });
    case 'area':
      return t('now-other-area', { name: name || id });
    case 'constraint':
      return t('now-other-constraint', { name: name || id, manager: manager ?? '?' });
  }
}

/** How deep, how high, how long: what is known of the deepest pair. */
export function depthOf({ pairs, pairs_total: total, certain }: Meeting): string[] {
  const deepest = pairs[0];
  if (!deepest) return [];
  const words = [t('now-depth-across', { length: formatLength(deepest.horizontal_m) })];
  if (deepest.vertical_m !== undefined) words.push(t('now-depth-height', { length: formatHeight(deepest.vertical_m) }));
  if (deepest.seconds !== undefined) words.push(t('now-depth-time', { duration: formatDuration(deepest.seconds * 1_000) }));
  if (total > 1) words.push(t('now-depth-places', { n: total, count: formatNumber(total) }));
  if (!certain) words.push(t('now-uncertain'));
  return words;
}

const listed = (words: string[]): string => new Intl.ListFormat(language.value, { type: 'conjunction' }).format(words);

const names = (plans: PlanName[]): string => listed(plans.map(planName));

/** One line that says what it is. */
export function titleOf(item: Item): string {
  switch (item.kind) {
    case 'line':
      return t('now-line-title');
    case 'conflict':
      return t(item.blocks ? 'now-conflict-title' : 'now-conflict-permitted', { plan: planName(item.plan), other: otherName(item.meeting) });
    case 'off_nominal':
      return t(item.plan.state === 'contingent' ? 'now-off-contingent' : 'now-off-nonconforming', { plan: planName(item.plan) });
    case 'peer_off_nominal':
      return t('now-peer-title', { manager: item.manager, other: shortId(item.other), state: stateWord(item.state) });
    case 'area_soon':
      return t('now-area-title', { name: item.name, kind: areaWord(item.areaKind) });
    case 'delivery':
      return t('now-delivery-title', { to: item.to, n: item.count, count: formatNumber(item.count) });
    case 'unheard':
      return t('now-unheard-title', { plan: planName(item.plan), state: stateWord(item.wanted) });
    case 'due':
      return t(item.what === 'over' ? `now-due-over-${item.plan.state === 'activated' ? 'flying' : 'unflown'}` : `now-due-${item.what}`, { plan: planName(item.plan) });
    case 'unseen':
      return t('now-unseen-title', { n: item.count, count: formatNumber(item.count) });
  }
}

/** What else is to be known of it, a phrase each. */
export function factsOf(item: Item): string[] {
  switch (item.kind) {
    case 'conflict':
      return [t(`now-weight-${item.meeting.weight.replaceAll('_', '-')}`), ...depthOf(item.meeting)];
    case 'off_nominal':
      return item.plan.state === 'contingent' ? [t('now-off-contingent-means')] : [];
    case 'peer_off_nominal':
      return item.plans.length === 0 ? [t('now-peer-near')] : [t(item.meets ? 'now-peer-meets' : 'now-peer-near-plans', { plans: names(item.plans) })];
    case 'area_soon':
      return [
        ...(item.manager === undefined ? [] : [t('now-area-of', { manager: item.manager })]),
        ...(item.plans.length > 0 ? [t('now-area-inside', { plans: names(item.plans) })] : []),
      ];
    case 'delivery':
      return deliveryFacts(item);
    case 'line':
      return [t('now-line-means')];
    case 'unheard':
      return [t('now-unheard-means')];
    case 'due':
      return item.what === 'over' && item.plan.state === 'activated' ? [t('now-due-over-means')] : [];
    case 'unseen':
      return [];
  }
}

function deliveryFacts({ problem, attempts, subjects, count }: ItemOf<'delivery'>): string[] {
  const about = subjects.map(({ kind, id, name }) => t(`now-delivery-${kind}`, { name: name || shortId(id) }));
  const more = count - subjects.length;
  return [
    t('now-delivery-about', { subjects: listed(about) }),
    ...(more > 0 ? [t('now-more', { n: more, count: formatNumber(more) })] : []),
    t('now-delivery-attempts', { n: attempts, count: formatNumber(attempts) }),
    ...(problem === undefined ? [] : [t('now-delivery-problem', { problem })]),
  ];
}

/** A moment that matters to an item, and what it is. */
export interface When {
  text: string;
  ms: number;
  /** Whether it is shown large: a timer on which something depends. */
  timer?: boolean;
}

export function whensOf(item: Item, nowMs: number): When[] {
  const told = (key: string, ms: number | undefined, timer = false): When[] =>
    ms === undefined || !Number.isFinite(ms) ? [] : [{ text: t(key, { when: formatRelative(ms, nowMs) }), ms, timer }];
  switch (item.kind) {
    case 'conflict':
      return item.fromMs === undefined ? [] : told(item.fromMs > nowMs ? 'now-when-meets' : 'now-when-met', item.fromMs, item.blocks);
    case 'off_nominal':
      return [...contingentTimer(item, nowMs), ...told('now-when-outside', item.sinceMs, item.contingentAtMs === undefined)];
    case 'peer_off_nominal':
    case 'unheard':
    case 'line':
      return told('now-when-since', item.sinceMs, item.kind === 'line');
    case 'area_soon':
      return [
        ...told(item.startMs > nowMs ? 'now-when-active' : 'now-when-active-since', item.startMs, item.plans.length > 0),
        ...told('now-when-until', item.endMs),
      ];
    case 'delivery':
      return [...told('now-when-waits', item.sinceMs), ...told('now-when-next-try', item.nextMs > nowMs ? item.nextMs : undefined)];
    case 'due':
      return told(item.atMs > nowMs ? `now-when-${item.what}s` : item.what === 'late' ? 'now-when-started' : 'now-when-ended', item.atMs, true);
    case 'unseen':
      return told('now-when-oldest', item.sinceMs);
  }
}

function contingentTimer({ contingentAtMs }: ItemOf<'off_nominal'>, nowMs: number): When[] {
  if (contingentAtMs === undefined) return [];
  const left = Math.max(0, contingentAtMs - nowMs);
  const text = left > 0 ? t('now-contingent-in', { duration: formatDuration(left) }) : t('now-contingent-due');
  return [{ text, ms: contingentAtMs, timer: true }];
}

/** All of it in a few words, for a notification. */
export function textOf(item: Item, nowMs: number): string {
  return [...whensOf(item, nowMs).map(({ text }) => text), ...factsOf(item)].join(' · ');
}

/** What a notice says. `own` is what the operation that it is about is called, `nameOf` tells what others are. */
export function noticeText(notice: Notice, own: string, nameOf: (id: string) => string = shortId): string {
  switch (notice.kind) {
    case 'conflict_found':
      return t('now-notice-conflict-found', { own, other: otherName(notice.meeting), blocks: String(notice.meeting.blocks) });
    case 'conflict_cleared':
      return t('now-notice-conflict-cleared', { own, other: nameOf(notice.other) });
    case 'plan_changed_near': {
      const args = { own, other: shortId(notice.other), manager: notice.manager };
      return notice.state ? t('now-notice-changed-near', { ...args, state: stateWord(notice.state) }) : t('now-notice-ended-near', args);
    }
    case 'area_activated':
      return t('now-notice-area-activated', { own, other: otherName(notice.meeting) });
    case 'state_changed': {
      const args = { own, to: stateWord(notice.to), automatic: String(notice.automatic) };
      return notice.from ? t('now-notice-state-changed', { ...args, from: stateWord(notice.from) }) : t('now-notice-state-new', args);
    }
    case 'left_volumes':
      return t('now-notice-left-volumes', { own });
    case 'back_in_volumes':
      return t('now-notice-back-in-volumes', { own });
    case 'delivery_failing':
      return t('now-notice-delivery-failing', { own, to: notice.to, problem: notice.problem, n: notice.attempts, count: formatNumber(notice.attempts) });
    case 'write_unheard':
      return t('now-notice-write-unheard', { own });
    case 'reconciled':
      return t(notice.landed ? 'now-notice-reconciled-landed' : 'now-notice-reconciled-lost', { own });
    case 'meetings_left_out':
      return t('now-notice-meetings-left-out', { own, n: notice.count, count: formatNumber(notice.count) });
    case 'peer_unreadable':
      return t('now-notice-peer-unreadable', { manager: notice.manager, problem: notice.problem });
  }
}

export const NOTICE_KINDS: readonly Notice['kind'][] = [
  'conflict_found', 'conflict_cleared', 'plan_changed_near', 'area_activated', 'state_changed', 'left_volumes', 'back_in_volumes',
  'delivery_failing', 'write_unheard', 'reconciled', 'meetings_left_out', 'peer_unreadable',
];

/** Who did something: the name of a person, or the program of a party as it is called in the log. */
export const actorName = (actor: string): string => actor.replace(/^person:/, '');

export const noticeKindWord = (kind: Notice['kind']): string => t(`now-kind-${kind.replaceAll('_', '-')}`);
