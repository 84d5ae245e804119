// Says that something is under way. Shown by whoever waits longer than a second.
export function Progress({ label, value, max }: { label: string; value?: number; max?: number }) {
  return (
    <p class="progress" role="status">
      <progress aria-label={label} value={value} max={max} />
      <span>{label}</span>
    </p>
  );
}
