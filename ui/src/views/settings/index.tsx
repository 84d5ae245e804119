// What the reader prefers, and what a person changes about themselves. Sound and notifications are chosen where they matter, beside the
// list of what needs somebody.
import { formatAltitude, formatLength } from '../../format/lengths.ts';
import { formatPoint } from '../../format/coordinates.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatInstant } from '../../format/times.ts';
import { t } from '../../i18n/index.ts';
import { Button } from '../../parts/button.tsx';
import { CheckField, SelectField } from '../../parts/field.tsx';
import { LanguageChoice, ThemeChoice } from '../../shell/display.tsx';
import { nowMs } from '../../state/clock.ts';
import { go } from '../../state/route.ts';
import { pageSettings, prefer, preferences, type Preferences } from '../../state/settings.ts';
import { Account } from './account.tsx';
import './settings.css';

export default function SettingsView() {
  return (
    <>
      <h1>{t('view-settings')}</h1>
      <div class="settings">
        <section aria-labelledby="settings-look">
          <h2 id="settings-look">{t('settings-look')}</h2>
          <Look />
        </section>
        <section aria-labelledby="settings-account">
          <h2 id="settings-account">{t('settings-account')}</h2>
          <Account />
        </section>
      </div>
      {pageSettings.value && <p class="hint"><bdi>Tansiq {pageSettings.value.version}</bdi></p>}
    </>
  );
}

/** A choice of one of the preferences: the words of each value have the key `settings-<name>-<value>`. */
function Choice<K extends 'numerals' | 'calendar' | 'coordinates' | 'lengthUnit' | 'heightUnit' | 'heightReference'>({ name, label, values }: {
  name: K;
  label: string;
  values: readonly Preferences[K][];
}) {
  return (
    <SelectField<string>
      label={t(label)}
      value={preferences.value[name]}
      options={values.map((value) => ({ value, text: t(`${label}-${value.toLowerCase()}`) }))}
      onChoose={(value) => prefer({ [name]: value } as Partial<Preferences>)}
    />
  );
}

function Look() {
  const { keys } = preferences.value;
  return (
    <>
      <div class="settings-fields">
        <LanguageChoice />
        <ThemeChoice />
        <Choice name="numerals" label="settings-numerals" values={['auto', 'latn', 'arab']} />
        <Choice name="calendar" label="settings-calendar" values={['gregory', 'islamic-umalqura']} />
        <ZoneChoice />
        <Choice name="coordinates" label="settings-coordinates" values={['dd', 'dms', 'mgrs']} />
        <Choice name="lengthUnit" label="settings-length" values={['m', 'ft']} />
        <Choice name="heightUnit" label="settings-height" values={['m', 'ft']} />
        <Choice name="heightReference" label="settings-reference" values={['AMSL', 'AGL', 'W84']} />
      </div>
      <Example />
      <CheckField label={t('settings-keys')} hint={t('settings-keys-hint')} checked={keys} onCheck={(checked) => prefer({ keys: checked })} />
      <p class="settings-alerts">
        {t('settings-alerts')}{' '}
        <Button onClick={() => go('/now')}>{t('view-now')}</Button>
      </p>
    </>
  );
}

const ZONES = Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC');

function ZoneChoice() {
  const machine = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <SelectField<string>
      label={t('settings-zone')}
      hint={t('settings-zone-hint')}
      value={preferences.value.timeZone}
      options={[
        { value: 'local', text: t('settings-zone-local', { zone: machine }) },
        { value: 'UTC', text: 'UTC' },
        ...ZONES.map((value) => ({ value, text: value.replaceAll('_', ' ') })),
      ]}
      onChoose={(timeZone) => prefer({ timeZone })}
    />
  );
}

/** How things will look. */
function Example() {
  return (
    <dl class="settings-example" aria-label={t('settings-example')}>
      <div><dt>{t('settings-example-time')}</dt><dd>{formatInstant(nowMs.value)}</dd></div>
      <div><dt>{t('settings-example-place')}</dt><dd><bdi class="coord">{formatPoint({ lat: 31.95, lng: 35.93 })}</bdi></dd></div>
      <div><dt>{t('settings-example-length')}</dt><dd>{formatLength(1_250)} · {formatLength(18_520)}</dd></div>
      <div><dt>{t('settings-example-height')}</dt><dd>{formatAltitude({ value: 120, reference: preferences.value.heightReference, units: 'M' })}</dd></div>
      <div><dt>{t('settings-example-number')}</dt><dd>{formatNumber(12_345.6, 1)}</dd></div>
    </dl>
  );
}
