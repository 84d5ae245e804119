// What the node found, in words: what is met, whose it is, what that means for the plan, and how deep. Sentences only; what blocks, the
// node decided.
import type { Alternative, Meeting, Pair, Plan, Weight } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { formatHeight, formatLength } from '../../format/lengths.ts';
import { formatDuration } from '../../format/times.ts';
import { formatNumber } from '../../format/numbers.ts';
import type { Tone } from '../../parts/tag.tsx';

const dashed = (name: string): string => name.replaceAll('_', '-');

/** What kind of thing it is, with its name if it has one. */
export function metName(meeting: Meeting): string {
  const kind = t(`other-${dashed(meeting.kind)}`);
  return meeting.name ? t('plan-met-named', { kind, name: meeting.name }) : kind;
}

/** Whose it is; empty for this desk's own. */
export const metManager = (meeting: Meeting): string => (meeting.manager ? t('plan-met-of', { manager: meeting.manager }) : '');

export const weightText = (weight: Weight): string => t(`plan-weight-${dashed(weight)}`);

export const meetingTone = (meeting: Meeting): Tone => (meeting.blocks ? 'bad' : meeting.weight === 'authorised' ? 'good' : 'warn');

/** How much of it: depth on the ground, common height, common time. */
export function pairText(pair: Pair): string {
  const parts = [t('plan-pair-depth', { length: formatLength(pair.horizontal_m) })];
  if (pair.vertical_m !== undefined) parts.push(t('plan-pair-height', { length: formatHeight(pair.vertical_m) }));
  if (pair.seconds !== undefined) {
    const args = { n: Math.round(pair.seconds), seconds: formatNumber(pair.seconds), time: formatDuration(pair.seconds * 1_000) };
    parts.push(pair.seconds < 120 ? t('plan-pair-seconds', args) : t('plan-pair-time', args));
  }
  return parts.join(t('plan-list-comma'));
}

/** What a way around changes, such as `+12 min`. */
export function changeText(alternative: Alternative): string {
  const time = formatDuration(Math.ceil(Math.abs(alternative.seconds ?? 0)) * 1_000);
  const length = formatHeight(Math.ceil(Math.abs(alternative.metres ?? 0) * 10 - 1e-9) / 10);
  return t(`plan-way-${alternative.kind}`, { time, length });
}

/** One sentence on all that was found. */
export function verdictText(meetings: readonly Meeting[], blocked: boolean): string {
  const blocking = meetings.filter((meeting) => meeting.blocks).length;
  const others = meetings.length - blocking;
  if (blocked) return t('plan-verdict-blocked', { n: blocking, count: formatNumber(blocking) });
  return others > 0 ? t('plan-verdict-warned', { n: others, count: formatNumber(others) }) : t('plan-verdict-clear');
}

const TONES: Record<Plan['state'], Tone> = {
  planning: 'neutral', refused: 'bad', accepted: 'own', activated: 'good', nonconforming: 'warn', contingent: 'bad', ended: 'neutral',
};

export const stateTone = (state: Plan['state']): Tone => TONES[state];

/** Who did something: people without the mark that tells them from programs. */
export const actorName = (actor: string): string => actor.replace(/^person:/, '');

/** A plan's name, or what stands in for one. */
export const planName = (name: string): string => name.trim() || t('plan-unnamed');
