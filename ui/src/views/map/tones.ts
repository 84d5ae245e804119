// How states, kinds and parties look in words and marks, everywhere in the panel of the map.
import type { Tone } from '../../parts/tag.tsx';
import { t } from '../../i18n/index.ts';
import { isOperation, type Thing } from '../../map/things.ts';

export const words = (prefix: 'state' | 'area', name: string): string => t(`${prefix}-${name.replaceAll('_', '-')}`);

export const sortWord = (thing: Thing): string => (isOperation(thing) ? words('state', thing.state) : words('area', thing.areaKind));

/** The look of a state or a kind: its tone, and a mark of its own. */
export function toneOf(thing: Thing): { tone: Tone; mark: string } {
  if (isOperation(thing)) {
    switch (thing.state) {
      case 'nonconforming':
        return { tone: 'bad', mark: '!' };
      case 'contingent':
        return { tone: 'bad', mark: '✕' };
      case 'activated':
        return { tone: 'good', mark: '●' };
      case 'accepted':
        return { tone: 'neutral', mark: '○' };
      default:
        return { tone: 'neutral', mark: '◌' };
    }
  }
  switch (thing.areaKind) {
    case 'prohibited':
      return { tone: 'bad', mark: '▦' };
    case 'requires_authorisation':
      return { tone: 'warn', mark: '▨' };
    default:
      return { tone: 'neutral', mark: thing.areaKind === 'conditional' ? '▤' : '░' };
  }
}

/** The row of a thing in the list, to come back to it. */
export const rowId = (id: string): string => `map-row-${id}`;
