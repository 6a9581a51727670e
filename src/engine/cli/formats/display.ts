// How values are shown in lists. Source: docker/cli cli/command/formatter (displayutils.go, formatter.go).
import { humanDuration } from '../../units';

/** Characters that take two columns of a terminal. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

function displayWidth(character: string): number {
  return wide.test(character) ? 2 : 1;
}

/** A text cut to so many columns, with `…` at its end when something is missing. */
export function ellipsis(text: string, columns: number): string {
  if (columns <= 0) return '';
  const characters = [...text];
  const total = characters.reduce((sum, character) => sum + displayWidth(character), 0);
  if (total <= columns) return text;
  if (columns === 1) return characters[0] ?? '';
  let kept = '';
  let width = 0;
  for (const character of characters) {
    width += displayWidth(character);
    if (width > columns - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** The moment that Go's zero time is, in seconds since 1970. */
export const zeroTimeSeconds = -62_135_596_800;

/** `2024-06-01 12:00:00 +0000 UTC`, with what fraction of a second there is. Source: Go's time.Time.String. */
export function timeText(seconds: number, fraction = ''): string {
  const iso = new Date(seconds * 1000).toISOString();
  const date = seconds === zeroTimeSeconds ? '0001-01-01' : iso.slice(0, 10);
  const digits = fraction.replace(/0+$/, '');
  return `${date} ${iso.slice(-13, -5)}${digits === '' ? '' : `.${digits}`} +0000 UTC`;
}

/** `2024-06-01T12:00:00Z`. */
export function rfc3339(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

/** `2 minutes ago`. */
export function ago(seconds: number, nowMs: number): string {
  return `${humanDuration(nowMs - seconds * 1000)} ago`;
}

/** `a=1,b=2`, by name. */
export function labelsText(labels: Readonly<Record<string, string>> | null | undefined): string {
  return Object.entries(labels ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(',');
}

/** Names as people order them: numbers in them by value. Source: fvbommel/sortorder, which docker/cli uses. */
export function compareNatural(a: string, b: string): number {
  const parts = (text: string): readonly string[] => text.match(/\d+|\D/g) ?? [];
  const [left, right] = [parts(a), parts(b)];
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const [x = '', y = ''] = [left[index], right[index]];
    if (x === y) continue;
    const isNumbers = /^\d/.test(x) && /^\d/.test(y);
    if (isNumbers && Number(x) !== Number(y)) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return left.length - right.length;
}
