// What makes a password one that the node takes. The node decides; this spares people the way.

/** Bytes of UTF-8, as the node counts them. */
export const PASSWORD_BYTES = { least: 10, most: 256 } as const;

/** The key of what is wrong with a new password; undefined if nothing is. */
export function passwordProblem(name: string, password: string): string | undefined {
  const bytes = new TextEncoder().encode(password).length;
  if (bytes < PASSWORD_BYTES.least) return 'settings-password-short';
  if (bytes > PASSWORD_BYTES.most) return 'settings-password-long';
  return password.toLowerCase() === name.toLowerCase() ? 'settings-password-name' : undefined;
}
