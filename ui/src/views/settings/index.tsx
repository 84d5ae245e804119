// The view "settings".
import { t } from '../../i18n/index.ts';

export default function SettingsView() {
  return <h1>{t('view-settings')}</h1>;
}
