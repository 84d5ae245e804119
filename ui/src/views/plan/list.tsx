// The plans of this desk, those that fly or fail first, and the ways to begin a new one.
import { useSignal } from '@preact/signals';
import type { Plan } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatDuration, formatInstant } from '../../format/times.ts';
import { Button } from '../../parts/button.tsx';
import { confirmDeed } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/field.tsx';
import { Tag } from '../../parts/tag.tsx';
import { nowMs } from '../../state/clock.ts';
import { shown } from '../../state/picture.ts';
import { go } from '../../state/route.ts';
import { select } from '../../state/selection.ts';
import { may } from '../../state/session.ts';
import { emptyDraft } from './draft.ts';
import { tool } from './drawing.ts';
import { ImportPanel } from './import-panel.tsx';
import { found, spanOfPlan } from './listing.ts';
import { draft, openDraft } from './state.ts';
import { Templates } from './templates.tsx';
import { planName, stateTone } from './words.ts';

/** Plans listed at once. */
const PLANS_SHOWN = 40;

/** Asks before a draft that is open gives way. */
async function mayReplace(): Promise<boolean> {
  const now = draft.peek();
  if (!now || now.parts.length === 0) return true;
  return confirmDeed({ title: t('plan-discard-title'), text: t('plan-replace-text'), deed: t('plan-discard') });
}

async function begin(how: 'polygon' | 'none'): Promise<void> {
  if (!(await mayReplace())) return;
  openDraft(emptyDraft());
  tool.value = how;
  go('/plan');
}

const replaceAndShow = async (): Promise<boolean> => {
  const yes = await mayReplace();
  if (yes) go('/plan');
  return yes;
};

export function PlanList() {
  const open = draft.value;
  return (
    <>
      <h1>{t('plan-title')}</h1>
      {open && may('planner') && (
        <p class="plan-continue">
          <Button kind="primary" onClick={() => go('/plan')}>{t('plan-continue', { name: planName(open.name) })}</Button>
        </p>
      )}
      {may('planner') && (
        <section aria-label={t('plan-begin')}>
          <div class="buttons">
            <Button kind={open ? 'plain' : 'primary'} onClick={() => void begin('polygon')}>{t('plan-begin-draw')}</Button>
            <Button onClick={() => void begin('none')}>{t('plan-begin-type')}</Button>
          </div>
          <details>
            <summary>{t('plan-from-file')}</summary>
            <ImportPanel />
          </details>
        </section>
      )}
      <section aria-label={t('plan-templates')}>
        <h2>{t('plan-templates')}</h2>
        <Templates replace={replaceAndShow} />
      </section>
      <Own />
    </>
  );
}

function Own() {
  const sought = useSignal('');
  const ended = useSignal(false);
  const count = useSignal(PLANS_SHOWN);
  const all = found(shown.value.plans.all(), sought.value, ended.value);
  return (
    <section aria-label={t('plan-own')}>
      <h2>{t('plan-own')}</h2>
      <TextField label={t('plan-search')} type="search" value={sought.value} autocomplete="off" onText={(text) => (sought.value = text)} />
      <label class="plan-check">
        <input type="checkbox" checked={ended.value} onChange={(event) => (ended.value = event.currentTarget.checked)} />
        <span>{t('plan-show-ended')}</span>
      </label>
      {all.length === 0 && <p class="hint">{t(sought.value.trim() ? 'plan-none-found' : 'plan-none')}</p>}
      <ul class="plan-list">
        {all.slice(0, count.value).map((plan) => <Row key={plan.id} plan={plan} />)}
      </ul>
      {all.length > count.value && (
        <Button onClick={() => (count.value += PLANS_SHOWN)}>{t('plan-more', { n: all.length - count.value, count: formatNumber(all.length - count.value) })}</Button>
      )}
    </section>
  );
}

function Row({ plan }: { plan: Plan }) {
  const { start_ms, end_ms } = spanOfPlan(plan);
  const path = `/plan/${plan.id}`;
  const open = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    select('plan', plan.id, { focus: true });
    go(path);
  };
  const now = nowMs.value;
  const when = start_ms > now ? t('plan-starts-in', { duration: formatDuration(start_ms - now) })
    : end_ms > now ? t('plan-ends-in', { duration: formatDuration(end_ms - now) }) : t('plan-over');
  return (
    <li>
      <a class="plan-row" href={path} onClick={open}>
        <strong dir="auto">{planName(plan.name)}</strong>
        <Tag tone={stateTone(plan.state)}>{t(`state-${plan.state}`)}</Tag>
        <span class="hint">{Number.isFinite(start_ms) ? formatInstant(start_ms) : ''}{plan.state !== 'ended' && ` · ${when}`}</span>
        {plan.meetings.some((meeting) => meeting.blocks) && <Tag tone="bad">{t('plan-has-conflict')}</Tag>}
      </a>
    </li>
  );
}
