// The map of the page as it lives: each thing that changes (picture, moment, positions, selection, theme, language, units) redraws
// what depends on it, and nothing else.
import { effect, untracked } from '@preact/signals';
import type { Map as MapLibre } from 'maplibre-gl';
import { language, locale, t } from '../i18n/index.ts';
import { exactNowMs, isNow, nowMs, shownMs } from '../state/clock.ts';
import { connection, shown, travelled } from '../state/picture.ts';
import { focusRequests, selection } from '../state/selection.ts';
import { pageSettings, preferences } from '../state/settings.ts';
import { sayFailure } from '../parts/toasts.tsx';
import { theBasemap } from './basemap/load.ts';
import { lookAtAll, lookAtSelected } from './camera.ts';
import { mapHandle } from './handle.ts';
import { palette } from './palette.ts';
import { startPicking } from './pick.ts';
import { Stage } from './stage.ts';
import { count, layersShown, viewOfMap } from './state.ts';
import { thingOf } from './things.ts';
import { Trails } from './trails.ts';

/** Starts drawing on a map; returns what stops it. */
export function startLive(map: MapLibre): () => void {
  const stage = new Stage(map, pageSettings.peek()?.tiles);
  const trails = new Trails();
  const stops: (() => void)[] = [
    effect(() => {
      // Units and numerals are written on the map too.
      void preferences.value.lengthUnit;
      void locale.value;
      stage.describe(palette(), language.value);
      map.getCanvas().setAttribute('aria-label', t('map-title'));
    }),
    effect(() => stage.name(language.value)),
    effect(() => stage.show(layersShown.value)),
    effect(() => {
      void preferences.value;
      void locale.value;
      const drawn = stage.picture(shown.value, shownMs.value);
      count(drawn);
    }),
    effect(() => drawPositions(stage, trails)),
    effect(() => {
      const chosen = selection.value;
      stage.select(chosen && thingOf(shown.value, chosen.kind, chosen.id), shownMs.value);
    }),
    effect(() => {
      if (focusRequests.value > 0) untracked(lookAtSelected);
    }),
    effect(() => {
      void preferences.value.coordinates;
      stage.grid();
    }),
  ];
  const moved = (): void => {
    stage.grid();
    tellView(map);
  };
  map.on('moveend', moved);
  map.on('resize', moved);
  startPicking(map);
  mapHandle.value = map;
  tellView(map);
  stops.push(startCamera());
  void ground(stage);
  return () => {
    for (const stop of stops) stop();
    mapHandle.value = undefined;
    map.remove();
  };
}

function drawPositions(stage: Stage, trails: Trails): void {
  // Read before anything else: the effect has to hear of positions also while none are shown.
  const all = [...shown.value.positions.all()];
  trails.add(all);
  // Whether a position is old depends on the clock, which need not redraw a thousand of them when nothing came.
  void nowMs.value;
  const there = isNow.value && !travelled.value ? all : [];
  stage.positions(there, trails, exactNowMs());
  count({ positions: there.length });
}

async function ground(stage: Stage): Promise<void> {
  const problems: string[] = [];
  try {
    stage.setBasemap(await theBasemap(pageSettings.peek()?.basemap ?? {}, problems), language.peek());
  } catch (error) {
    problems.push(String(error));
  }
  for (const detail of problems) sayFailure(t('map-basemap-failed', { detail }));
}

/** Looks at where the picture is, once, when it has come and nobody said where to look. */
function startCamera(): () => void {
  let done = pageSettings.peek()?.view !== undefined;
  return effect(() => {
    if (connection.value.syncedAtMs === 0 || done) return;
    // The stores tell of a burst a little later than it came.
    void shown.value.plans.version.value;
    void shown.value.knownOperations.version.value;
    done = untracked(() => lookAtAll({ still: true }));
  });
}

function tellView(map: MapLibre): void {
  const { lat, lng } = map.getCenter().wrap();
  const zoom = map.getZoom();
  // Web Mercator with 512-pixel tiles: the girth of the equator over the pixels of the world, narrower towards the poles.
  const metresPerPixel = (40_075_016.686 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** zoom);
  viewOfMap.value = { center: { lat, lng }, zoom, metresPerPixel };
}
