import type { Task } from '../../kernel';
import type { Reader } from '../shared/input';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { parseSize } from '../shared/sizes';
import { reason } from '../shared/errors';
import { openInput } from '../shared/input';

/** `head -5` is `head -n 5`; BusyBox takes whatever begins with a digit for the count. */
export function withOldCount(args: readonly string[], isGnu: boolean): string[] {
  const count = isGnu ? /^-\d+$/ : /^-\d/;
  return args.map((arg, index) =>
    count.test(arg) && !TAKES_VALUE.test(args[index - 1] ?? '') ? `-n${arg.slice(1)}` : arg,
  );
}

/** The word before is an option whose value this is. */
export const TAKES_VALUE = /^-[qvzfF]*[ncs]$|^--(lines|bytes)$/;

const OPTIONS = {
  lines: 'n,lines=NUM',
  bytes: 'c,bytes=NUM',
  quiet: 'q,quiet,silent',
  verbose: 'v,verbose',
  zero: 'z,zero-terminated',
} as const;

export const head = program({
  id: 'coreutils/head',
  usage: '[OPTION]... [FILE]...',
  busyboxUsage: '[OPTIONS] [FILE]...',
  options: OPTIONS,
  busyboxShort: true,
  busyboxLacks: 'z',
  rewrite: withOldCount,
  *run(c) {
    const inBytes = c.given.findLast((one) => one.key === 'lines' || one.key === 'bytes')?.key === 'bytes';
    const text = (inBytes ? c.flags.bytes : c.flags.lines) ?? '10';
    const count = parseSize(text.replace(/^[-+]/, ''));
    if (count === undefined) {
      const what = inBytes ? 'bytes' : 'lines';
      return yield* c.fail(
        c.gnu
          ? `invalid number of ${what}: '${text.replace(/^[-+]/, '')}'`
          : `invalid number '${text.replace(/^[-+]/, '')}'`,
      );
    }
    const butLast = text.startsWith('-');
    const names = c.operands.length > 0 ? c.operands : ['-'];
    const titled = c.flags.verbose || (names.length > 1 && !c.flags.quiet);
    let status = 0;
    let first = true;
    for (const name of names) {
      try {
        const input = openInput(c.p, name, c.flags.zero ? '\0' : '\n');
        if (titled) {
          yield* c.print(`${first ? '' : '\n'}==> ${name === '-' ? 'standard input' : name} <==\n`);
          first = false;
        }
        try {
          yield* inBytes
            ? headBytes(c, input.reader, count, butLast)
            : headLines(c, input.reader, count, butLast);
        } finally {
          input.close();
        }
      } catch (error) {
        status = 1;
        const why = reason(error);
        if (why === 'Broken pipe') throw error;
        if (why !== 'Is a directory') {
          yield* c.warn(c.gnu ? `cannot open '${name}' for reading: ${why}` : `${name}: ${why}`);
          // BusyBox keeps the blank line for every file but the first, whatever became of that.
          if (!c.gnu) first = false;
          continue;
        }
        // A folder can be opened; only reading fails, and BusyBox gives up there.
        if (titled) yield* c.print(`${first ? '' : '\n'}==> ${name} <==\n`);
        first = false;
        if (!c.gnu) return yield* c.fail(`${name}: Input/output error`);
        yield* c.warn(`error reading '${name}': ${why}`);
      }
    }
    return status;
  },
});

function* headLines(c: Call<typeof OPTIONS>, reader: Reader, count: number, butLast: boolean): Task<void> {
  if (!butLast && count === 0) return;
  const held: string[] = [];
  for (let line = yield* reader.line(); line !== undefined; line = yield* reader.line()) {
    const whole = line + (reader.terminated ? reader.separator : '');
    if (!butLast) {
      yield* c.write(whole);
      if (--count === 0) return;
    } else {
      held.push(whole);
      if (held.length > count) yield* c.write(held.shift() ?? '');
    }
  }
}

function* headBytes(c: Call<typeof OPTIONS>, reader: Reader, count: number, butLast: boolean): Task<void> {
  if (butLast) {
    const all = yield* reader.rest();
    yield* c.write(all.slice(0, Math.max(0, all.length - count)));
    return;
  }
  for (let left = count; left > 0;) {
    const chunk = yield* reader.chunk(Math.min(left, 65_536));
    if (chunk === '') return;
    yield* c.write(chunk);
    left -= chunk.length;
  }
}
