// A date and a time in the reader's zone or in UTC, with the same moment in the other zone below, and how far it is from now. Arrow keys
// move it by five minutes or a day, with Shift by an hour or a week. Typed text stays as it is until the field is left.
import { useId, useState } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { problemText } from '../format/reading.ts';
import { formatInstant, formatRelative, zone, zoneName } from '../format/times.ts';
import { exactNowMs, nowMs } from '../state/clock.ts';
import type { Instant } from '../api/types.ts';
import { instantOfTexts, settled, stepped, textsOf, toInstant, type TimeTexts } from './time-fields.ts';

interface TimeInputProps {
  label: string;
  value: Instant | undefined;
  /** Called with each change; undefined while what stands there is no time. */
  onInstant: (instant: Instant | undefined) => void;
  error?: string | undefined;
  hint?: string | undefined;
  disabled?: boolean;
}

export function TimeInput({ label, value, onInstant, error, hint, disabled }: TimeInputProps) {
  const id = useId();
  const [inUtc, setInUtc] = useState(false);
  const timeZone = inUtc ? 'UTC' : zone();
  const atMs = value === undefined ? undefined : Date.parse(value);
  const { texts, setTexts } = useTexts(atMs, timeZone);
  const reading = instantOfTexts(texts, timeZone);
  const empty = texts.date.trim() === '' && texts.time.trim() === '';
  const problem = (empty ? undefined : problemText(reading)) ?? error;

  const type = (change: Partial<TimeTexts>): void => {
    const next = { ...texts, ...change };
    setTexts(next);
    const meant = instantOfTexts(next, timeZone);
    onInstant(meant.ok ? toInstant(meant.value) : undefined);
  };
  const show = (ms: number): void => {
    setTexts(textsOf(ms, timeZone));
    onInstant(toInstant(ms));
  };
  const leave = (): void => {
    const meant = settled(texts, timeZone, exactNowMs());
    if (meant.ok) show(meant.value);
  };
  const press = (event: KeyboardEvent, field: 'date' | 'time'): void => {
    if (event.key === 'Enter') leave();
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const from = settled(texts, timeZone, exactNowMs());
    show(stepped(from.ok ? from.value : undefined, exactNowMs(), field, event.key === 'ArrowUp', event.shiftKey));
  };
  const field = (name: 'date' | 'time') => (
    <input
      type="text"
      class={`time-${name}`}
      dir={name === 'time' ? 'ltr' : 'auto'}
      autocomplete="off"
      spellcheck={false}
      disabled={disabled}
      value={texts[name]}
      aria-label={`${label}: ${t(name === 'date' ? 'time-date' : 'time-clock')}`}
      aria-describedby={`${id}-other${problem ? ` ${id}-error` : ''}`}
      aria-invalid={problem ? true : undefined}
      onInput={(event) => type({ [name]: event.currentTarget.value })}
      onBlur={leave}
      onKeyDown={(event) => press(event, name)}
    />
  );
  return (
    <fieldset class="field time-input" disabled={disabled}>
      <legend>{label}</legend>
      <div class="time-parts">
        {field('date')}
        {field('time')}
        <select aria-label={`${label}: ${t('time-zone')}`} value={inUtc ? 'utc' : 'local'} onChange={(event) => setInUtc(event.currentTarget.value === 'utc')}>
          <option value="local">{t('time-zone-local', { zone: zoneName(atMs ?? nowMs.value, zone()) })}</option>
          <option value="utc">UTC</option>
        </select>
      </div>
      <p id={`${id}-other`} class="hint">
        {atMs !== undefined && Number.isFinite(atMs) ? (
          <>
            = <bdi>{formatInstant(atMs, { utc: !inUtc })}</bdi> · {formatRelative(atMs, nowMs.value)}
          </>
        ) : (
          hint
        )}
      </p>
      {problem && <p id={`${id}-error`} class="error" role="alert">{problem}</p>}
    </fieldset>
  );
}

/** The texts, written anew when the value or the zone change otherwise than by typing. */
function useTexts(atMs: number | undefined, timeZone: string): { texts: TimeTexts; setTexts: (texts: TimeTexts) => void } {
  const [texts, setTexts] = useState(() => textsOf(atMs, timeZone));
  const [last, setLast] = useState({ atMs, timeZone });
  if (last.atMs !== atMs || last.timeZone !== timeZone) {
    setLast({ atMs, timeZone });
    const meant = instantOfTexts(texts, timeZone);
    const typed = atMs === undefined ? !meant.ok : meant.ok && meant.value === atMs;
    // A whole second is what the texts can say; a value that comes from elsewhere may have parts of one.
    if (!typed) {
      const written = textsOf(atMs, timeZone);
      setTexts(written);
      return { texts: written, setTexts };
    }
  }
  return { texts, setTexts };
}
