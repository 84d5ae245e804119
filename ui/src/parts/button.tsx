// Buttons. `busy` keeps a button from being pressed twice while what it does is under way, and says so.
import type { ComponentChildren, JSX } from 'preact';

export interface ButtonProps extends Omit<JSX.IntrinsicElements['button'], 'class'> {
  kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  busy?: boolean;
  /** Needed where the button shows no words. */
  label?: string;
  class?: string;
  children?: ComponentChildren;
}

export function Button({ kind = 'plain', busy = false, label, disabled, children, class: more, type, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      class={`button ${kind}${more ? ` ${more}` : ''}`}
      aria-label={label}
      title={label}
      aria-busy={busy || undefined}
      disabled={disabled === true || busy}
    >
      {children}
    </button>
  );
}
