// Which layers show, and what their shapes mean. The samples are the map's own images, so that they cannot differ from it.
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../i18n/index.ts';
import { CheckField } from '../../parts/field.tsx';
import { legendImage } from '../../map/images.ts';
import { palette } from '../../map/palette.ts';
import { LAYER_GROUPS, layersShown, showGroup } from '../../map/state.ts';
import { KINDS, STATES } from './list.ts';
import { words } from './tones.ts';

export function Legend() {
  const [open, setOpen] = useState(false);
  return (
    <details class="map-legend" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('map-layers')}</summary>
      {open && <Contents />}
    </details>
  );
}

function Contents() {
  return (
    <>
      <fieldset>
        <legend>{t('map-layers-shown')}</legend>
        {LAYER_GROUPS.map((group) => (
          <CheckField key={group} label={t(`map-layer-${group}`)} checked={layersShown.value[group]} onCheck={(checked) => showGroup(group, checked)} />
        ))}
      </fieldset>
      <ul class="map-samples">
        {STATES.map((state) => (
          <li key={state}><Sample image={`own-${state}`} /><Sample image={`peer-${state}`} />{words('state', state)}</li>
        ))}
        <li><Sample image="hatch-off-nominal" />{t('map-box-own-off-nominal')}</li>
        <li><Sample image="hatch-withheld" />{t('map-withheld-short')}</li>
        {KINDS.map((kind) => <li key={kind}><Sample image={`hatch-${kind}`} />{words('area', kind)}</li>)}
        <li><Sample image="aircraft" /><Sample image="aircraft-stale" />{t('map-sample-aircraft')}</li>
        <li><Sample image="conflict-now" /><Sample image="conflict-later" />{t('map-sample-conflict')}</li>
        <li><Sample image="meeting-now" />{t('map-sample-meeting')}</li>
      </ul>
      <p class="hint">{t('map-legend-hint')}</p>
    </>
  );
}

function Sample({ image }: { image: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colors = palette();
  useEffect(() => {
    const picture = legendImage(image, colors);
    if (canvas.current && picture) drawSample(canvas.current, picture, image.startsWith('hatch-'));
  }, [image, colors.dark]);
  return <canvas ref={canvas} class="map-sample" aria-hidden="true" />;
}

/** A symbol as it is, a hatch twice in each direction as it repeats on the map. */
function drawSample(canvas: HTMLCanvasElement, picture: ImageData, repeats: boolean): void {
  const times = repeats ? 2 : 1;
  canvas.width = picture.width * times;
  canvas.height = picture.height * times;
  const context = canvas.getContext('2d');
  for (let x = 0; x < times; x += 1) for (let y = 0; y < times; y += 1) context?.putImageData(picture, x * picture.width, y * picture.height);
}
