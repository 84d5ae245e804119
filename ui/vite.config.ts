// How the page is built: one entry, hashed assets, everything served by the node itself. `npm run dev` passes calls of the
// interface on to a node at TANSIQ_NODE (http://127.0.0.1:8080 if not set).
import { defineConfig } from 'vitest/config';
import { basemap } from './scripts/basemap.ts';

const node = process.env.TANSIQ_NODE ?? 'http://127.0.0.1:8080';

function wordsOf(id: string): string | null {
  const language = /\/locales\/(\w+)\/\w+\.ftl/.exec(id)?.[1];
  return language === undefined ? null : `words-${language}`;
}

export default defineConfig({
  plugins: [basemap()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    // Inlined assets would need `data:` in the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    sourcemap: false,
    // The catalogues of a language are one file: a dozen small ones would each be a request before the first word is seen.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: wordsOf }] } } },
  },
  server: { proxy: { '/api': { target: node, changeOrigin: false } } },
  test: { include: ['test/**/*.test.{ts,tsx}'], environment: 'node' },
});
