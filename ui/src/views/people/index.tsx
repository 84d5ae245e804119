// The view "people".
import { t } from '../../i18n/index.ts';

export default function PeopleView() {
  return <h1>{t('view-people')}</h1>;
}
