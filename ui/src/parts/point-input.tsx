// One field for a place, in the reader's notation or any other, which says back in a second notation what it has read: a place that is
// read out or copied wrongly by one digit lies kilometres away.
import { t } from '../i18n/index.ts';
import { formatPoint, readPoint, secondNotation } from '../format/coordinates.ts';
import { problemText } from '../format/reading.ts';
import type { Point } from '../api/types.ts';
import { Field } from './field.tsx';
import { useTyped } from './typed.ts';

interface PointInputProps {
  label: string;
  value: Point | undefined;
  /** Called with each change; undefined while what stands there is no place. */
  onPoint: (point: Point | undefined) => void;
  error?: string | undefined;
  disabled?: boolean;
}

/** Two texts mean the same place if they are less than a metre apart. */
const SAME_DEGREES = 1e-5;

const samePoint = (one: Point | undefined, other: Point | undefined): boolean =>
  one === other ||
  (one !== undefined && other !== undefined && Math.abs(one.lat - other.lat) < SAME_DEGREES && Math.abs(one.lng - other.lng) < SAME_DEGREES);

const meant = (text: string): Point | undefined => {
  const reading = readPoint(text);
  return reading.ok ? reading.value : undefined;
};

export function PointInput({ label, value, onPoint, error, disabled }: PointInputProps) {
  const written = value ? formatPoint(value) : '';
  const { text, type, settle } = useTyped(written, (typed) => samePoint(meant(typed), value), (typed) => onPoint(meant(typed)));
  const reading = text.trim() === '' ? undefined : readPoint(text);
  const readBack = reading?.ok ? t('coord-reads', { point: formatPoint(reading.value, secondNotation()) }) : t('coord-hint');
  return (
    <Field label={label} hint={readBack} error={problemText(reading) ?? error}>
      {({ id, describedBy, invalid }) => (
        <input
          id={id}
          class="coord-input"
          dir="ltr"
          type="text"
          autocomplete="off"
          spellcheck={false}
          disabled={disabled}
          value={text}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          onInput={(event) => type(event.currentTarget.value)}
          onBlur={settle}
        />
      )}
    </Field>
  );
}
