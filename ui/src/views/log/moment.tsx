// A moment that is typed, in UTC, with the reader's own time beside it. The ledger's times are UTC, and so nothing is asked twice when
// clocks are set back.
import { formatInstant } from '../../format/times.ts';
import { TextField } from '../../parts/field.tsx';

interface Props {
  label: string;
  value: string | undefined;
  onChange: (instant: string | undefined) => void;
}

export function MomentField({ label, value, onChange }: Props) {
  const take = (text: string): void => {
    const ms = Date.parse(`${text}Z`);
    if (text === '') onChange(undefined);
    else if (Number.isFinite(ms)) onChange(new Date(ms).toISOString());
  };
  return (
    <TextField
      label={label}
      type="datetime-local"
      dir="ltr"
      step={1}
      value={value === undefined ? '' : new Date(value).toISOString().slice(0, 19)}
      hint={value === undefined ? undefined : formatInstant(value, { seconds: true })}
      onText={take}
    />
  );
}
