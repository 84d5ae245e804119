// Inputs of the plan view: numbers, heights, times, corners. What is typed stays as typed while it is being typed; the draft gets what it
// means, or nothing where it means nothing, so that nothing is sent that is not on the page.
import { useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { Altitude, Point } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { formatPoint, parsePoint } from '../../format/coordinates.ts';
import { formatNumber, parseNumber } from '../../format/numbers.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { HeightInput } from '../../parts/height-input.tsx';
import { PointInput } from '../../parts/point-input.tsx';
import { TimeInput } from '../../parts/time-input.tsx';
import { useTyped } from '../../parts/typed.ts';
import type { Height } from './draft.ts';
import { settled } from './state.ts';

interface NumberInputProps {
  label: string;
  value: number | null;
  onValue: (value: number | null) => void;
  hint?: string | undefined;
  error?: string | undefined;
  after?: ComponentChildren;
}

export function NumberInput({ label, value, onValue, hint, error, after }: NumberInputProps) {
  const read = (text: string): number | null => parseNumber(text) ?? null;
  const { text, type } = useTyped(value === null ? '' : String(value), (typed) => read(typed) === value, (typed) => onValue(read(typed)));
  return (
    <Field label={label} hint={hint} error={error}>
      {({ id, describedBy, invalid }) => (
        <div class="plan-joined">
          <input
            id={id} class="num" type="text" inputMode="decimal" dir="ltr" autocomplete="off" value={text} aria-describedby={describedBy}
            aria-invalid={invalid || undefined} onBlur={settled} onInput={(event) => type(event.currentTarget.value)}
          />
          {after}
        </div>
      )}
    </Field>
  );
}

export function DraftHeight({ label, height, error, onHeight }: {
  label: string;
  height: Height;
  error: string | undefined;
  onHeight: (height: Height) => void;
}) {
  const value: Altitude | undefined = height.value === null ? undefined : { ...height, value: height.value };
  const take = (altitude: Altitude | undefined): void => {
    if (!altitude) return onHeight({ ...height, value: null });
    const reference = altitude.reference === 'SFC' ? 'AGL' : altitude.reference;
    onHeight({ value: altitude.value, reference, units: altitude.units });
  };
  return <HeightInput label={label} value={value} error={error} onHeight={take} />;
}

export function DraftTime({ label, ms, error, onMs, disabled }: {
  label: string;
  ms: number | null;
  error?: string | undefined;
  onMs: (ms: number | null) => void;
  disabled?: boolean;
}) {
  const value = ms === null ? undefined : new Date(ms).toISOString();
  const take = (instant: string | undefined): void => onMs(instant === undefined ? null : Date.parse(instant));
  return <TimeInput label={label} value={value} error={error} disabled={disabled ?? false} onInstant={take} />;
}

/** Corners listed at once; the others are drawn and kept, and seen when asked for. */
const CORNERS_SHOWN = 24;

export function Corners({ points, onPoints }: { points: readonly Point[]; onPoints: (points: Point[]) => void }) {
  const [shown, setShown] = useState(CORNERS_SHOWN);
  const put = (index: number, point: Point): void => onPoints(points.map((old, at) => (at === index ? point : old)));
  const rest = points.length - shown;
  return (
    <>
      <ol class="plan-corners">
        {points.slice(0, shown).map((point, index) => (
          <li key={index}>
            <Corner point={point} label={t('plan-corner', { number: formatNumber(index + 1) })} onPoint={(changed) => put(index, changed)} />
            <Button kind="quiet" label={t('plan-corner-remove', { number: formatNumber(index + 1) })} onClick={() => onPoints(points.filter((_, at) => at !== index))}>×</Button>
          </li>
        ))}
      </ol>
      {rest > 0 && <Button onClick={() => setShown(shown + 10 * CORNERS_SHOWN)}>{t('plan-corners-more', { n: rest, count: formatNumber(rest) })}</Button>}
      <NewCorner onPoint={(point) => onPoints([...points, point])} />
    </>
  );
}

/** A place in the reader's notation is good to about a metre: a text that means it to that leaves it as it is. */
const SAME_DEGREES = 2e-5;
const samePlace = (a: Point | undefined, b: Point): boolean =>
  a !== undefined && Math.abs(a.lat - b.lat) < SAME_DEGREES && Math.abs(a.lng - b.lng) < SAME_DEGREES;

export function Corner({ point, label, onPoint }: { point: Point; label: string; onPoint: (point: Point) => void }) {
  const take = (typed: string): void => {
    const read = parsePoint(typed);
    if (read) onPoint(read);
  };
  const { text, type, settle } = useTyped(formatPoint(point), (typed) => samePlace(parsePoint(typed), point), take);
  const wrong = parsePoint(text) === undefined;
  return (
    <input
      type="text" dir="ltr" class="coord" autocomplete="off" spellcheck={false} value={text} aria-label={label} aria-invalid={wrong || undefined}
      onInput={(event) => type(event.currentTarget.value)}
      onBlur={() => {
        settle();
        settled();
      }}
    />
  );
}

function NewCorner({ onPoint }: { onPoint: (point: Point) => void }) {
  const [point, setPoint] = useState<Point | undefined>(undefined);
  // A field of its own for each corner: the text of the last one goes with it.
  const [round, setRound] = useState(0);
  const add = (): void => {
    if (!point) return;
    onPoint(point);
    setPoint(undefined);
    setRound(round + 1);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') add();
  };
  return (
    <div class="plan-new-corner" onKeyDown={press}>
      <PointInput key={round} label={t('plan-corner-new')} value={point} onPoint={setPoint} />
      <Button disabled={!point} onClick={add}>{t('plan-corner-add')}</Button>
    </div>
  );
}
