import { codeOf, reason } from '../shared/errors';
import { openInput } from '../shared/input';
import { program } from '../shared/program';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export const base64 = program({
  id: 'coreutils/base64',
  names: ['base32'],
  usage: '[OPTION]... [FILE]',
  busyboxUsage: '[-d] [-w COL] [FILE]',
  options: { decode: 'd,decode', wrap: 'w,wrap=COLS', ignore: 'i,ignore-garbage' },
  busyboxNumbers: 'w',
  *run(c) {
    const [name = '-', extra] = c.operands;
    if (extra !== undefined) return yield* c.misused(`extra operand '${extra}'`);
    if (c.gnu && c.flags.wrap !== undefined && !/^\d+$/.test(c.flags.wrap))
      return yield* c.fail(`invalid wrap size: '${c.flags.wrap}'`);
    const [alphabet, bits, group] = c.name === 'base32' ? [BASE32, 5, 8] : [BASE64, 6, 4];
    let text: string;
    try {
      const input = openInput(c.p, name);
      text = yield* input.reader.rest();
      input.close();
    } catch (error) {
      if (codeOf(error) === 'EISDIR') return yield* c.fail(`read error: ${reason(error)}`);
      return yield* c.fail(`${name}: ${reason(error)}`);
    }
    const parts: string[] = [];
    let [value, have] = [0, 0];
    if (c.flags.decode) {
      let bad = false;
      // BusyBox passes over what is no digit, and wants whole groups.
      const digits = c.gnu
        ? text
        : [...text].filter((char) => char === '=' || alphabet.includes(char)).join('');
      const wholeGroups = c.gnu ? digits.length : digits.length - (digits.length % group);
      if (wholeGroups < digits.length) bad = true;
      for (const char of digits.slice(0, wholeGroups).replace(/=+\s*$/, '')) {
        const digit = alphabet.indexOf(char);
        if (digit < 0) {
          if (char === '\n' || c.flags.ignore) continue;
          bad = true;
          break;
        }
        value = ((value << bits) | digit) & 0xff_ff;
        have += bits;
        if (have >= 8) {
          have -= 8;
          parts.push(String.fromCharCode((value >> have) & 255));
        }
      }
      // One digit too many is less than a byte.
      const digitCount = [...digits].filter((char) => alphabet.includes(char)).length;
      if (c.gnu && bits === 6 && digitCount % group === 1) bad = true;
      yield* c.write(parts.join(''));
      return bad ? yield* c.fail(c.gnu ? 'invalid input' : 'truncated input') : 0;
    }
    for (let at = 0; at < text.length; at++) {
      value = ((value << 8) | text.charCodeAt(at)) & 0xff_ff;
      have += 8;
      while (have >= bits) {
        have -= bits;
        parts.push(alphabet[(value >> have) & (2 ** bits - 1)] ?? '');
      }
    }
    if (have > 0) parts.push(alphabet[(value << (bits - have)) & (2 ** bits - 1)] ?? '');
    while (parts.length % group !== 0) parts.push('=');
    const width = Number(c.flags.wrap ?? 76);
    const all = parts.join('');
    if (width === 0) yield* c.write(all);
    else for (let at = 0; at < all.length; at += width) yield* c.write(`${all.slice(at, at + width)}\n`);
    return 0;
  },
});
