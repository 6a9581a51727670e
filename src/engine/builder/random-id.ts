const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';

/** An id as BuildKit makes them (identity.NewID): 25 characters. */
export function randomId(random: () => number): string {
  return Array.from({ length: 25 }, () => alphabet[Math.floor(random() * alphabet.length)] ?? '0').join('');
}
