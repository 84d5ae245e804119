// Signing in: at the start, and laid over the page when the session ended, so that nothing typed is lost.
import type { Session } from '../../api/types.ts';

export function SignIn({ again }: { again?: Session }) {
  return <p>{again?.name}</p>;
}
