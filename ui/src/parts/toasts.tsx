// Short messages about what was just done or could not be done. Failures stay until they are closed; what went well goes by itself.
import { signal } from '@preact/signals';
import { t } from '../i18n/index.ts';
import { Button } from './button.tsx';

interface Toast {
  id: number;
  text: string;
  failure: boolean;
}

/** Messages shown at one time; the oldest gives way. */
const MAX_TOASTS = 5;
const GOES_AFTER_MS = 6_000;

const toasts = signal<Toast[]>([]);
let nextId = 1;

function add(text: string, failure: boolean): void {
  const toast = { id: nextId++, text, failure };
  toasts.value = [...toasts.peek(), toast].slice(-MAX_TOASTS);
  if (!failure) setTimeout(() => close(toast.id), GOES_AFTER_MS);
}

function close(id: number): void {
  toasts.value = toasts.peek().filter((toast) => toast.id !== id);
}

export const say = (text: string): void => add(text, false);
export const sayFailure = (text: string): void => add(text, true);

export function Toasts() {
  return (
    <div class="toasts" aria-live="polite">
      {toasts.value.map((toast) => (
        <div key={toast.id} class={toast.failure ? 'toast failure' : 'toast'} role={toast.failure ? 'alert' : 'status'}>
          <span dir="auto">{toast.text}</span>
          <Button kind="quiet" label={t('close')} onClick={() => close(toast.id)}>×</Button>
        </div>
      ))}
    </div>
  );
}
