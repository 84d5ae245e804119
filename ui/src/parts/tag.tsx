// Small words with a mark before them: a state, a kind. The mark's shape differs as its colour does, so that colour never speaks alone.
import type { ComponentChildren } from 'preact';

export type Tone = 'neutral' | 'own' | 'peer' | 'good' | 'warn' | 'bad';

const MARKS: Record<Tone, string> = { neutral: '○', own: '◆', peer: '▲', good: '✓', warn: '!', bad: '✕' };

export function Tag({ tone = 'neutral', mark, children }: { tone?: Tone; mark?: string; children: ComponentChildren }) {
  return (
    <span class={`tag ${tone}`}>
      <span class="mark" aria-hidden="true">{mark ?? MARKS[tone]}</span>
      <span>{children}</span>
    </span>
  );
}
