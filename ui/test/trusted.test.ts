// Which scripts the page may load.
import { describe, expect, it } from 'vitest';
import { ownScript } from '../src/trusted.ts';

const ORIGIN = 'http://127.0.0.1:8080';

describe('a script', () => {
  it.each(['http://127.0.0.1:8080/assets/maplibre-gl-worker-1a2B3c4D.mjs', '/assets/worker.js'])('%s is one of the page', (url) => {
    expect(ownScript(url, ORIGIN)).toBe(url);
  });

  it.each([
    'http://127.0.0.1:8081/assets/worker.js',
    'https://127.0.0.1:8080/assets/worker.js',
    '/api/v1/desk/basemap/land',
    '/assets/../api/v1/desk/basemap/land',
    'blob:http://127.0.0.1:8080/1',
    'data:text/javascript,alert(1)',
    'http://[',
  ])('%s is not', (url) => {
    expect(ownScript(url, ORIGIN)).toBeNull();
  });
});
