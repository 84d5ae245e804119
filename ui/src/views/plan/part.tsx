// One part of the draft: its form, heights, times and buffer, each typed as well as drawn, each with what is wrong with it beside it.
import { useRef } from 'preact/hooks';
import { t } from '../../i18n/index.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatDuration, formatInstant } from '../../format/times.ts';
import { Button } from '../../parts/button.tsx';
import { pointsOf, USUAL_DURATION_MS, withPoints, type Form, type Part } from './draft.ts';
import { Corner, Corners, DraftHeight, DraftTime, NumberInput } from './inputs.tsx';
import type { PartField } from './limits.ts';
import { errorAt } from './problems.ts';
import { changePart, chosen, removePart } from './state.ts';

const MINUTE_MS = 60_000;

export function PartEditor({ part, index }: { part: Part; index: number }) {
  const open = chosen.value === part.id;
  const error = (field: PartField): string | undefined => errorAt(field, index);
  const wrong = (['form', 'radius', 'lower', 'upper', 'start', 'end', 'buffer'] as const).some((field) => error(field) !== undefined);
  return (
    <li class={open ? 'plan-part open' : 'plan-part'}>
      <div class="plan-part-head">
        <button type="button" class="plan-part-name" aria-expanded={open} onClick={() => (chosen.value = open ? undefined : part.id)}>
          <span aria-hidden="true">{SIGNS[part.form.kind]}</span>
          <span>
            {t('plan-part', { number: formatNumber(index + 1), kind: t(`plan-form-${part.form.kind}`) })}
            <span class="hint">{summary(part)}</span>
          </span>
          {wrong && <span class="plan-wrong">{t('plan-part-wrong')}</span>}
        </button>
        <Button kind="quiet" label={t('plan-part-remove', { number: formatNumber(index + 1) })} onClick={() => removePart(part.id)}>×</Button>
      </div>
      {open && <PartFields part={part} error={error} />}
    </li>
  );
}

const SIGNS: Record<Form['kind'], string> = { polygon: '⬠', circle: '◯', corridor: '⫽' };

function summary(part: Part): string {
  if (part.start_ms === null || part.end_ms === null) return '';
  const time = formatInstant(part.start_ms, { dateless: true });
  return t('plan-part-when', { time, duration: formatDuration(part.end_ms - part.start_ms) });
}

function PartFields({ part, error }: { part: Part; error: (field: PartField) => string | undefined }) {
  const put = (change: Partial<Omit<Part, 'id'>>, gesture: string): void => changePart(part.id, change, gesture);
  // How long it lasts, also while the start is being typed and means nothing: the end moves with the start.
  const length = useRef(USUAL_DURATION_MS);
  if (part.start_ms !== null && part.end_ms !== null) length.current = part.end_ms - part.start_ms;
  const move = (start_ms: number | null): void => put(start_ms === null ? { start_ms } : { start_ms, end_ms: start_ms + length.current }, 'start');
  const minutes = part.start_ms === null || part.end_ms === null ? null : Math.round(((part.end_ms - part.start_ms) / MINUTE_MS) * 100) / 100;
  return (
    <div class="plan-part-fields">
      <DraftHeight label={t('plan-lower')} height={part.lower} error={error('lower')} onHeight={(lower) => put({ lower }, 'lower')} />
      <DraftHeight label={t('plan-upper')} height={part.upper} error={error('upper')} onHeight={(upper) => put({ upper }, 'upper')} />
      <DraftTime label={t('plan-start')} ms={part.start_ms} error={error('start')} onMs={move} />
      <DraftTime label={t('plan-end')} ms={part.end_ms} error={error('end')} onMs={(end_ms) => put({ end_ms }, 'end')} />
      <div class="plan-pair">
        <NumberInput
          label={t('plan-duration')} value={minutes}
          onValue={(value) => value !== null && part.start_ms !== null && put({ end_ms: part.start_ms + Math.round(value * MINUTE_MS) }, 'end')}
        />
        <NumberInput label={t('plan-buffer')} value={part.buffer_m} error={error('buffer')} onValue={(buffer_m) => put({ buffer_m }, 'buffer')} />
      </div>
      <FormFields part={part} error={error} />
    </div>
  );
}

function FormFields({ part, error }: { part: Part; error: (field: PartField) => string | undefined }) {
  const { form } = part;
  const put = (changed: Form, gesture: string): void => changePart(part.id, { form: changed }, gesture);
  const wrong = error('form');
  return (
    <fieldset class="plan-form">
      <legend>{t(`plan-form-${form.kind}`)}</legend>
      {wrong && <p class="error" role="alert">{wrong}</p>}
      {form.kind === 'circle' && (
        <>
          <div class="field">
            <span class="plan-label" aria-hidden="true">{t('plan-center')}</span>
            <Corner point={form.center} label={t('plan-center')} onPoint={(center) => put({ ...form, center }, 'center')} />
          </div>
          <NumberInput label={t('plan-radius')} value={form.radius_m} error={error('radius')} onValue={(radius_m) => put({ ...form, radius_m }, 'radius')} />
        </>
      )}
      {form.kind === 'corridor' && (
        <NumberInput
          label={t('plan-half-width')} hint={t('plan-half-width-hint')} value={form.halfWidth_m} error={error('radius')}
          onValue={(halfWidth_m) => put({ ...form, halfWidth_m }, 'radius')}
        />
      )}
      {form.kind !== 'circle' && (
        <details open={pointsOf(form).length <= 8}>
          <summary>{t('plan-corners', { n: pointsOf(form).length, count: formatNumber(pointsOf(form).length) })}</summary>
          <Corners points={pointsOf(form)} onPoints={(points) => put(withPoints(form, points), 'corners')} />
        </details>
      )}
    </fieldset>
  );
}
