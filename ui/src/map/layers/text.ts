// The fonts of labels on the map. Without a server of glyphs the map draws letters with the fonts of this machine: these names are
// tried in turn, and the map joins and orders Arabic letters itself.
export const FONT: string[] = ['system-ui', 'Noto Sans', 'Noto Sans Arabic', 'Segoe UI', 'Tahoma', 'sans-serif'];
