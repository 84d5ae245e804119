// Patterns and symbols of the map, drawn here so that nothing is fetched. Party and state each have a shape, kinds of area each a
// hatch: colour never speaks alone.
import type { Map as MapLibre } from 'maplibre-gl';
import type { Palette } from './palette.ts';

/** Pixels of the image per pixel of the map. */
const RATIO = 2;
const PATTERN_PX = 16;
const SYMBOL_PX = 22;

type Draw = (context: CanvasRenderingContext2D, size: number) => void;

const STATES = ['planning', 'accepted', 'activated', 'nonconforming', 'contingent'] as const;

interface Recipe {
  size: number;
  draw: Draw;
}

/** One canvas for all: making one costs more than what is drawn on it. */
let canvas: HTMLCanvasElement | undefined;

function paint({ size, draw }: Recipe): ImageData {
  canvas ??= document.createElement('canvas');
  // Setting the size empties the canvas and forgets all settings.
  canvas.width = canvas.height = size * RATIO;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return new ImageData(size * RATIO, size * RATIO);
  context.scale(RATIO, RATIO);
  context.lineJoin = 'round';
  draw(context, size);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

function lines(color: string, width: number, ...directions: ('/' | '\\' | '-' | '|')[]): Draw {
  return (context, size) => {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.beginPath();
    for (const direction of directions) {
      for (const shift of [-size, 0, size]) {
        if (direction === '/') context.moveTo(shift, size), context.lineTo(shift + size, 0);
        else if (direction === '\\') context.moveTo(shift, 0), context.lineTo(shift + size, size);
        else if (direction === '-') context.moveTo(0, size / 2), context.lineTo(size, size / 2);
        else context.moveTo(size / 2, 0), context.lineTo(size / 2, size);
      }
    }
    context.stroke();
  };
}

function dots(color: string, radius: number): Draw {
  return (context, size) => {
    context.fillStyle = color;
    for (const [x, y] of [[0.25, 0.25], [0.75, 0.75]] as const) {
      context.beginPath();
      context.arc(x * size, y * size, radius, 0, 2 * Math.PI);
      context.fill();
    }
  };
}

/** Own is a diamond, a peer's a triangle. Hollow: not flying; full: activated; with a mark and in the colour of trouble: off-nominal. */
function operation(color: string, own: boolean, state: (typeof STATES)[number], colors: Palette): Draw {
  const trouble = state === 'nonconforming' || state === 'contingent';
  return (context, size) => {
    const middle = size / 2;
    const reach = middle - 3;
    context.beginPath();
    const corners = own
      ? [[0, -1], [1, 0], [0, 1], [-1, 0]] as const
      : [[0, -1], [0.95, 0.75], [-0.95, 0.75]] as const;
    for (const [x, y] of corners) context.lineTo(middle + x * reach, middle + y * reach);
    context.closePath();
    context.setLineDash(state === 'planning' ? [2, 2] : []);
    context.fillStyle = trouble ? colors.bad : state === 'activated' ? color : colors.halo;
    context.fill();
    context.lineWidth = 4;
    context.strokeStyle = colors.halo;
    context.stroke();
    context.lineWidth = 2;
    context.strokeStyle = trouble ? colors.bad : color;
    context.stroke();
    context.setLineDash([]);
    if (!trouble) return;
    context.fillStyle = colors.halo;
    context.font = `bold ${size * 0.5}px sans-serif`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(state === 'contingent' ? '×' : '!', middle, middle + 1);
  };
}

function aircraft(color: string, halo: string, directed: boolean, stale: boolean): Draw {
  return (context, size) => {
    const middle = size / 2;
    context.beginPath();
    if (directed) {
      for (const [x, y] of [[0, -9], [6, 8], [0, 4], [-6, 8]] as const) context.lineTo(middle + x, middle + y);
    } else context.arc(middle, middle, 5, 0, 2 * Math.PI);
    context.closePath();
    context.fillStyle = stale ? halo : color;
    context.lineWidth = 3.5;
    context.strokeStyle = halo;
    context.stroke();
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = color;
    context.setLineDash(stale ? [2, 2] : []);
    context.stroke();
  };
}

/** A burst: full where two meet at the shown moment, hollow where they will. */
function conflict(color: string, halo: string, occurring: boolean): Draw {
  return (context, size) => {
    const middle = size / 2;
    context.beginPath();
    for (let corner = 0; corner < 16; corner += 1) {
      const reach = corner % 2 ? middle * 0.5 : middle - 1.5;
      const angle = (corner * Math.PI) / 8;
      context.lineTo(middle + reach * Math.sin(angle), middle - reach * Math.cos(angle));
    }
    context.closePath();
    context.lineWidth = 3;
    context.strokeStyle = occurring ? halo : color;
    context.fillStyle = occurring ? color : halo;
    context.stroke();
    context.fill();
    if (!occurring) return;
    context.lineWidth = 1.5;
    context.strokeStyle = halo;
    context.stroke();
  };
}

function recipes(colors: Palette): Record<string, Recipe> {
  const pattern = (draw: Draw): Recipe => ({ size: PATTERN_PX, draw });
  const symbol = (draw: Draw, size = SYMBOL_PX): Recipe => ({ size, draw });
  const made: Record<string, Recipe> = {
    'hatch-prohibited': pattern(lines(colors.bad, 1.4, '/', '\\')),
    'hatch-requires_authorisation': pattern(lines(colors.warn, 1.6, '/')),
    'hatch-conditional': pattern(lines(colors.conditional, 1.4, '-')),
    'hatch-advisory': pattern(dots(colors.neutral, 1.5)),
    'hatch-withheld': pattern(lines(colors.peer, 1.2, '/', '-')),
    'hatch-off-nominal': pattern(lines(colors.bad, 1.6, '|')),
    'hatch-nonconforming': pattern(lines(colors.bad, 2.2, '\\')),
    'hatch-contingent': pattern(lines(colors.bad, 2.2, '\\', '|')),
    'hatch-flying-own': pattern(dots(colors.own, 1.3)),
    'hatch-flying-peer': pattern(dots(colors.peer, 1.3)),
    'aircraft': symbol(aircraft(colors.own, colors.halo, true, false)),
    'aircraft-stale': symbol(aircraft(colors.own, colors.halo, true, true)),
    'aircraft-undirected': symbol(aircraft(colors.own, colors.halo, false, false)),
    'aircraft-undirected-stale': symbol(aircraft(colors.own, colors.halo, false, true)),
    'conflict-now': symbol(conflict(colors.bad, colors.halo, true), SYMBOL_PX + 4),
    'conflict-later': symbol(conflict(colors.bad, colors.halo, false), SYMBOL_PX + 4),
    'meeting-now': symbol(conflict(colors.neutral, colors.halo, true)),
    'meeting-later': symbol(conflict(colors.neutral, colors.halo, false)),
  };
  for (const state of STATES) {
    made[`own-${state}`] = symbol(operation(colors.own, true, state, colors));
    made[`peer-${state}`] = symbol(operation(colors.peer, false, state, colors));
  }
  return made;
}

/** Puts the images on the map, or those of another theme in their place. */
export function applyImages(map: MapLibre, colors: Palette): void {
  for (const [name, recipe] of Object.entries(recipes(colors))) {
    const image = paint(recipe);
    if (map.hasImage(name)) map.updateImage(name, image);
    else map.addImage(name, image, { pixelRatio: RATIO });
  }
}

/** One of the images, for the legend. */
export function legendImage(name: string, colors: Palette): ImageData | undefined {
  const recipe = recipes(colors)[name];
  return recipe && paint(recipe);
}
