// A part of the node's view with its heading, and the words for what the node names itself.
import type { ComponentChildren } from 'preact';
import { t } from '../../i18n/index.ts';

export function Card({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="node-card">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** A word of the catalogue, or the name as the node has it where the catalogue does not know it yet. */
export function wordFor(prefix: string, name: string): string {
  const key = `${prefix}-${name.replaceAll(/[_.\s]/g, '-')}`;
  const text = t(key);
  return text === key ? name.replaceAll('_', ' ') : text;
}
