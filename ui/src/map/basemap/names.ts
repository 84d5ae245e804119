// Names on the basemap in the reader's language: of countries by their codes from the browser (`Intl.DisplayNames`), unless the
// deployment calls them otherwise, and of the deployment's own places.
import type { Basemap, NamedPlace } from './load.ts';

export type NameFeature = GeoJSON.Feature<GeoJSON.Point, { name: string; zoom: number; kind: 'country' | 'place' }>;

const DEFAULT_PLACE_ZOOM = 5;

export function nameFeatures({ labels, names }: Pick<Basemap, 'labels' | 'names'>, language: string): NameFeature[] {
  const known = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const features: NameFeature[] = [];
  for (const [code, lng, lat, zoom] of labels) {
    const own = names.countries[code];
    if (own === null) continue;
    const name = (own && pick(own, language)) ?? known.of(code);
    if (name) features.push(point(lng, lat, name, zoom, 'country'));
  }
  for (const place of names.places) {
    const name = pick(place.names, language);
    if (name) features.push(point(place.lng, place.lat, name, zoomOf(place), 'place'));
  }
  return features;
}

const zoomOf = (place: NamedPlace): number => place.min_zoom ?? DEFAULT_PLACE_ZOOM;

const pick = (names: Record<string, string>, language: string): string | undefined =>
  names[language] ?? names['en'] ?? Object.values(names)[0];

const point = (lng: number, lat: number, name: string, zoom: number, kind: 'country' | 'place'): NameFeature => ({
  type: 'Feature', geometry: { type: 'Point', coordinates: [lng, lat] }, properties: { name, zoom, kind },
});
