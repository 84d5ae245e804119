// How many things need somebody, beside the way to the view that lists them.
export function Attention() {
  return null;
}
