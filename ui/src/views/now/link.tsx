// A link within the page: follows without loading it anew, unless somebody wants it in another tab.
import type { ComponentChildren } from 'preact';
import { go } from '../../state/route.ts';

export function Link({ to, class: more, children }: { to: string; class?: string; children: ComponentChildren }) {
  return (
    <a
      href={to}
      class={more}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
