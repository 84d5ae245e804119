// The view "map": beside the map the selected thing, the list of everything, the way to a place, and the legend. The map itself is in
// `src/map`; it is the same for all views.
import { t } from '../../i18n/index.ts';
import { Details } from './details.tsx';
import { GoTo } from './goto.tsx';
import { Legend } from './legend.tsx';
import { Results } from './results.tsx';
import './map.css';

export default function MapView() {
  return (
    <>
      <h1>{t('view-map')}</h1>
      <Details />
      <Results />
      <GoTo />
      <Legend />
    </>
  );
}
