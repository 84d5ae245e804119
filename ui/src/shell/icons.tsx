// Small drawings beside the names of the views. They never stand for a name that is not written or spoken.
import type { View } from '../state/route.ts';

const PATHS: Record<View | 'keys' | 'display', string> = {
  now: 'M12 3a6 6 0 0 1 6 6v4l2 4H4l2-4V9a6 6 0 0 1 6-6zM10 20h4',
  map: 'M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14',
  plan: 'M4 20l1-5L16 4l4 4L9 19zM14 6l4 4',
  areas: 'M12 3l8 5v8l-8 5-8-5V8zM12 8v5M12 16v.5',
  log: 'M5 4h14v16H5zM8.5 8.5h7M8.5 12h7M8.5 15.5h4',
  node: 'M4 4h16v6H4zM4 14h16v6H4zM8 7h.5M8 17h.5M12 7h4M12 17h4',
  people: 'M9 4a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 5a3 3 0 0 1 0 6M18 14.5c2 .8 3.5 2.6 3.5 5.5',
  settings: 'M4 7h10M18 7h2M16 5v4M4 17h2M10 17h10M8 15v4M4 12h3M11 12h9M9 10v4',
  briefing: 'M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7',
  keys: 'M3 6h18v12H3zM7 10h.5M11 10h.5M15 10h.5M7 14h10',
  display: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 2.5v2.5M12 19v2.5M2.5 12h2.5M19 12h2.5M5.3 5.3l1.7 1.7M17 17l1.7 1.7M5.3 18.7l1.7-1.7M17 7l1.7-1.7',
};

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
