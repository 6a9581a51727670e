import { byteString } from '../shared/bytes';
import { formatFloat, formatInteger, formatText, padded, parseFormat, unescape } from '../shared/printf';
import type { Conversion } from '../shared/printf';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import type { Task } from '../../kernel';

/** A number as C writes it, or `'c` for a character's code; what does not belong to it comes after. */
function readNumber(text: string): { readonly value: bigint; readonly float: number; readonly rest: string } {
  if (/^['"]/.test(text)) {
    const code = text.charCodeAt(1) || 0;
    return { value: BigInt(code), float: code, rest: '' };
  }
  const found = /^\s*([-+]?)(0[xX][0-9a-fA-F]+|0[0-7]*(?![.0-9])|\d+)/.exec(text);
  const float = /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?|^\s*[-+]?(inf|nan)/i.exec(text);
  const digits = found?.[2] ?? '0';
  const octal = /^0[0-7]+$/.test(digits);
  const size = octal ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits);
  return {
    value: found?.[1] === '-' ? -size : size,
    float: float ? Number(float[0].replace(/inf/i, 'Infinity')) : 0,
    rest: found ? text.slice(found[0].length) : text,
  };
}

export const printf = program({
  id: 'coreutils/printf',
  usage: 'FORMAT [ARGUMENT]...',
  busyboxUsage: 'FORMAT [ARG]...',
  stopAtOperand: 'raw',
  *run(c) {
    const args = c.args[0] === '--' ? c.args.slice(1) : c.args;
    const [first, ...rest] = args;
    if (first === undefined) return yield* c.misused('missing operand');
    const values = rest.map(byteString);
    const format = parseFormat(byteString(first));
    let status = 0;
    let next = 0;
    do {
      const before = next;
      for (const part of format) {
        if (typeof part === 'string') {
          const plain = unescape(part, false);
          yield* c.write(plain.text);
          if (plain.stop) return status;
        } else {
          const result: Directive = yield* directive(c, part, () => values[next++]);
          yield* c.write(result.text);
          if (result.failed) status = 1;
          if (result.stop) return status;
        }
      }
      if (next === before) break;
    } while (next < values.length);
    return status;
  },
});

interface Directive {
  readonly text: string;
  readonly failed: boolean;
  readonly stop: boolean;
}

function* directive(c: Call, part: Conversion, take: () => string | undefined): Task<Directive> {
  let failed = false;
  const number = function* (text: string | undefined): Task<ReturnType<typeof readNumber>> {
    const read = readNumber(text ?? '0');
    if (
      text !== undefined &&
      read.rest === text &&
      !/^['"]/.test(text) &&
      !/^\s*[-+]?(\.?\d|inf|nan)/i.test(text)
    ) {
      yield* c.warn(
        c.gnu
          ? text === ''
            ? `'': expected a numeric value`
            : `'${text}': expected a numeric value`
          : `invalid number '${text}'`,
      );
      failed = true;
    } else if (read.rest !== '' && text !== undefined && !/[eEfFgGaA]/.test(part.type)) {
      yield* c.warn(c.gnu ? `'${text}': value not completely converted` : `invalid number '${text}'`);
      failed = true;
    }
    return read;
  };
  let { width, precision, flags } = part;
  if (width === -1) {
    width = Number((yield* number(take())).value);
    if (width < 0) {
      width = -width;
      flags += '-';
    }
  }
  if (precision === -1) precision = Number((yield* number(take())).value);
  const spec: Conversion = { ...part, flags, width, precision };
  const done = (text: string, stop = false): Directive => ({ text, failed, stop });
  switch (part.type) {
    case 's':
      return done(formatText(take() ?? '', spec));
    case 'c':
      return done(padded((take() ?? '').slice(0, 1), spec));
    case 'b': {
      const { text, stop } = unescape(take() ?? '', true);
      return done(formatText(text, spec), stop);
    }
    case 'q': {
      const text = take() ?? '';
      return done(/^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`);
    }
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return done(formatInteger((yield* number(take())).value, spec));
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case 'a':
    case 'A':
      return done(formatFloat((yield* number(take())).float, spec));
    default:
      return yield* c.fail(
        c.gnu
          ? `%${part.flags}${part.type}: invalid conversion specification`
          : `%${part.type}: invalid format`,
      );
  }
}
