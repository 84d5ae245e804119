// The view "log".
import { t } from '../../i18n/index.ts';

export default function LogView() {
  return <h1>{t('view-log')}</h1>;
}
