// The map pane: one map for all views.
export default function MapPane() {
  return null;
}
