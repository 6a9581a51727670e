const hexDigits = '0123456789abcdef';

/** `length` random hex digits. */
export function randomHex(random: () => number, length: number): string {
  let digits = '';
  for (let index = 0; index < length; index += 1) digits += hexDigits[Math.floor(random() * 16)] ?? '0';
  return digits;
}

/** An identifier of 64 hex digits, whose first 12 never read as a number (moby, stringid). */
export function randomId(random: () => number): string {
  for (;;) {
    const id = randomHex(random, 64);
    if (!/^[0-9]{12}/.test(id)) return id;
  }
}

/** The 12 digits that are shown of an identifier; `sha256:` is left out. */
export function shortId(id: string): string {
  return id.replace(/^[a-z0-9]+:/, '').slice(0, 12);
}
