// Text that somebody types for a value, while the value also changes elsewhere (on the map, by an alternative). The text stays as typed
// as long as it means the value; when the value changes otherwise, the text is written anew.
import { useRef, useState } from 'preact/hooks';

export interface Typed {
  text: string;
  type: (text: string) => void;
  /** Writes the value anew in its usual form, as when the field is left. */
  settle: () => void;
}

/**
 * `written` is the value in its usual form, `same` tells whether a text means the value already, `take` hands a typed text on.
 */
export function useTyped(written: string, same: (text: string) => boolean, take: (text: string) => void): Typed {
  const [text, setText] = useState(written);
  const lastWritten = useRef(written);
  if (lastWritten.current !== written) {
    lastWritten.current = written;
    // Set during the drawing, so that the old text is never seen beside the new value.
    if (!same(text)) setText(written);
  }
  return {
    text,
    type: (typed) => {
      setText(typed);
      take(typed);
    },
    settle: () => {
      if (same(text) && written !== '') setText(written);
    },
  };
}
