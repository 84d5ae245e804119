// The view "map".
import { t } from '../../i18n/index.ts';

export default function MapView() {
  return <h1>{t('view-map')}</h1>;
}
