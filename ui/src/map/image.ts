// A picture of the map for print: the same ground and layers as on the page, in light colours, of the box and the moment that somebody
// wants. It is drawn on a map of its own beside the page, so that it does not matter what the reader looks at or whether the map is seen.
import type { Map as MapLibre } from 'maplibre-gl';
import { language, t } from '../i18n/index.ts';
import { shownMs } from '../state/clock.ts';
import { shown } from '../state/picture.ts';
import { pageSettings } from '../state/settings.ts';
import type { ThingKind } from '../state/selection.ts';
import { theBasemap } from './basemap/load.ts';
import { boxOfPicture } from './camera.ts';
import { createMap } from './create.ts';
import { PRINTED } from './palette.ts';
import type { Box } from './shapes.ts';
import { Stage } from './stage.ts';
import { boxOfThing, thingOf } from './things.ts';

export interface ImageOptions {
  /** What is to be seen; the thing, else everything, if absent. */
  box?: Box;
  /** A thing that is emphasised. */
  thing?: { kind: ThingKind; id: string };
  /** The moment; that of the page's map if absent. */
  atMs?: number;
  /** CSS pixels, 1 to 2,000. */
  width_px?: number;
  height_px?: number;
}

const LARGEST_PX = 2_000;
/** Enough for paper: about 200 dots per inch at the width of a page. */
const PIXEL_RATIO = 2;
/** A picture that is not done by then is given up: tiles may never come. */
const TIMEOUT_MS = 40_000;
const ROOM_PX = 40;

/** The picture as a PNG. Fails where there is no WebGL, or when it takes too long. */
export async function mapImage(options: ImageOptions = {}): Promise<Blob> {
  const frame = document.createElement('div');
  frame.className = 'map-print-frame';
  frame.setAttribute('aria-hidden', 'true');
  frame.style.width = `${bounded(options.width_px, 1_000)}px`;
  frame.style.height = `${bounded(options.height_px, 640)}px`;
  document.body.append(frame);
  let map: MapLibre | undefined;
  try {
    map = await createMap(frame, { title: t('view-map'), still: true, pixelRatio: PIXEL_RATIO });
    await draw(map, options);
    return await canvasBlob(map);
  } finally {
    map?.remove();
    frame.remove();
  }
}

const bounded = (size_px: number | undefined, otherwise: number): number => Math.min(LARGEST_PX, Math.max(1, Math.round(size_px ?? otherwise)));

async function draw(map: MapLibre, { box, thing: wanted, atMs = shownMs.peek() }: ImageOptions): Promise<void> {
  const stores = shown.peek();
  const settings = pageSettings.peek();
  const thing = wanted && thingOf(stores, wanted.kind, wanted.id);
  const seen = box ?? (thing && boxOfThing(thing)) ?? boxOfPicture(stores);
  if (seen) map.fitBounds([[seen[0], seen[1]], [seen[2], seen[3]]], { padding: ROOM_PX, maxZoom: 14, duration: 0 });
  const stage = new Stage(map, settings?.tiles);
  stage.describe(PRINTED, language.peek());
  stage.picture(stores, atMs);
  stage.select(thing, atMs);
  stage.grid();
  stage.setBasemap(await theBasemap(settings?.basemap ?? {}, []), language.peek());
}

/** What stands on the canvas once everything is drawn. The canvas may be read only while a frame is being drawn. */
function canvasBlob(map: MapLibre): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the picture of the map took too long')), TIMEOUT_MS);
    map.once('idle', () => {
      map.once('render', () => {
        clearTimeout(timer);
        map.getCanvas().toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture of the map is empty'))), 'image/png');
      });
      map.triggerRepaint();
    });
  });
}
