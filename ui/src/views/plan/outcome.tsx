// How a deed went, in words, with what can be done next: what it met and ways around, what somebody changed meanwhile, or that it is
// being found out.
import type { Plan } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { formatBand } from '../../format/lengths.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatInstant } from '../../format/times.ts';
import { Button } from '../../parts/button.tsx';
import { Progress } from '../../parts/progress.tsx';
import { nowMs } from '../../state/clock.ts';
import { shown } from '../../state/picture.ts';
import { go } from '../../state/route.ts';
import { outcome, underWay, type Outcome } from './deeds.ts';
import { draftOfPlan, endOf, startOf, type Draft } from './draft.ts';
import { change, draft, openDraft } from './state.ts';
import { Alternatives, Meetings } from './verdict-panel.tsx';
import { planName } from './words.ts';

/** What takes longer is said to be under way. */
const WORTH_SAYING_MS = 900;

export function UnderWay() {
  const doing = underWay.value;
  void nowMs.value;
  if (!doing || performance.now() - doing.since < WORTH_SAYING_MS) return null;
  return <Progress label={t(`plan-doing-${doing.deed}`)} />;
}

export function OutcomeBox({ outcome: how }: { outcome: Outcome }) {
  return (
    <div class={`plan-outcome ${how.kind}`} role={how.kind === 'done' ? 'status' : 'alert'}>
      <Said how={how} />
      <Button kind="quiet" class="plan-close" label={t('close')} onClick={() => (outcome.value = undefined)}>×</Button>
    </div>
  );
}

function Said({ how }: { how: Outcome }) {
  switch (how.kind) {
    case 'done':
      return <p>{t(how.plan.pending ? 'plan-being-found-out' : `plan-done-${how.deed}`, { name: planName(how.plan.name) })}</p>;
    case 'refused':
      return <RefusedBox how={how} />;
    case 'unheard':
      return (
        <div>
          <p>{t('plan-unheard')}</p>
          {how.id === undefined && <Unfound />}
        </div>
      );
    case 'changed':
      return <Changed id={how.id} />;
    case 'failed':
      return <p dir="auto">{how.refusal.at ? t('plan-refused-field', { text: how.refusal.text }) : how.refusal.text}</p>;
  }
}

function RefusedBox({ how }: { how: Extract<Outcome, { kind: 'refused' }> }) {
  const open = draft.value;
  const { meetings, alternatives } = how.refused;
  return (
    <div>
      <p>{t(`plan-refused-${how.deed === 'activate' ? 'activate' : 'submit'}`)}</p>
      <Meetings meetings={meetings} about={open} />
      {open && alternatives.length > 0 && <Alternatives alternatives={alternatives} about={open} />}
    </div>
  );
}

/** A new plan that was not heard of: it is in the picture once the node knows. */
function Unfound() {
  const name = draft.value?.name.trim();
  const candidates = [...shown.value.plans.all()].filter((plan) => plan.pending !== undefined && plan.name === name);
  return (
    <ul>
      {candidates.slice(0, 3).map((plan) => (
        <li key={plan.id}><Button onClick={() => go(`/plan/${plan.id}`)}>{planName(plan.name)}</Button></li>
      ))}
    </ul>
  );
}

function Changed({ id }: { id: string }) {
  const theirs = shown.value.plans.one(id);
  const mine = draft.value?.changes?.id === id ? draft.value : undefined;
  if (!theirs || !mine) return <p>{t('plan-changed-by-someone')}</p>;
  const rows = differences(mine, theirs);
  const keep = (): void => {
    outcome.value = undefined;
    change({ ...mine, changes: { id, revision: theirs.revision, state: theirs.state } });
  };
  const take = (): void => {
    outcome.value = undefined;
    openDraft(draftOfPlan(theirs));
  };
  return (
    <div>
      <p>{t('plan-changed-by-someone')} {t('plan-changed-draft-kept')}</p>
      <table class="plan-differences">
        <thead>
          <tr><th scope="col">{t('plan-differs')}</th><th scope="col">{t('plan-theirs')}</th><th scope="col">{t('plan-mine')}</th></tr>
        </thead>
        <tbody>
          {rows.map(({ key, theirs: there, mine: here }) => (
            <tr key={key}><th scope="row">{t(key)}</th><td dir="auto">{there}</td><td dir="auto">{here}</td></tr>
          ))}
        </tbody>
      </table>
      <div class="buttons">
        <Button onClick={keep}>{t('plan-keep-mine')}</Button>
        <Button onClick={take}>{t('plan-take-theirs')}</Button>
      </div>
    </div>
  );
}

/** What is not the same in the draft and in the plan as somebody else left it. */
function differences(mine: Draft, theirs: Plan): { key: string; theirs: string; mine: string }[] {
  const other = draftOfPlan(theirs);
  const time = (ms: number | null): string => (ms === null ? '' : formatInstant(ms));
  const heights = (of: Draft): string =>
    of.parts.slice(0, 3).map(({ lower, upper }) => formatBand({ ...lower, value: lower.value ?? 0 }, { ...upper, value: upper.value ?? 0 })).join('; ');
  const rows: [string, (of: Draft) => string][] = [
    ['plan-name', (of) => planName(of.name)],
    ['plan-priority', (of) => formatNumber(of.priority ?? 0)],
    ['plan-start', (of) => time(startOf(of))],
    ['plan-end', (of) => time(endOf(of))],
    ['plan-heights', heights],
    ['plan-parts', (of) => formatNumber(of.parts.length)],
    ['plan-state', (of) => (of.changes ? t(`state-${of.changes.state}`) : '')],
  ];
  return rows.map(([key, read]) => ({ key, theirs: read(other), mine: read(mine) })).filter((row) => row.theirs !== row.mine);
}
