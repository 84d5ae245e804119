// What is written over the map: the place under the pointer (else the middle of the map), the scale, whom to thank for the ground; and
// the buttons in its corner.
import { formatNumber } from '../format/numbers.ts';
import { formatPoint } from '../format/coordinates.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../parts/button.tsx';
import { selection } from '../state/selection.ts';
import { pageSettings, preferences } from '../state/settings.ts';
import { lookAtAll, lookAtSelected } from './camera.ts';
import { mapHandle } from './handle.ts';
import { scaleFor } from './scale.ts';
import { counts, pointer, viewOfMap } from './state.ts';

const SCALE_ROOM_PX = 110;

export function Readout() {
  const seen = viewOfMap.value;
  if (!seen) return null;
  const scale = scaleFor(seen.metresPerPixel, SCALE_ROOM_PX, preferences.value.lengthUnit);
  const tiles = pageSettings.value?.tiles;
  const { leftOut } = counts.value;
  return (
    <div class="map-readout">
      {leftOut > 0 && <p class="map-not-drawn" role="alert">{t('map-not-drawn', { n: leftOut, count: formatNumber(leftOut) })}</p>}
      <p class="map-place">
        <span class="visually-hidden">{t(pointer.value ? 'map-at-pointer' : 'map-at-middle')}</span>
        <span aria-hidden="true">{pointer.value ? '⌖ ' : '✛ '}</span>
        <bdi class="coord">{formatPoint(pointer.value ?? seen.center)}</bdi>
      </p>
      <p class="map-scale">
        <span class="map-scale-bar" style={{ inlineSize: `${scale.pixels}px` }} aria-hidden="true" />
        <span><span class="visually-hidden">{t('map-scale')} </span>{t(`map-scale-${scale.unit}`, { value: formatNumber(scale.value, 3) })}</span>
      </p>
      <p class="map-thanks"><bdi>{['Natural Earth', tiles?.attribution].filter(Boolean).join(' · ')}</bdi></p>
    </div>
  );
}

export function Corner() {
  const map = mapHandle.value;
  return (
    <div class="map-corner" role="group" aria-label={t('map-controls')}>
      <Button label={t('map-zoom-in')} onClick={() => map?.zoomIn()}>+</Button>
      <Button label={t('map-zoom-out')} onClick={() => map?.zoomOut()}>−</Button>
      <Button label={t('map-fit-all')} onClick={() => lookAtAll()}>⛶</Button>
      <Button label={t('map-locate')} disabled={!selection.value} onClick={() => lookAtSelected()}>◎</Button>
    </div>
  );
}
