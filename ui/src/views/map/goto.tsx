// Going to a place by its coordinates, in any notation.
import { signal } from '@preact/signals';
import type { Point } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { Button } from '../../parts/button.tsx';
import { PointInput } from '../../parts/point-input.tsx';
import { lookAtPoint } from '../../map/camera.ts';

const wanted = signal<Point | undefined>(undefined);

export function GoTo() {
  const go = (event: Event): void => {
    event.preventDefault();
    if (wanted.value) lookAtPoint(wanted.value);
  };
  return (
    <form class="map-goto" onSubmit={go}>
      <PointInput label={t('map-goto')} value={wanted.value} onPoint={(point) => (wanted.value = point)} />
      <Button type="submit" disabled={!wanted.value}>{t('map-go')}</Button>
    </form>
  );
}
