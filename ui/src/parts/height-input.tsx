// A height: number, unit, and what it is above. Changing unit or reference does not convert the number: it says what the number was meant
// to be, as one reads it off a chart.
import { useId, useState } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { readAltitude, type HeightReference } from '../format/lengths.ts';
import { problemText } from '../format/reading.ts';
import { preferences } from '../state/settings.ts';
import type { Altitude } from '../api/types.ts';
import { useTyped } from './typed.ts';

interface HeightInputProps {
  label: string;
  value: Altitude | undefined;
  /** Called with each change; undefined while what stands there is no height. */
  onHeight: (altitude: Altitude | undefined) => void;
  error?: string | undefined;
  disabled?: boolean;
}

const REFERENCES: readonly HeightReference[] = ['AGL', 'AMSL', 'W84', 'FL'];

export function HeightInput({ label, value, onHeight, error, disabled }: HeightInputProps) {
  const id = useId();
  const preferred = preferences.value;
  const [chosenUnit, setUnit] = useState<'m' | 'ft'>(preferred.heightUnit);
  const [chosenReference, setReference] = useState<HeightReference>(preferred.heightReference);
  const unit = value && value.reference !== 'FL' ? (value.units === 'FT' ? 'ft' : 'm') : chosenUnit;
  // What is not a height yet keeps the choices that were made for it.
  const reference = value ? (value.reference === 'SFC' ? 'AGL' : value.reference) : chosenReference;
  const read = (text: string, inUnit = unit, above = reference): Altitude | undefined => {
    const reading = readAltitude(text, inUnit, above);
    return reading.ok ? reading.value : undefined;
  };
  const written = value ? String(Math.round(value.value * 100) / 100) : '';
  // An empty value and a text that is no height yet belong together: what is being typed stays.
  const same = (typed: string): boolean => (written === '' ? read(typed) === undefined : read(typed)?.value === Number(written));
  const { text, type } = useTyped(written, same, (typed) => onHeight(read(typed)));
  const reading = text.trim() === '' ? undefined : readAltitude(text, unit, reference);
  const problem = problemText(reading) ?? error;
  const choose = (inUnit: 'm' | 'ft', above: HeightReference): void => {
    setUnit(inUnit);
    setReference(above);
    onHeight(read(text, inUnit, above));
  };
  return (
    <fieldset class="field height-input" disabled={disabled}>
      <legend>{label}</legend>
      <div class="height-parts">
        <input
          type="text"
          inputMode="decimal"
          dir="ltr"
          autocomplete="off"
          class="num"
          value={text}
          aria-label={`${label}: ${t('height-value')}`}
          aria-describedby={problem ? `${id}-error` : undefined}
          aria-invalid={problem ? true : undefined}
          onInput={(event) => type(event.currentTarget.value)}
        />
        <select
          aria-label={`${label}: ${t('height-unit')}`}
          value={unit}
          disabled={reference === 'FL'}
          onChange={(event) => choose(event.currentTarget.value as 'm' | 'ft', reference)}
        >
          <option value="m">{t('unit-m')}</option>
          <option value="ft">{t('unit-ft')}</option>
        </select>
        <select
          aria-label={`${label}: ${t('height-reference')}`}
          value={reference}
          onChange={(event) => choose(unit, event.currentTarget.value as HeightReference)}
        >
          {REFERENCES.map((one) => (
            <option key={one} value={one}>{t(`reference-${one.toLowerCase()}`)}</option>
          ))}
        </select>
      </div>
      {problem && <p id={`${id}-error`} class="error" role="alert">{problem}</p>}
    </fieldset>
  );
}
