// Which view is open: the path of the page. `/map`, `/plan`, `/plan/{id}`, and so on; what stands after `?` belongs to the view.
import { computed, signal } from '@preact/signals';

export const VIEWS = ['map', 'plan', 'now', 'areas', 'log', 'node', 'people', 'settings', 'briefing'] as const;
export type View = (typeof VIEWS)[number];

export interface Route {
  view: View;
  /** What stands behind the view, such as an id. */
  rest: string[];
  query: URLSearchParams;
}

/** Views that are panels beside the map; the others take the whole width. */
export const BESIDE_MAP: readonly View[] = ['map', 'plan', 'now', 'areas', 'log'];

export function parseRoute(location: { pathname: string; search: string }): Route {
  const [first = '', ...rest] = location.pathname.split('/').filter((part) => part !== '').map(decoded);
  const view = VIEWS.find((name) => name === first) ?? 'now';
  return { view, rest, query: new URLSearchParams(location.search) };
}

/** A part of a path as it was meant; one that no browser wrote stays as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const route = signal<Route>(
  typeof window === 'undefined' ? { view: 'now', rest: [], query: new URLSearchParams() } : parseRoute(window.location),
);

export const view = computed(() => route.value.view);

/** Goes to a path of the page, such as `/plan/…`. */
export function go(path: string, options: { replace?: boolean } = {}): void {
  if (options.replace) window.history.replaceState(null, '', path);
  else window.history.pushState(null, '', path);
  route.value = parseRoute(window.location);
}

export function startRouting(): () => void {
  const back = (): void => {
    route.value = parseRoute(window.location);
  };
  window.addEventListener('popstate', back);
  return () => window.removeEventListener('popstate', back);
}
