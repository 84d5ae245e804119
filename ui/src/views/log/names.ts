// The names of things for the log: from the picture that is shown, and if it is not in there any more, from the live one. Words and
// numbers come from the catalogues and from `format/`.
import { formatPoint } from '../../format/coordinates.ts';
import { formatLength } from '../../format/lengths.ts';
import { formatNumber } from '../../format/numbers.ts';
import { formatDuration, formatInstant } from '../../format/times.ts';
import { t } from '../../i18n/index.ts';
import { live, shown, type PictureStores } from '../../state/picture.ts';
import type { ThingKind } from '../../state/selection.ts';
import { shortId, type Ways } from './sentences.ts';

function nameIn(stores: PictureStores, id: string): string | undefined {
  const operation = stores.knownOperations.get(id);
  return (
    stores.plans.get(id)?.name || stores.areas.get(id)?.name || stores.knownConstraints.get(id)?.name || stores.templates.get(id)?.name
    || (operation ? `${operation.manager} ${shortId(id)}` : undefined)
  );
}

/** What kind of thing the map can show under this id. */
export function thingKind(id: string): ThingKind | undefined {
  const stores = shown.value;
  if (stores.plans.one(id)) return 'plan';
  if (stores.knownOperations.one(id)) return 'known_operation';
  if (stores.areas.one(id)) return 'area';
  return stores.knownConstraints.one(id) ? 'known_constraint' : undefined;
}

export const nameOf = (id: string): string => nameIn(shown.value, id) ?? nameIn(live, id) ?? shortId(id);

export const ways: Ways = {
  name: nameOf,
  text: (key, args) => t(key, args),
  number: (value) => formatNumber(value),
  length: formatLength,
  duration: formatDuration,
  instant: (at) => formatInstant(at),
  point: (place) => formatPoint(place),
};

/** Things offered in the filter; others can be named by their id. */
const MAX_OFFERED = 500;

/** Everything of the picture that has a name, for the filter. */
export function offeredThings(): { id: string; text: string }[] {
  const stores = shown.value;
  const all = [...stores.plans.all(), ...stores.areas.all(), ...stores.knownConstraints.all(), ...stores.knownOperations.all()];
  return all.slice(0, MAX_OFFERED).map(({ id }) => {
    const name = nameOf(id);
    return { id, text: name.endsWith(shortId(id)) ? name : `${name} · ${shortId(id)}` };
  });
}
