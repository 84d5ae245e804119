// The sounds: made by the browser itself, no file. A browser keeps a page silent until somebody has touched it; this file knows whether it
// does. When to sound is decided in `decide.ts`.
import { signal } from '@preact/signals';
import type { Pattern } from './decide.ts';

/** `waiting`: the browser wants a click or a key first. */
export type SoundState = 'unsupported' | 'waiting' | 'ready';

export const soundState = signal<SoundState>('waiting');

interface Tone {
  hz: number;
  /** Where the tone has slid to at its end. */
  toHz: number;
  atS: number;
  lastsS: number;
}

/** Two tones in turn for a conflict; a rising one, three times, for what left its volumes: apart also by ear. */
const PATTERNS: Record<Pattern, Tone[]> = {
  conflict: [0, 1, 2].flatMap((turn) => [
    { hz: 880, toHz: 880, atS: turn * 0.4, lastsS: 0.18 },
    { hz: 660, toHz: 660, atS: turn * 0.4 + 0.2, lastsS: 0.18 },
  ]),
  left: [0, 1, 2].map((turn) => ({ hz: 520, toHz: 1_240, atS: turn * 0.55, lastsS: 0.45 })),
};

const LOUDNESS = 0.35;
/** Without a slope at both ends a tone clicks. */
const SLOPE_S = 0.02;
/** The browser wakes the sound within this or not at all. */
const WAKE_MS = 500;

let context: AudioContext | undefined;

function noteState(): void {
  soundState.value = context?.state === 'running' ? 'ready' : 'waiting';
}

function made(): AudioContext | undefined {
  if (context || soundState.peek() === 'unsupported') return context;
  try {
    context = new AudioContext();
    context.onstatechange = noteState;
    noteState();
  } catch {
    soundState.value = 'unsupported';
  }
  return context;
}

/** Asks the browser for sound; it gives it after a click or a key. */
export async function wakeSound(): Promise<boolean> {
  const audio = made();
  if (!audio) return false;
  if (audio.state !== 'running') {
    // Without a gesture the promise of a browser stays open for ever.
    await Promise.race([audio.resume().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, WAKE_MS))]);
  }
  noteState();
  return soundState.peek() === 'ready';
}

/** Sounds a pattern; false if the browser does not let the page. */
export async function sound(pattern: Pattern): Promise<boolean> {
  if (!(await wakeSound()) || !context) return false;
  for (const tone of PATTERNS[pattern]) play(context, tone);
  return true;
}

function play(audio: AudioContext, { hz, toHz, atS, lastsS }: Tone): void {
  const start = audio.currentTime + atS;
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.type = 'triangle';
  oscillator.frequency.setValueAtTime(hz, start);
  oscillator.frequency.linearRampToValueAtTime(toHz, start + lastsS);
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(LOUDNESS, start + SLOPE_S);
  gain.gain.setValueAtTime(LOUDNESS, start + lastsS - SLOPE_S);
  gain.gain.linearRampToValueAtTime(0, start + lastsS);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + lastsS);
}

/** Wakes the sound with the first thing that somebody does on the page. */
export function wakeWithGesture(): () => void {
  made();
  const wake = (): void => {
    if (soundState.peek() === 'waiting') void wakeSound();
  };
  const events = ['pointerdown', 'keydown'] as const;
  for (const name of events) window.addEventListener(name, wake, { capture: true, passive: true });
  return () => {
    for (const name of events) window.removeEventListener(name, wake, { capture: true });
  };
}
