// The map as it stands, as a picture on the sheet.
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/index.ts';

/** The map's own way to make a picture of itself; an empty text if it cannot. */
type Imager = { mapImage?: () => Promise<string | undefined> | string | undefined };

export function MapImage() {
  const [image, setImage] = useState<string | undefined>();
  const [tried, setTried] = useState(false);
  useEffect(() => {
    let wanted = true;
    void takeImage().then((taken) => {
      if (!wanted) return;
      setImage(taken);
      setTried(true);
    });
    return () => {
      wanted = false;
    };
  }, []);
  return (
    <figure class="briefing-map">
      {image ? <img src={image} alt={t('briefing-map-alt')} /> : <p role="status">{t(tried ? 'briefing-map-none' : 'loading')}</p>}
    </figure>
  );
}

async function takeImage(): Promise<string | undefined> {
  try {
    const { mapImage } = (await import('../../map/index.tsx')) as unknown as Imager;
    return (await mapImage?.()) || undefined;
  } catch {
    return undefined;
  }
}
