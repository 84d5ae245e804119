// A QR code, drawn as one path. The library is loaded when the first one is shown.
import { useEffect, useState } from 'preact/hooks';

/** The four modules of quiet around it that readers expect. */
const QUIET = 4;

/** The dark squares of a code as a path; each square is one unit wide. */
export function pathOf(rows: readonly (readonly boolean[])[]): string {
  const runs: string[] = [];
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue;
      const start = x;
      while (x + 1 < row.length && row[x + 1]) x += 1;
      const width = x - start + 1;
      runs.push(`M${start} ${y}h${width}v1h-${width}z`);
    }
  });
  return runs.join('');
}

export function QrCode({ text, label }: { text: string; label: string }) {
  const [code, setCode] = useState<{ size: number; path: string }>();
  useEffect(() => {
    let wanted = true;
    void import('uqr').then(({ encode }) => {
      const { size, data } = encode(text, { ecc: 'M', border: QUIET });
      if (wanted) setCode({ size, path: pathOf(data) });
    });
    return () => {
      wanted = false;
    };
  }, [text]);
  if (!code) return null;
  return (
    <svg class="settings-qr" role="img" aria-label={label} viewBox={`0 0 ${code.size} ${code.size}`} shape-rendering="crispEdges">
      <rect width={code.size} height={code.size} fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  );
}
