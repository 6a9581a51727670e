/** Before the path of a page, in the browser's storage. */
export const KEY_PREFIX = 'drydock:kept:';

/** Whether something is kept of this page: only then is the code loaded that reads it. */
export function hasKept(): boolean {
  try {
    return localStorage.getItem(KEY_PREFIX + location.pathname) !== null;
  } catch {
    return false;
  }
}
