// The view "briefing".
import { t } from '../../i18n/index.ts';

export default function BriefingView() {
  return <h1>{t('view-briefing')}</h1>;
}
