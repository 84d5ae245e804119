// How the page is built: one entry, hashed assets, everything served by the node itself. `npm run dev` passes calls of the
// interface on to a node at TANSIQ_NODE (http://127.0.0.1:8080 if not set).
import { defineConfig } from 'vitest/config';
import { basemap } from './scripts/basemap.ts';
import { words } from './scripts/words.ts';

const node = process.env.TANSIQ_NODE ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [basemap(), words()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    // Inlined assets would need `data:` in the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    sourcemap: false,
  },
  server: { proxy: { '/api': { target: node, changeOrigin: false } } },
  test: { include: ['test/**/*.test.{ts,tsx}'], environment: 'node', setupFiles: ['test/words.ts'] },
});
