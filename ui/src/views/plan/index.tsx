// The view "plan".
import { t } from '../../i18n/index.ts';

export default function PlanView() {
  return <h1>{t('view-plan')}</h1>;
}
