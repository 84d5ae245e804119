// What may become a script (Trusted Types): the worker of the map, a file of this origin's /assets/, and nothing else. The node's
// Content-Security-Policy asks for it, so that text which reaches `innerHTML` or a script's address by mistake is an error and not
// an attack. Must be imported before everything else. Browsers without Trusted Types pass over it.

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string | null }): unknown;
}

/** The address, if it is one of the page's own files; otherwise `null`, which the browser refuses. */
export function ownScript(url: string, origin: string): string | null {
  try {
    const { origin: from, pathname } = new URL(url, origin);
    return from === origin && pathname.startsWith('/assets/') ? url : null;
  } catch {
    return null;
  }
}

const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
trustedTypes?.createPolicy('default', { createScriptURL: (url) => ownScript(url, window.location.origin) });
