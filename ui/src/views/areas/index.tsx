// The view "areas".
import { t } from '../../i18n/index.ts';

export default function AreasView() {
  return <h1>{t('view-areas')}</h1>;
}
