// Makes a map. North is always up and the map flat: a desk reads directions off it, and the keys that would turn it only confuse.
import { Map as MapLibre, setWorkerUrl, type StyleSpecification } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';

const EMPTY_STYLE: StyleSpecification = { version: 8, sources: {}, layers: [] };
/** Closer in there is nothing but the shapes of flights. */
const MAX_ZOOM = 20;

export interface MapOptions {
  center?: [number, number];
  zoom?: number;
  title: string;
  /** A map that nobody touches, for pictures. */
  still?: boolean;
  pixelRatio?: number;
}

/** A map that can be drawn on, once its style is there. Fails where there is no WebGL. */
export function createMap(container: HTMLElement, options: MapOptions): Promise<MapLibre> {
  setWorkerUrl(new URL(workerUrl, window.location.href).href);
  return new Promise((resolve, reject) => {
    let map: MapLibre;
    try {
      map = new MapLibre({
        container,
        style: EMPTY_STYLE,
        center: options.center ?? [30, 25],
        zoom: options.zoom ?? 2,
        maxZoom: MAX_ZOOM,
        maxPitch: 0,
        dragRotate: false,
        pitchWithRotate: false,
        attributionControl: false,
        interactive: !options.still,
        fadeDuration: 0,
        locale: { 'Map.Title': options.title },
        ...(options.pixelRatio === undefined ? {} : { pixelRatio: options.pixelRatio }),
      });
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    map.touchZoomRotate?.disableRotation();
    map.keyboard?.disableRotation();
    map.once('style.load', () => resolve(map));
  });
}
