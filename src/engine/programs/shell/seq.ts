import { formatFloat, formatInteger, parseFormat } from '../shared/printf';
import { program } from '../shared/program';

function decimals(text: string): number {
  return /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
}

export const seq = program({
  id: 'coreutils/seq',
  usage: '[OPTION]... LAST\n  or:  seq [OPTION]... FIRST LAST\n  or:  seq [OPTION]... FIRST INCREMENT LAST',
  busyboxUsage: '[-w] [-s SEP] [FIRST [INC]] LAST',
  options: { equal: 'w,equal-width', separator: 's,separator=STRING', format: 'f,format=FORMAT' },
  busyboxLacks: 'f',
  // Negative numbers are operands, not options.
  rewrite: (args) => {
    const at = args.findIndex(
      (arg, index) => /^-?[\d.]/.test(arg) && !/^-?-[sf]$|^--(separator|format)$/.test(args[index - 1] ?? ''),
    );
    return at < 0 || args.includes('--') ? args : [...args.slice(0, at), '--', ...args.slice(at)];
  },
  *run(c) {
    const texts = c.operands;
    if (texts.length === 0) return yield* c.misused('missing operand');
    if (texts.length > 3) return yield* c.misused(`extra operand '${texts[3] ?? ''}'`);
    for (const text of texts) {
      if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) {
        if (c.gnu) return yield* c.usageError(`invalid floating point argument: '${text}'`);
        return yield* c.usageError();
      }
    }
    const [first, step, last] =
      texts.length === 1 ? ['1', '1', texts[0]] : texts.length === 2 ? [texts[0], '1', texts[1]] : texts;
    const [from, by, to] = [Number(first), Number(step), Number(last)];
    if (by === 0 && c.gnu) return yield* c.usageError(`invalid Zero increment value: '${step ?? ''}'`);
    const places = Math.max(decimals(first ?? ''), decimals(step ?? ''));
    const scale = 10 ** places;
    const wide = c.flags.equal ? Math.max(from.toFixed(places).length, to.toFixed(places).length) : 0;
    const separator = c.flags.separator ?? '\n';
    const format = c.flags.format === undefined ? undefined : parseFormat(c.flags.format);
    const show = (value: number): string => {
      if (format) {
        return format
          .map((part) =>
            typeof part === 'string'
              ? part
              : /[dixXo]/.test(part.type)
                ? formatInteger(BigInt(Math.trunc(value)), part)
                : formatFloat(value, part),
          )
          .join('');
      }
      const text = value.toFixed(places);
      return value < 0 ? `-${text.slice(1).padStart(wide - 1, '0')}` : text.padStart(wide, '0');
    };
    let count = 0;
    for (; ; count++) {
      const value = Math.round(from * scale + count * by * scale) / scale;
      if (by >= 0 ? value > to : value < to) break;
      yield* c.print((count === 0 ? '' : separator) + show(value));
      if (count % 1000 === 999) yield* c.p.turn();
    }
    if (count > 0) yield* c.write('\n');
    return 0;
  },
});
