// to_char and to_number for numbers (formatting.c, NUM_processor).
import { negateNumeric, readNumeric, roundNumeric, signOfNumeric } from '../numeric';
import { notModelled, SqlError } from '../sql-error';

const KEYS = /^(FM|9|0|\.|,|D|G|S|MI|PL|PR|L|"[^"]*")/i;

function keysOf(format: string): readonly string[] {
  const keys: string[] = [];
  let rest = format;
  while (rest !== '') {
    if (/^(EEEE|RN|TH|V|SG)/i.test(rest)) throw notModelled(`to_char's ${rest.slice(0, 4)}`);
    const key = KEYS.exec(rest)?.[0] ?? rest.slice(0, 1);
    keys.push(/^["]/.test(key) ? key : key.length > 1 || /[a-z]/i.test(key) ? key.toUpperCase() : key);
    rest = rest.slice(key.length);
  }
  return keys;
}

/** `to_char(1234.5, '9,999.99')` */
export function numberToChar(number: string, format: string): string {
  const keys = keysOf(format);
  const isFilled = !keys.includes('FM');
  const body = keys.filter((key) => key !== 'FM');
  const point = body.findIndex((key) => key === '.' || key === 'D');
  const isDigit = (key: string): boolean => key === '9' || key === '0';
  const before = body.slice(0, point < 0 ? body.length : point).filter(isDigit);
  const after = point < 0 ? [] : body.slice(point + 1).filter(isDigit);
  const isNegative = signOfNumeric(number) < 0;
  const rounded = roundNumeric(isNegative ? negateNumeric(number) : number, after.length);
  const [whole = '0', fraction = ''] = rounded.split('.');
  const digits =
    whole === '0' && before.length > 0 && !before.includes('0') && after.length === 0 ? '0' : whole;
  if (whole.length > before.length && whole !== '0')
    return (
      (isFilled ? ' ' : '') +
      body.map((key) => (isDigit(key) ? '#' : key === 'D' ? '.' : key === 'G' ? ',' : key)).join('')
    );
  // Where zeros are asked for, they are written from there on.
  const firstZero = before.indexOf('0');
  const shownFrom = Math.min(
    firstZero < 0 ? before.length : firstZero,
    before.length - (whole === '0' ? (after.length > 0 ? 0 : 1) : digits.length),
  );
  let text = '';
  let index = 0;
  const sign = isNegative ? '-' : isFilled ? ' ' : '';
  const hasOwnSign = body.some((key) => /^(S|MI|PL|PR)$/.test(key));
  let isSignPut = false;
  for (const [place, key] of body.entries()) {
    const isAfterPoint = point >= 0 && place > point;
    if (isDigit(key) && !isAfterPoint) {
      const digit =
        whole === '0' && after.length > 0 && shownFrom > index
          ? undefined
          : digits[index - (before.length - digits.length)];
      const isShown = index >= shownFrom;
      if (isShown && !isSignPut && !hasOwnSign) {
        text += sign;
        isSignPut = true;
      }
      if (isShown) text += digit ?? '0';
      else if (isFilled) text += ' ';
      index++;
    } else if (isDigit(key)) {
      text += fraction[body.slice(point + 1, place).filter(isDigit).length] ?? '0';
    } else if (key === '.' || key === 'D') {
      if (!isSignPut && !hasOwnSign) {
        text += sign;
        isSignPut = true;
      }
      text += '.';
    } else if (key === ',' || key === 'G') text += index > shownFrom ? ',' : isFilled ? ' ' : '';
    else if (key === 'S') text += isNegative ? '-' : '+';
    else if (key === 'MI') text += isNegative ? '-' : isFilled ? ' ' : '';
    else if (key === 'PL') text += isNegative ? (isFilled ? ' ' : '') : '+';
    else if (key === 'PR') {
      text = isNegative ? text.replace(/(\S)/, '<$1') + '>' : isFilled ? ` ${text} ` : text;
    } else if (key === 'L') text += '$';
    else text += key.startsWith('"') ? key.slice(1, -1) : key;
  }
  if (!isFilled && after.length > 0) {
    const optional = [...after].reverse().findIndex((key) => key === '0');
    const most = optional < 0 ? after.length : optional;
    for (let cut = 0; cut < most && text.endsWith('0'); cut++) text = text.slice(0, -1);
  }
  return text;
}

export function toNumber(text: string, format: string): string {
  const isNegative = /-|^<.*>$/.test(text);
  const hasPoint = /[.D]/i.test(format);
  const digits = (hasPoint ? text : (text.split('.')[0] ?? '')).replace(/[^\d.]/g, '');
  const number = readNumeric(digits);
  if (number === undefined) throw new SqlError(`invalid input syntax for type numeric: "${text}"`);
  return isNegative ? negateNumeric(number) : number;
}
