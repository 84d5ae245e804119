// The map of the chosen operations, as a picture on the sheet: at the moment when most of them are under way, which is said below it.
import { useEffect, useState } from 'preact/hooks';
import { formatInstantBoth } from '../../format/times.ts';
import { t } from '../../i18n/index.ts';
import { failureText } from '../../parts/failure.ts';
import { Progress } from '../../parts/progress.tsx';
import type { Plan } from '../../api/types.ts';
import { boxOf, busiestMs, NEAR_M, whereabouts, type Period } from './sheet.ts';

/** CSS pixels of the picture: the width of the paper between its margins. */
const WIDTH_PX = 900;
const HEIGHT_PX = 520;

type Image = { kind: 'waiting' } | { kind: 'ready'; url: string } | { kind: 'failed'; error: unknown };

export function MapImage({ plans, period }: { plans: Plan[]; period: Period }) {
  const atMs = busiestMs(plans, period);
  // What is drawn changes with the operations themselves, not with every report about them.
  const about = `${atMs} ${plans.map(({ id, changed }) => `${id} ${changed}`).join(' ')}`;
  const [image, setImage] = useState<Image>({ kind: 'waiting' });
  useEffect(() => {
    let wanted = true;
    setImage({ kind: 'waiting' });
    takeImage(plans, atMs).then(
      (url) => wanted && setImage({ kind: 'ready', url }),
      (error: unknown) => wanted && setImage({ kind: 'failed', error }),
    );
    return () => {
      wanted = false;
    };
  }, [about]);
  return (
    <figure class="briefing-map">
      {image.kind === 'ready' && <img src={image.url} alt={t('briefing-map-alt')} />}
      {image.kind === 'waiting' && <Progress label={t('briefing-map-waiting')} />}
      {image.kind === 'failed' && <p role="alert">{t('briefing-map-none')} <span dir="auto">{failureText(image.error)}</span></p>}
      <figcaption>{t('briefing-map-at', { time: formatInstantBoth(atMs) })}</figcaption>
    </figure>
  );
}

async function takeImage(plans: Plan[], atMs: number): Promise<string> {
  const { mapImage } = await import('../../map/image.ts');
  const box = boxOf(plans.flatMap(whereabouts), NEAR_M);
  return urlOf(await mapImage({ ...(box ? { box: [box.west, box.south, box.east, box.north] } : {}), atMs, width_px: WIDTH_PX, height_px: HEIGHT_PX }));
}

/** As a `data:` URL: the page's policy lets no `blob:` in. */
function urlOf(image: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('the picture cannot be read'));
    reader.readAsDataURL(image);
  });
}
