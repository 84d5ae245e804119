// Puts a compressed file beside each file of the built page that gains by it: `x.js` → `x.js.gz`. The node builds both in and
// sends what the browser takes, so that nothing is compressed while somebody waits. Run by npm after the build.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';

const PAGE = new URL('../dist/', import.meta.url).pathname;
/** Pictures and fonts are compressed already; what is small gains nothing. */
const GAINS = /\.(html|js|mjs|css|json|geojson|topojson|svg|webmanifest|ftl|txt|wasm|pbf)$/;
const LEAST_BYTES = 512;

let [files, bytes, sent] = [0, 0, 0];
for (const entry of readdirSync(PAGE, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || entry.name.endsWith('.gz')) continue;
  const path = join(entry.parentPath ?? entry.path, entry.name);
  const plain = readFileSync(path);
  const packed = gzipSync(plain, { level: constants.Z_BEST_COMPRESSION });
  const gains = GAINS.test(entry.name) && plain.length >= LEAST_BYTES && packed.length < plain.length;
  if (gains) writeFileSync(`${path}.gz`, packed);
  files += 1;
  bytes += plain.length;
  sent += gains ? packed.length : plain.length;
}
const kib = (count) => `${Math.round(count / 1024)} KiB`;
console.log(`the page: ${files} files, ${kib(bytes)}, ${kib(sent)} as they are sent`);
