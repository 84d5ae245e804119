// The map pane: one map for all views, with its slider, scale and buttons. The library is loaded here and nowhere else.
//
// What the page's Content-Security-Policy must allow for it: `worker-src 'self'` (the worker is a file beside the page's scripts, no
// blob), `connect-src 'self'` (basemap and tiles are fetched), `img-src 'self' data:` (nothing more: symbols and patterns are drawn
// on a canvas), `style-src 'self'` (styles are set from script only). No 'unsafe-eval', no 'unsafe-inline', no `blob:`.
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { formatNumber } from '../format/numbers.ts';
import { Progress } from '../parts/progress.tsx';
import { pageSettings } from '../state/settings.ts';
import { createMap } from './create.ts';
import { mapHandle } from './handle.ts';
import { startLive } from './live.ts';
import { Corner, Readout } from './readout.tsx';
import { Slider } from './slider.tsx';
import { counts } from './state.ts';
import './map.css';

export default function MapPane() {
  const container = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    const element = container.current;
    if (!element) return;
    let stop: (() => void) | undefined;
    let wanted = true;
    const view = pageSettings.peek()?.view;
    createMap(element, { title: t('map-title'), ...(view ? { center: [view.lng, view.lat], zoom: view.zoom } : {}) }).then(
      (map) => {
        if (wanted) stop = startLive(map);
        else map.remove();
      },
      (error: unknown) => setFailure(String(error)),
    );
    return () => {
      wanted = false;
      stop?.();
    };
  }, []);
  return (
    <section class="map" aria-label={t('view-map')} aria-describedby="map-seen">
      <p id="map-seen" class="visually-hidden">{seenText()}</p>
      <div class="map-stage">
        <div ref={container} class="map-canvas" hidden={failure !== undefined} />
        {failure !== undefined && <p class="notice-box" role="alert">{t('map-no-webgl')} <bdi>{failure}</bdi></p>}
        {failure === undefined && !mapHandle.value && <div class="map-waiting"><Progress label={t('loading')} /></div>}
        <Readout />
        <Corner />
      </div>
      <Slider />
    </section>
  );
}

/** For those who cannot see the map: what is on it. */
function seenText(): string {
  const { own, peers, offNominal, zones, activeZones, positions, conflicts } = counts.value;
  const number = (name: string, n: number): Record<string, number | string> => ({ [name]: n, [`${name}Text`]: formatNumber(n) });
  return [
    t('map-seen-operations', { ...number('own', own), ...number('peers', peers) }),
    t('map-seen-off-nominal', number('n', offNominal)),
    t('map-seen-zones', { ...number('n', activeZones), ...number('all', zones) }),
    t('map-seen-positions', number('n', positions)),
    t('map-seen-conflicts', number('n', conflicts)),
  ].join(' ');
}
