// A labelled input with its hint and its error, tied together for screen readers.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  children: (ids: { id: string; describedBy: string | undefined; invalid: boolean }) => ComponentChildren;
}

/** Any control: the function gets the ids to put on it. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, describedBy: described || undefined, invalid: error !== undefined })}
      {hint && <p id={`${id}-hint`} class="hint">{hint}</p>}
      {error && <p id={`${id}-error`} class="error" role="alert">{error}</p>}
    </div>
  );
}

interface InputProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  onText?: (text: string) => void;
  value?: string | number | undefined;
  type?: 'text' | 'password' | 'number' | 'search' | 'datetime-local' | 'date' | 'time' | 'url';
  dir?: 'auto' | 'ltr' | 'rtl';
  name?: string;
  autocomplete?: 'off' | 'username' | 'current-password' | 'new-password' | 'one-time-code' | 'name';
  inputMode?: 'text' | 'numeric' | 'decimal' | 'search';
  placeholder?: string;
  required?: boolean;
  disabled?: boolean;
  readOnly?: boolean;
  autofocus?: boolean;
  minLength?: number;
  maxLength?: number;
  min?: number | string;
  max?: number | string;
  step?: number | string;
  list?: string;
  onBlur?: (event: FocusEvent) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
}

/** One line of text. `dir="auto"` lets Arabic and Latin text each run their way; give `dir="ltr"` for coordinates and codes. */
export function TextField({ label, hint, error, onText, dir = 'auto', type = 'text', ...rest }: InputProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {({ id, describedBy, invalid }) => (
        <input
          {...rest}
          id={id}
          dir={dir}
          type={type as 'text'}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          onInput={(event) => onText?.(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface SelectProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; text: string }[];
  onChoose: (value: T) => void;
  hint?: string;
  disabled?: boolean;
}

export function SelectField<T extends string>({ label, value, options, onChoose, hint, disabled }: SelectProps<T>) {
  return (
    <Field label={label} hint={hint}>
      {({ id, describedBy }) => (
        <select
          id={id}
          value={value}
          disabled={disabled}
          aria-describedby={describedBy}
          onChange={(event) => onChoose(event.currentTarget.value as T)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>{option.text}</option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function CheckField({ label, checked, onCheck, hint, disabled }: {
  label: string;
  checked: boolean;
  onCheck: (checked: boolean) => void;
  hint?: string;
  disabled?: boolean;
}) {
  const id = useId();
  return (
    <div class="field check">
      <input id={id} type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onCheck(event.currentTarget.checked)} />
      <label for={id}>{label}</label>
      {hint && <p class="hint">{hint}</p>}
    </div>
  );
}
