// The view "node".
import { t } from '../../i18n/index.ts';

export default function NodeView() {
  return <h1>{t('view-node')}</h1>;
}
