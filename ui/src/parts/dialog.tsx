// A modal dialog (the browser's own: it keeps the focus inside and gives it back), and the question before what cannot be undone.
import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { Button } from './button.tsx';

interface DialogProps {
  title: string;
  /** Called when somebody wants it closed (Escape included); absent for one that must be answered. */
  onClose?: () => void;
  children: ComponentChildren;
  class?: string;
}

export function Dialog({ title, onClose, children, class: more }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Before the effects of what is in it: those may put the focus where it belongs.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      class={more}
      aria-labelledby={id}
      {...(onClose ? {} : { closedby: 'none' })}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !onClose) event.preventDefault();
      }}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onClose={(event) => {
        // Browsers close a dialog on the second Escape whatever the page says: one that must be answered comes back.
        const dialog = event.currentTarget;
        if (!dialog.isConnected || dialog.open) return;
        if (onClose) onClose();
        else dialog.showModal();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}

interface Question {
  title: string;
  text: string;
  /** What the button says that does it: the deed, not "OK". */
  deed: string;
  danger: boolean;
  answer: (yes: boolean) => void;
}

const question = signal<Question | undefined>(undefined);

/** Asks before what cannot be undone. */
export function confirmDeed(asked: { title: string; text: string; deed: string; danger?: boolean }): Promise<boolean> {
  return new Promise((resolve) => {
    question.value = {
      ...asked,
      danger: asked.danger ?? true,
      answer: (yes) => {
        question.value = undefined;
        resolve(yes);
      },
    };
  });
}

/** Where questions appear; once in the shell. */
export function Questions() {
  const asked = question.value;
  if (!asked) return null;
  return (
    <Dialog title={asked.title} onClose={() => asked.answer(false)}>
      <p>{asked.text}</p>
      <div class="buttons">
        <Button onClick={() => asked.answer(false)}>{t('cancel')}</Button>
        <Button kind={asked.danger ? 'danger' : 'primary'} onClick={() => asked.answer(true)}>{asked.deed}</Button>
      </div>
    </Dialog>
  );
}
