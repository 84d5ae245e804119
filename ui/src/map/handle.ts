// The map, for those who draw on it: the live map itself once its style is loaded, and the ways that views use it.
import { signal } from '@preact/signals';
import type { Map as MapLibre } from 'maplibre-gl';

/** The map, once it can be drawn on. */
export const mapHandle = signal<MapLibre | undefined>(undefined);

/** While a view draws on the map, a click there is its own and selects nothing. */
export const drawing = signal(false);
