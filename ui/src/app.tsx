// The shell: who sits here, the clock, the age of the picture, the ways to the views, and beside the map the panel of the one that is
// open. Views are rooms of this house: a new one is an entry of the table here, a folder in `views/` and a catalogue in `locales/`.
import { useEffect } from 'preact/hooks';
import { Header } from './shell/header.tsx';
import { useArrival, startTitle } from './shell/arrival.ts';
import { renewing, SessionExpiry } from './shell/expiry.tsx';
import { Help } from './shell/help.tsx';
import { Stale, watchNetwork } from './shell/stale.tsx';
import { startKeys } from './shell/keys.ts';
import { t } from './i18n/index.ts';
import { Questions } from './parts/dialog.tsx';
import { Guard } from './parts/guard.tsx';
import { Lazy } from './parts/lazy.tsx';
import { Progress } from './parts/progress.tsx';
import { Toasts } from './parts/toasts.tsx';
import { startClock } from './state/clock.ts';
import { followPicture, leavePicture } from './state/picture.ts';
import { BESIDE_MAP, startRouting, view, type View } from './state/route.ts';
import { sessionState, watchSession } from './state/session.ts';
import { startAlerts } from './views/now/alerts.ts';
import { SignIn } from './views/signin/index.tsx';

const LOADERS: Record<View, () => Promise<{ default: import('preact').ComponentType }>> = {
  map: () => import('./views/map/index.tsx'),
  plan: () => import('./views/plan/index.tsx'),
  now: () => import('./views/now/index.tsx'),
  areas: () => import('./views/areas/index.tsx'),
  log: () => import('./views/log/index.tsx'),
  node: () => import('./views/node/index.tsx'),
  people: () => import('./views/people/index.tsx'),
  settings: () => import('./views/settings/index.tsx'),
  briefing: () => import('./views/briefing/index.tsx'),
};

const loadMap = () => import('./map/index.tsx');

export function App() {
  useEffect(() => {
    const stops = [startClock(), startRouting(), startKeys(), startTitle(), watchNetwork(), watchSession()];
    return () => stops.forEach((stop) => stop());
  }, []);
  const state = sessionState.value;
  if (state.kind === 'unknown') return <Progress label={t('loading')} />;
  if (state.kind === 'none') return <SignIn />;
  return (
    <>
      <Desk />
      {state.kind === 'ended' && <SignIn again={state.last} />}
      {state.kind === 'signed_in' && renewing.value && <SignIn again={state.session} onClose={() => (renewing.value = false)} />}
    </>
  );
}

function Desk() {
  const name = sessionState.value.kind === 'signed_in' ? sessionState.value.session.name : undefined;
  useEffect(() => {
    if (name !== undefined) followPicture();
  }, [name]);
  useEffect(() => leavePicture, []);
  useEffect(startAlerts, []);
  const open = view.value;
  useArrival(open);
  const withMap = BESIDE_MAP.includes(open);
  return (
    <div class={`desk ${withMap ? 'with-map' : 'without-map'} view-${open}`}>
      <a class="skip" href="#panel">{t('skip-to-content')}</a>
      <Header />
      <div class="banners">
        <Stale />
        <SessionExpiry />
      </div>
      <div class="map-pane" hidden={!withMap}>
        <Guard>
          <Lazy load={loadMap} />
        </Guard>
      </div>
      <main id="panel" class="panel" tabIndex={-1} aria-label={t(`view-${open}`)}>
        <Guard key={open}>
          <Lazy load={LOADERS[open]} />
        </Guard>
      </main>
      <Toasts />
      <Questions />
      <Help />
    </div>
  );
}
