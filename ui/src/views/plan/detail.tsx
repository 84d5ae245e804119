// One plan as it is: its state and what is under way, where and when, what it meets, who must still be told, and what may be done with
// it. Everything that others would see change is asked for once more before it is done.
import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { Plan, Volume } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { formatPoint } from '../../format/coordinates.ts';
import { formatBand, formatHeight } from '../../format/lengths.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatDuration, formatInstant, formatSpan } from '../../format/times.ts';
import { Button } from '../../parts/button.tsx';
import { confirmDeed, Dialog } from '../../parts/dialog.tsx';
import { Tag } from '../../parts/tag.tsx';
import { nowMs } from '../../state/clock.ts';
import { shown, travelled } from '../../state/picture.ts';
import { go } from '../../state/route.ts';
import { select } from '../../state/selection.ts';
import { may } from '../../state/session.ts';
import { askRules, deskRules } from '../now/rules.ts';
import { activate, declareContingent, end, offered, outcome, underWay, USUAL_REACH } from './deeds.ts';
import { draftOfPlan, nextFullFive, startingAt } from './draft.ts';
import { Assumed } from './import-panel.tsx';
import { NumberInput } from './inputs.tsx';
import { spanOfPlan } from './listing.ts';
import { OutcomeBox, UnderWay } from './outcome.tsx';
import { draft, openCopy, openDraft } from './state.ts';
import { SaveTemplate } from './templates.tsx';
import { Meetings } from './verdict-panel.tsx';
import { actorName, planName, stateTone } from './words.ts';

/** Volumes listed at once. */
const VOLUMES_SHOWN = 10;

export function PlanDetail({ id }: { id: string }) {
  const plan = shown.value.plans.one(id);
  useEffect(() => void askRules(), []);
  useEffect(() => select('plan', id), [id]);
  if (!plan) {
    return (
      <>
        <h1>{t('plan-title')}</h1>
        <p>{t('plan-unknown')}</p>
        <Button onClick={() => go('/plan/all')}>{t('plan-to-list')}</Button>
      </>
    );
  }
  const how = outcome.value;
  return (
    <>
      <Button kind="quiet" onClick={() => go('/plan/all')}>{t('plan-to-list')}</Button>
      <h1 dir="auto">{planName(plan.name)}</h1>
      <Standing plan={plan} />
      {how && (how.kind !== 'done' || how.plan.id === id) && <OutcomeBox outcome={how} />}
      <UnderWay />
      {may('planner') && !travelled.value && <Deeds plan={plan} />}
      <Facts plan={plan} />
      <section aria-label={t('plan-meets')}>
        <h2>{t('plan-meets')}</h2>
        {plan.meetings.length === 0 ? <p class="hint">{t('plan-meets-nothing')}</p> : <Meetings meetings={plan.meetings} />}
      </section>
      <Volumes plan={plan} />
      {plan.stated.length > 0 && <Assumed stated={plan.stated} />}
    </>
  );
}

function Standing({ plan }: { plan: Plan }) {
  const { start_ms, end_ms } = spanOfPlan(plan);
  const { waiting, failing } = plan.deliveries;
  return (
    <div class="plan-standing" aria-live="polite">
      <p>
        <Tag tone={stateTone(plan.state)}>{t(`state-${plan.state}`)}</Tag>{' '}
        {plan.pending && <Tag tone="warn">{t('plan-pending', { state: t(`state-${plan.pending.state}`) })}</Tag>}
      </p>
      {plan.pending && <Pending since={plan.pending.since} />}
      {Number.isFinite(start_ms) && (
        <p>
          {formatSpan(start_ms, end_ms)}
          <span class="hint">{formatSpan(start_ms, end_ms, { utc: true })}</span>
        </p>
      )}
      {plan.excursion && <Excursion plan={plan} />}
      {waiting > 0 && (
        <p>
          <Tag tone={failing > 0 ? 'bad' : 'warn'}>{t('plan-telling', { n: waiting, count: formatNumber(waiting) })}</Tag>{' '}
          {failing > 0 && t('plan-telling-failing', { n: failing, count: formatNumber(failing) })}
        </p>
      )}
      {waiting === 0 && plan.reference && plan.state !== 'ended' && <p class="hint">{t('plan-told-all')}</p>}
    </div>
  );
}

function Pending({ since }: { since: string }) {
  const age_ms = nowMs.value - Date.parse(since);
  return <p class="hint">{t('plan-pending-since', { duration: formatDuration(age_ms) })}</p>;
}

function Excursion({ plan }: { plan: Plan }) {
  const since_ms = Date.parse(plan.excursion?.since ?? '');
  const out_ms = nowMs.value - since_ms;
  const after_s = deskRules.value.contingentAfterS;
  const left_ms = after_s === undefined ? undefined : after_s * 1_000 - out_ms;
  const position = plan.excursion?.position;
  return (
    <div class="plan-excursion" role="alert">
      <p><strong>{t('plan-outside', { duration: formatDuration(out_ms) })}</strong></p>
      {left_ms !== undefined && plan.state !== 'contingent' && (
        <p role="timer" aria-live="off">{left_ms > 0 ? t('plan-contingent-in', { duration: formatDuration(left_ms) }) : t('plan-contingent-due')}</p>
      )}
      {position && (
        <p class="hint">
          {t('plan-left-at')} <bdi class="coord">{formatPoint(position)}</bdi> · {formatHeight(position.height_m)} · {formatInstant(position.at, { seconds: true })}
        </p>
      )}
    </div>
  );
}

function Deeds({ plan }: { plan: Plan }) {
  const declaring = useSignal(false);
  const can = offered(plan, nowMs.value);
  const busy = underWay.value !== undefined;
  const { start_ms } = spanOfPlan(plan);
  const copy = (): void => {
    openCopy(startingAt(draftOfPlan(plan), nextFullFive(nowMs.peek())));
    go('/plan');
  };
  return (
    <section aria-label={t('plan-deeds')}>
      <div class="buttons">
        {can.activate !== 'no' && (
          <Button kind="primary" busy={busy} disabled={can.activate === 'not-now'} onClick={() => void activate(plan)}>{t('plan-activate')}</Button>
        )}
        {can.change && <Button disabled={busy} onClick={() => void changeIt(plan)}>{t('plan-change')}</Button>}
        <Button onClick={copy}>{t('plan-duplicate')}</Button>
        {can.contingent && <Button kind="danger" disabled={busy} onClick={() => (declaring.value = true)}>{t('plan-contingent')}</Button>}
        {can.end && <Button kind="danger" disabled={busy} onClick={() => void endIt(plan)}>{t('plan-end-deed')}</Button>}
      </div>
      {can.activate === 'not-now' && (
        <p class="hint">{start_ms > nowMs.value ? t('plan-activate-from', { time: formatInstant(start_ms), duration: formatDuration(start_ms - nowMs.value) }) : t('plan-activate-not-now')}</p>
      )}
      <details>
        <summary>{t('plan-template-save')}</summary>
        <SaveTemplate about={draftOfPlan(plan)} />
      </details>
      {declaring.value && <Declare plan={plan} onClose={() => (declaring.value = false)} />}
    </section>
  );
}

async function changeIt(plan: Plan): Promise<void> {
  const now = draft.peek();
  const other = now !== undefined && now.parts.length > 0 && now.changes?.id !== plan.id;
  if (other && !(await confirmDeed({ title: t('plan-discard-title'), text: t('plan-replace-text'), deed: t('plan-discard') }))) return;
  outcome.value = undefined;
  if (now?.changes?.id !== plan.id) openDraft(draftOfPlan(plan));
  go('/plan');
}

async function endIt(plan: Plan): Promise<void> {
  const asked = { title: t('plan-end-title', { name: planName(plan.name) }), text: t('plan-end-text'), deed: t('plan-end-deed') };
  if (await confirmDeed(asked)) await end(plan);
}

/** The question before an operation is declared contingent: that cannot be taken back. Where it may be is said with it. */
function Declare({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const lateral = useSignal<number | null>(USUAL_REACH.lateral_m);
  const vertical = useSignal<number | null>(USUAL_REACH.vertical_m);
  const longer = useSignal<number | null>(USUAL_REACH.longer_ms / 60_000);
  const said = plan.off_nominal_volumes.length > 0;
  const wrong = [lateral, vertical, longer].some(({ value }) => value === null || value < 0) || (lateral.value ?? 0) > 50_000;
  const declare = (): void => {
    const reach = { lateral_m: lateral.value ?? 0, vertical_m: vertical.value ?? 0, longer_ms: (longer.value ?? 0) * 60_000 };
    onClose();
    void declareContingent(plan, reach, nowMs.peek());
  };
  return (
    <Dialog title={t('plan-contingent-title', { name: planName(plan.name) })} onClose={onClose}>
      <p>{t('plan-contingent-text')}</p>
      {said ? <p>{t('plan-contingent-known')}</p> : (
        <>
          <p>{t('plan-contingent-where')}</p>
          <NumberInput label={t('plan-contingent-lateral')} value={lateral.value} onValue={(value) => (lateral.value = value)} />
          <NumberInput label={t('plan-contingent-vertical')} value={vertical.value} onValue={(value) => (vertical.value = value)} />
          <NumberInput label={t('plan-contingent-longer')} value={longer.value} onValue={(value) => (longer.value = value)} />
        </>
      )}
      <div class="buttons">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button kind="danger" disabled={!said && wrong} onClick={declare}>{t('plan-contingent')}</Button>
      </div>
    </Dialog>
  );
}

function Facts({ plan }: { plan: Plan }) {
  const last = plan.last_position;
  return (
    <dl class="plan-facts">
      <dt>{t('plan-priority')}</dt>
      <dd>{formatNumber(plan.priority)}</dd>
      <dt>{t('plan-planner')}</dt>
      <dd><bdi>{actorName(plan.planner)}</bdi></dd>
      <dt>{t('plan-made')}</dt>
      <dd>{formatInstant(plan.created)}</dd>
      <dt>{t('plan-last-change')}</dt>
      <dd>{formatInstant(plan.changed)}</dd>
      {last && <dt>{t('plan-last-position')}</dt>}
      {last && <dd><bdi class="coord">{formatPoint(last)}</bdi> · {formatHeight(last.height_m)} · {formatInstant(last.at, { seconds: true })}</dd>}
      {plan.authorisations.length > 0 && <dt>{t('plan-authorisations')}</dt>}
      {plan.authorisations.length > 0 && <dd>{t('plan-authorisations-count', { n: plan.authorisations.length, count: formatNumber(plan.authorisations.length) })}</dd>}
      <dt>{t('plan-id')}</dt>
      <dd><bdi class="coord plan-id">{plan.id}</bdi></dd>
    </dl>
  );
}

function Volumes({ plan }: { plan: Plan }) {
  const count = useSignal(VOLUMES_SHOWN);
  const all: { volume: Volume; off: boolean }[] = [
    ...plan.volumes.map((volume) => ({ volume, off: false })), ...plan.off_nominal_volumes.map((volume) => ({ volume, off: true })),
  ];
  const rest = all.length - count.value;
  return (
    <section aria-label={t('plan-volumes')}>
      <h2>{t('plan-volumes')}</h2>
      <ol class="plan-volumes">
        {all.slice(0, count.value).map(({ volume, off }, index) => (
          <li key={index}>
            {off && <Tag tone="warn">{t('plan-off-nominal')}</Tag>} {formatBand(volume.volume.altitude_lower, volume.volume.altitude_upper)}
            <span class="hint">{formatSpan(volume.time_start, volume.time_end)}</span>
          </li>
        ))}
      </ol>
      {rest > 0 && (
        <Button onClick={() => (count.value += 10 * VOLUMES_SHOWN)}>{t('plan-parts-more', { n: rest, count: formatNumber(rest) })}</Button>
      )}
    </section>
  );
}
