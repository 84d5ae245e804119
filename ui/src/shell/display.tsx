// Language and brightness, to be changed at once from any view and before signing in. Everything else is in the settings.
import { t } from '../i18n/index.ts';
import { SelectField } from '../parts/field.tsx';
import { LANGUAGES, preferences, prefer, type Language, type Preferences } from '../state/settings.ts';
import { Icon } from './icons.tsx';

/** Each in itself, for those who can read no other. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  ar: 'العربية', en: 'English', fr: 'Français', ru: 'Русский', tr: 'Türkçe',
};

const THEMES: readonly Preferences['theme'][] = ['system', 'dark', 'light'];

export function LanguageChoice() {
  return (
    <SelectField
      label={t('display-language')}
      value={preferences.value.language}
      options={LANGUAGES.map((value) => ({ value, text: LANGUAGE_NAMES[value] }))}
      onChoose={(language) => prefer({ language })}
    />
  );
}

export function ThemeChoice() {
  return (
    <SelectField
      label={t('display-theme')}
      value={preferences.value.theme}
      options={THEMES.map((value) => ({ value, text: t(`theme-${value}`) }))}
      onChoose={(theme) => prefer({ theme })}
    />
  );
}

/** A button that opens both. */
export function DisplayMenu() {
  return (
    <>
      <button type="button" class="button quiet" popovertarget="display-menu" aria-label={t('display')} title={t('display')}>
        <Icon name="display" />
      </button>
      <div id="display-menu" class="menu" popover="auto">
        <LanguageChoice />
        <ThemeChoice />
      </div>
    </>
  );
}
