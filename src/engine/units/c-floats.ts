/**
 * Numbers with a fraction as C's printf writes them, without their sign. What lies in the middle of two numbers goes to
 * the one with the even digit; JavaScript's own functions go up. Sources: ISO C, 7.21.6.1; IEEE 754.
 */

/** How many digits JavaScript can give; a number that lies in the middle of two has no more of them. */
const MOST_DIGITS = 100;

/** `rounded`, unless the number lies in the middle: then `exact` without what follows its last digit, if that is even. */
function evenOf(rounded: string, exact: string, keptLength: number): string {
  const kept = exact.slice(0, keptLength);
  return /^\.?50*$/.test(exact.slice(keptLength)) && /[02468]$/.test(kept) ? kept : rounded;
}

/** %f: so many digits behind the point. */
export function cFixed(size: number, digits: number): string {
  if (size >= 1e21) return `${BigInt(size).toString()}${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`;
  const rounded = size.toFixed(Math.min(digits, MOST_DIGITS));
  if (digits >= MOST_DIGITS) return rounded;
  const exact = size.toFixed(MOST_DIGITS);
  return evenOf(rounded, exact, exact.indexOf('.') + (digits === 0 ? 0 : digits + 1));
}

/** %e: one digit, so many behind the point, and an exponent of at least two digits. */
export function cScientific(size: number, digits: number): string {
  const [rounded = '', power = ''] = size.toExponential(Math.min(digits, MOST_DIGITS)).split('e');
  const [exact = '', exactPower] = size.toExponential(MOST_DIGITS).split('e');
  const isCut = digits < MOST_DIGITS && power === exactPower;
  const mantissa = isCut ? evenOf(rounded, exact, digits === 0 ? 1 : digits + 2) : rounded;
  return `${mantissa}e${power.replace(/^([-+])(\d)$/, '$10$2')}`;
}

/** %g: whichever of the two is shorter, to so many digits, without the zeroes at its end unless they are kept. */
export function cGeneral(size: number, digits: number, keepsZeroes: boolean): string {
  const wanted = Math.max(1, digits);
  const scientific = cScientific(size, wanted - 1);
  const power = Number(scientific.slice(scientific.indexOf('e') + 1));
  const isFixed = power >= -4 && power < wanted;
  const text = isFixed ? cFixed(size, wanted - 1 - power) : scientific;
  return keepsZeroes || !text.includes('.') ? text : text.replace(/\.?0+(?=e|$)/, '');
}

/**
 * %a: one hexadecimal digit, a fraction and a power of two; `digits` behind the point, or as many as there are. The
 * first digit of a double is 1; that of x86's long double, which bash uses, is from 8 to f.
 */
export function cHexadecimal(size: number, digits: number | undefined, isLong = false): string {
  let power = size === 0 ? 0 : Math.floor(Math.log2(size));
  let mantissa = size / 2 ** power;
  if (mantissa >= 2) [mantissa, power] = [mantissa / 2, power + 1];
  if (isLong && size !== 0) [mantissa, power] = [mantissa * 8, power - 3];
  const unit = 2 ** (4 * Math.min(digits ?? 13, 13));
  const [whole = '', fraction = ''] = (Math.round(mantissa * unit) / unit).toString(16).split('.');
  const shown = fraction.padEnd(digits ?? 0, '0');
  return `0x${whole}${shown === '' ? '' : `.${shown}`}p${power < 0 ? '-' : '+'}${String(Math.abs(power))}`;
}
