// The view "now".
import { t } from '../../i18n/index.ts';

export default function NowView() {
  return <h1>{t('view-now')}</h1>;
}
