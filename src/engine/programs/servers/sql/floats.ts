// Floating-point numbers as PostgreSQL writes them: the shortest digits that read back as the same number (ryu).

export function readFloat(text: string): number | undefined {
  const word = text.trim().toLowerCase();
  if (/^[-+]?inf(inity)?$/.test(word)) return word.startsWith('-') ? -Infinity : Infinity;
  if (word === 'nan') return NaN;
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/.test(word) ? Number(word) : undefined;
}

export function showFloat(number: number): string {
  return special(number) ?? write(number.toExponential(), 15);
}

export function showReal(number: number): string {
  const known = special(number);
  if (known !== undefined) return known;
  for (let digits = 0; digits < 9; digits++) {
    const text = number.toExponential(digits);
    if (Math.fround(Number(text)) === number) return write(text, 6);
  }
  return write(number.toExponential(8), 6);
}

function special(number: number): string | undefined {
  if (Number.isNaN(number)) return 'NaN';
  if (!Number.isFinite(number)) return number < 0 ? '-Infinity' : 'Infinity';
  if (number === 0) return Object.is(number, -0) ? '-0' : '0';
  return undefined;
}

/** From `1.5e+3`: plain, or with an exponent from a size on. */
function write(scientific: string, plainBelow: number): string {
  const [, sign = '', first = '0', rest = '', exponentText = '0'] =
    /^(-?)(\d)(?:\.(\d+))?e([-+]\d+)$/.exec(scientific) ?? [];
  const exponent = Number(exponentText);
  const fraction = rest.replace(/0+$/, '');
  if (exponent < -4 || exponent >= plainBelow) {
    const size = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${first}${fraction === '' ? '' : `.${fraction}`}e${exponent < 0 ? '-' : '+'}${size}`;
  }
  const digits = first + fraction;
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return sign + digits.padEnd(exponent + 1, '0');
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}
