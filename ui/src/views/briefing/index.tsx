// The view "briefing": choose operations, a period and what is to stand on the sheet, look at it, print it.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/index.ts';
import { Button } from '../../parts/button.tsx';
import { CheckField } from '../../parts/field.tsx';
import { TimeInput } from '../../parts/time-input.tsx';
import { exactNowMs } from '../../state/clock.ts';
import { shown } from '../../state/picture.ts';
import { go, route } from '../../state/route.ts';
import { shortId } from '../log/sentences.ts';
import { Paper } from './paper.tsx';
import { askedOf, fitting, PARTS, plansOf, type Asked, type Part } from './sheet.ts';
import './briefing.css';

const parts = signal<ReadonlySet<Part>>(new Set(PARTS));
/** When the sheet was begun: a period that begins now does not run away while it is read. */
const begunMs = signal(0);

export default function BriefingView() {
  useEffect(() => {
    begunMs.value = exactNowMs();
  }, []);
  const asked = askedOf(route.value.query, begunMs.value || exactNowMs());
  return (
    <div class="briefing">
      <h1>{t('view-briefing')}</h1>
      <Choice asked={asked} />
      <Paper asked={asked} parts={parts.value} />
    </div>
  );
}

function Choice({ asked }: { asked: Asked }) {
  const choose = (change: { plans?: string[]; from?: string | undefined; to?: string | undefined }): void => {
    const query = new URLSearchParams(route.peek().query);
    for (const [name, value] of Object.entries(change)) {
      const text = Array.isArray(value) ? value.join(',') : value;
      if (text) query.set(name, text);
      else query.delete(name);
    }
    go(`/briefing?${query.toString()}`, { replace: true });
  };
  return (
    <div class="briefing-choice">
      <div class="briefing-fields">
        <Plans asked={asked} onChoose={(plans) => choose({ plans })} />
        <fieldset>
          <legend>{t('briefing-period')}</legend>
          <TimeInput label={t('briefing-period-from')} value={new Date(asked.fromMs).toISOString()} onInstant={(from) => choose({ from })} />
          <TimeInput label={t('briefing-period-to')} value={new Date(asked.toMs).toISOString()} onInstant={(to) => choose({ to })} />
        </fieldset>
        <fieldset>
          <legend>{t('briefing-content')}</legend>
          {PARTS.map((part) => <PartCheck key={part} part={part} />)}
        </fieldset>
      </div>
      <Button kind="primary" onClick={() => window.print()}>{t('briefing-print')}</Button>
    </div>
  );
}

function PartCheck({ part }: { part: Part }) {
  const toggle = (checked: boolean): void => {
    const next = new Set(parts.peek());
    if (checked) next.add(part);
    else next.delete(part);
    parts.value = next;
  };
  return <CheckField label={t(`briefing-part-${part}`)} checked={parts.value.has(part)} onCheck={toggle} />;
}

function Plans({ asked, onChoose }: { asked: Asked; onChoose: (plans: string[]) => void }) {
  const stores = shown.value;
  const chosen = asked.plans.map((id) => stores.plans.one(id)).filter((plan) => plan !== undefined);
  const offered = [...new Map([...chosen, ...plansOf(stores.plans.all(), asked)].map((plan) => [plan.id, plan])).values()];
  const { shown: rows, leftOut } = fitting(offered);
  return (
    <fieldset>
      <legend>{t('briefing-choose-plans')}</legend>
      <p class="hint">{t('briefing-choose-hint')}</p>
      <div class="briefing-plans">
        {rows.map((plan) => (
          <CheckField
            key={plan.id}
            label={plan.name || shortId(plan.id)}
            checked={asked.plans.includes(plan.id)}
            onCheck={(checked) => onChoose(checked ? [...asked.plans, plan.id] : asked.plans.filter((id) => id !== plan.id))}
          />
        ))}
        {rows.length === 0 && <p>{t('briefing-no-operations')}</p>}
      </div>
      {leftOut > 0 && <p class="hint">{t('briefing-narrow')}</p>}
    </fieldset>
  );
}
