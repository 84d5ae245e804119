// The verdict on the draft, in words and a sign: clear, with warnings, or blocked; each meeting with whom, what it means and how deep;
// and the ways around, side by side.
import type { Alternative, Meeting } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { formatBand } from '../../format/lengths.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatDuration, formatInstant } from '../../format/times.ts';
import { Button } from '../../parts/button.tsx';
import { Progress } from '../../parts/progress.tsx';
import { Tag } from '../../parts/tag.tsx';
import { mapHandle } from '../../map/handle.ts';
import { nowMs } from '../../state/clock.ts';
import { select, type ThingKind } from '../../state/selection.ts';
import { applied, inOrder } from './alternatives.ts';
import { startOf, volumesOf, type Draft } from './draft.ts';
import { ghost, lookedAt } from './overlay.ts';
import { problemText } from './problems.ts';
import { change, draft, settled } from './state.ts';
import { askEverybody, asking, askingAll, draftProblems, refusal, verdict, type Verdict } from './verdict.ts';
import { changeText, meetingTone, metManager, metName, pairText, verdictText, weightText } from './words.ts';

/** An answer older than this says how old it is. */
const FRESH_MS = 10_000;
/** Meetings listed; there are a thousand at most, and the first ones block. */
const MEETINGS_SHOWN = 30;

export function VerdictPanel({ about }: { about: Draft }) {
  const found = verdict.value;
  const current = found?.draft === about;
  return (
    <section class="plan-verdict" aria-label={t('plan-verdict')}>
      <h2>{t('plan-verdict')}</h2>
      {askingAll.value && <Progress label={t('plan-asking-everybody')} />}
      {found && (
        <>
          {current && <Ways found={found} about={about} />}
          <Meetings meetings={found.check.meetings} about={about} />
          <Age found={found} current={current} />
        </>
      )}
      {draftProblems.value.length === 0 && (
        <Button busy={askingAll.value} onClick={() => void askEverybody()}>{t('plan-ask-everybody')}</Button>
      )}
    </section>
  );
}

function stateOf(found: Verdict | undefined): 'asking' | 'blocked' | 'warned' | 'clear' {
  if (!found) return 'asking';
  if (found.check.blocked) return 'blocked';
  return found.check.meetings.length > 0 ? 'warned' : 'clear';
}

/** The verdict in one sign and one sentence; always in sight while a plan is made. */
export function Headline({ about }: { about: Draft }) {
  const found = verdict.value;
  const current = found?.draft === about;
  const [problem] = draftProblems.value;
  const refused = refusal.value?.text;
  const state = problem ? 'missing' : refused ? 'unknown' : stateOf(found);
  const text = problem ? problemText(problem) : refused ?? (found ? verdictText(found.check.meetings, found.check.blocked) : t('plan-verdict-asking'));
  return (
    <p class={`plan-headline ${state}${current || problem ? '' : ' old'}`} role="status" aria-live="polite">
      <span class="plan-sign" aria-hidden="true">{{ missing: '…', unknown: '?', asking: '…', blocked: '✕', warned: '!', clear: '✓' }[state]}</span>
      <span>{text}</span>
    </p>
  );
}

function Age({ found, current }: { found: Verdict; current: boolean }) {
  const age_ms = nowMs.value - Date.parse(found.check.as_of);
  const how = t(found.everybody ? 'plan-asked-everybody' : 'plan-asked-here');
  const stale = !current && !asking.value;
  return (
    <p class={stale ? 'hint plan-old' : 'hint'}>
      {how} {age_ms > FRESH_MS && t('plan-verdict-age', { age: formatDuration(age_ms), time: formatInstant(found.check.as_of, { seconds: true }) })}
      {stale && ` ${t('plan-verdict-of-older')}`}
    </p>
  );
}

export function Meetings({ meetings, about }: { meetings: readonly Meeting[]; about?: Draft | undefined }) {
  if (meetings.length === 0) return null;
  return (
    <ul class="plan-meetings">
      {meetings.slice(0, MEETINGS_SHOWN).map((meeting) => <MeetingItem key={`${meeting.kind} ${meeting.other}`} meeting={meeting} about={about} />)}
      {meetings.length > MEETINGS_SHOWN && <li class="hint">{t('plan-meetings-more', { n: meetings.length - MEETINGS_SHOWN, count: formatNumber(meetings.length - MEETINGS_SHOWN) })}</li>}
    </ul>
  );
}

const THING: Record<Meeting['kind'], ThingKind> = {
  own_operation: 'plan', peer_operation: 'known_operation', area: 'area', constraint: 'known_constraint',
};

function look(meeting: Meeting): void {
  lookedAt.value = lookedAt.peek()?.other === meeting.other ? undefined : meeting;
  select(THING[meeting.kind], meeting.other);
  const [pair] = meeting.pairs;
  const map = mapHandle.peek();
  if (pair && map && lookedAt.peek() && !map.getBounds().contains([pair.lng, pair.lat])) map.panTo([pair.lng, pair.lat]);
}

function MeetingItem({ meeting, about }: { meeting: Meeting; about: Draft | undefined }) {
  const [pair] = meeting.pairs;
  const looked = lookedAt.value?.other === meeting.other;
  return (
    <li class={meeting.blocks ? 'plan-meeting blocks' : 'plan-meeting'}>
      <button type="button" aria-pressed={looked} onClick={() => look(meeting)}>
        <Tag tone={meetingTone(meeting)}>{weightText(meeting.weight)}</Tag>
        <span class="plan-met" dir="auto">{metName(meeting)} {metManager(meeting)}</span>
        {pair && <span class="plan-figures">{pairText(pair)}</span>}
        <span class="hint">
          {t(meeting.certain ? 'plan-certain' : 'plan-uncertain')}
          {meeting.pairs_total > 1 && ` ${t('plan-pairs', { n: meeting.pairs_total, count: formatNumber(meeting.pairs_total) })}`}
          {pair?.from && ` ${t('plan-pair-from', { time: formatInstant(pair.from, { seconds: true }) })}`}
        </span>
      </button>
      {about && meeting.weight === 'unauthorised' && <Authorisation meeting={meeting} about={about} />}
      {about && meeting.weight === 'authorised' && (
        <div class="plan-authorise">
          <p class="hint">{t('plan-authorisation-said')}</p>
          <Button onClick={() => change({ ...about, authorisations: about.authorisations.filter((id) => id !== meeting.other) })}>{t('plan-authorisation-take-back')}</Button>
        </div>
      )}
    </li>
  );
}

function Authorisation({ meeting, about }: { meeting: Meeting; about: Draft }) {
  return (
    <div class="plan-authorise">
      <p class="hint">{t('plan-authorisation-hint')}</p>
      <Button onClick={() => change({ ...about, authorisations: [...about.authorisations, meeting.other] })}>{t('plan-authorisation')}</Button>
    </div>
  );
}

function Ways({ found, about }: { found: Verdict; about: Draft }) {
  if (!found.check.blocked) return null;
  if (found.alternatives.length > 0) return <Alternatives alternatives={found.alternatives} about={about} />;
  if (found.sought === 'failed') return <p class="hint">{t('plan-ways-failed')}</p>;
  return <p class="hint" role="status">{t(found.sought === 'yes' ? 'plan-ways-none' : 'plan-ways-seeking')}</p>;
}

/** Ways around, side by side; one press takes one, one step back undoes that. */
export function Alternatives({ alternatives, about }: { alternatives: readonly Alternative[]; about: Draft }) {
  return (
    <div class="plan-ways" role="group" aria-label={t('plan-ways')}>
      <h3>{t('plan-ways')}</h3>
      <ul>
        {inOrder(alternatives).map((alternative) => (
          <li key={alternative.kind}>
            <Way alternative={alternative} about={about} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Way({ alternative, about }: { alternative: Alternative; about: Draft }) {
  const would = applied(about, alternative);
  const [first] = would.parts;
  const inTime = alternative.kind === 'later' || alternative.kind === 'earlier' || alternative.kind === 'hold';
  const show = (): void => {
    ghost.value = would.parts.flatMap(volumesOf);
  };
  const hide = (): void => {
    ghost.value = undefined;
  };
  const take = (): void => {
    hide();
    settled();
    change(draft.peek() === about ? would : applied(draft.peek() ?? about, alternative));
  };
  return (
    <button type="button" class="plan-way" onClick={take} onPointerEnter={show} onPointerLeave={hide} onFocus={show} onBlur={hide}>
      <strong>{changeText(alternative)}</strong>
      {first && inTime && <span>{t('plan-way-from', { time: formatInstant(startOf(would) ?? 0, { seconds: true, dateless: true }) })}</span>}
      {first && !inTime && (
        <span>{formatBand(altitudeOf(first.lower), altitudeOf(first.upper))}</span>
      )}
      <Tag tone="good">{t('plan-way-clear')}</Tag>
      <span class="plan-take">{t('plan-way-take')}</span>
    </button>
  );
}

const altitudeOf = ({ value, reference, units }: Draft['parts'][number]['lower']) => ({ value: value ?? 0, reference, units });
