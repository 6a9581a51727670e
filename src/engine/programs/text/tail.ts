import type { Task } from '../../kernel';
import { reason } from '../shared/errors';
import { openInput, Reader } from '../shared/input';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { parseSeconds, parseSize } from '../shared/sizes';
import { statOf } from '../shared/trees';
import { TAKES_VALUE, withOldCount } from './head';

const OPTIONS = {
  lines: 'n,lines=NUM',
  bytes: 'c,bytes=NUM',
  quiet: 'q,quiet,silent',
  verbose: 'v,verbose',
  follow: 'f,follow[=HOW]',
  retryFollow: 'F',
  interval: 's,sleep-interval=N',
  zero: 'z,zero-terminated',
  pid: 'pid=PID',
  retry: 'retry',
} as const;

interface Count {
  readonly inBytes: boolean;
  readonly count: number;
  /** `+N`: from the Nth on. */
  readonly fromStart: boolean;
}

/** `tail -1 a b`: the old way to give a count takes one file at most. Source: coreutils, parse_obsolete_option. */
function misplacedCount(args: readonly string[]): string | undefined {
  const [first = '', second = ''] = args;
  const isOld = /^-\d/.test(first) && (args.length === 1 || (args.length === 2 && !/^-./.test(second)));
  const at = args.findIndex(
    (arg, index) =>
      /^-\d/.test(arg) && !TAKES_VALUE.test(args[index - 1] ?? '') && !args.slice(0, index).includes('--'),
  );
  return isOld || (/^-\d/.test(first) && second === '--') || at < 0 ? undefined : args[at]?.[1];
}

export const tail = program({
  id: 'coreutils/tail',
  usage: '[OPTION]... [FILE]...',
  busyboxUsage: '[OPTIONS] [FILE]...',
  options: OPTIONS,
  busyboxLacks: 'z',
  busyboxNumbers: 's',
  rewrite: (args, isGnu) =>
    withOldCount(args, isGnu).map((arg, index) =>
      /^\+\d+$/.test(arg) && !TAKES_VALUE.test(args[index - 1] ?? '') ? `-n${arg}` : arg,
    ),
  *run(c) {
    const digit = c.gnu ? misplacedCount(c.args) : undefined;
    if (digit !== undefined) return yield* c.fail(`option used in invalid context -- ${digit}`);
    const inBytes = c.given.findLast((one) => one.key === 'lines' || one.key === 'bytes')?.key === 'bytes';
    const text = (inBytes ? c.flags.bytes : c.flags.lines) ?? '10';
    const size = parseSize(text.replace(/^[-+]/, ''));
    if (size === undefined) {
      const what = inBytes ? 'bytes' : 'lines';
      return yield* c.fail(
        c.gnu ? `invalid number of ${what}: '${text}'` : `invalid number '${text.replace(/^[-+]/, '')}'`,
      );
    }
    const seconds = parseSeconds(c.flags.interval ?? '1');
    if (seconds === undefined) {
      const text = c.flags.interval ?? '';
      return yield* c.fail(`invalid number of seconds: '${text}'`);
    }
    if (c.flags.pid !== undefined && !/^\d+$/.test(c.flags.pid))
      return yield* c.fail(`invalid PID: '${c.flags.pid}'`);
    const count: Count = { inBytes, count: size, fromStart: text.startsWith('+') };
    const names = c.operands.length > 0 ? c.operands : ['-'];
    const follow = c.flags.follow !== undefined || c.flags.retryFollow;
    const titled = c.flags.verbose || (names.length > 1 && !c.flags.quiet);
    const byName = c.flags.retryFollow || c.flags.follow === 'name';
    const followed: Followed[] = [];
    let status = 0;
    let shown: string | undefined;
    let opened = 0;
    for (const name of names) {
      try {
        const input = openInput(c.p, name, c.flags.zero ? '\0' : '\n');
        opened++;
        if (titled) yield* c.print(`${shown === undefined ? '' : '\n'}==> ${title(name)} <==\n`);
        shown = name;
        yield* lastOf(c, input.reader, count);
        if (follow && name !== '-') followed.push(new Followed(c, name, input.reader, byName));
        else input.close();
      } catch (error) {
        status = 1;
        const why = reason(error);
        if (why === 'Broken pipe') throw error;
        const how =
          why === 'Is a directory'
            ? `error reading '${name}': ${why}`
            : `cannot open '${name}' for reading: ${why}`;
        if (why === 'Is a directory') {
          opened++;
          if (titled && c.gnu) yield* c.print(`${shown === undefined ? '' : '\n'}==> ${title(name)} <==\n`);
          shown = name;
        }
        const unread = why === 'Is a directory' ? 'read error' : `can't open '${name}'`;
        yield* c.warn(c.gnu ? how : `${unread}: ${why}`);
        if (follow && c.flags.retryFollow) followed.push(new Followed(c, name, undefined, byName));
      }
    }
    if (opened === 0 && (!follow || followed.length === 0)) {
      if (!c.gnu) yield* c.warn('no files');
      else if (follow) yield* c.warn('no files remaining');
      return 1;
    }
    if (followed.length === 0) return status;
    yield* c.out.flush();
    const pauseMs = 1000 * seconds;
    for (;;) {
      for (const file of followed) {
        const added = yield* file.more();
        if (added === '') continue;
        if (titled && shown !== file.name) {
          yield* c.print(`\n==> ${title(file.name)} <==\n`);
          shown = file.name;
        }
        yield* c.write(added);
      }
      yield* c.out.flush();
      yield* c.p.sleep(pauseMs);
    }
  },
});

function title(name: string): string {
  return name === '-' ? 'standard input' : name;
}

/** A file that is watched for what is added to it. */
class Followed {
  #ino: number | undefined;

  constructor(
    readonly c: Call<typeof OPTIONS>,
    readonly name: string,
    private reader: Reader | undefined,
    readonly byName: boolean,
  ) {
    this.#ino = statOf(c.p, name)?.ino;
  }

  *more(): Task<string> {
    const { c, name } = this;
    if (this.byName) {
      const stat = statOf(c.p, name);
      if (stat && stat.ino !== this.#ino) {
        yield* c.warn(
          this.reader
            ? `'${name}' has been replaced;  following new file`
            : `'${name}' has appeared;  following new file`,
        );
        this.#ino = stat.ino;
        this.reader = openInput(c.p, name).reader;
      }
    }
    let text = '';
    for (;;) {
      const data = this.reader ? yield* new Reader(c.p, this.reader.stream).chunk() : '';
      if (data === '') return text;
      text += data;
    }
  }
}

function* lastOf(c: Call<typeof OPTIONS>, reader: Reader, want: Count): Task<void> {
  const { count } = want;
  if (want.inBytes) {
    if (want.fromStart) {
      for (let skip = Math.max(0, count - 1); ;) {
        const chunk = yield* reader.chunk();
        if (chunk === '') return;
        yield* c.write(chunk.slice(skip));
        skip = Math.max(0, skip - chunk.length);
      }
    }
    let kept = '';
    for (let chunk = yield* reader.chunk(); chunk !== ''; chunk = yield* reader.chunk()) {
      kept = count === 0 ? '' : (kept + chunk).slice(-count);
    }
    yield* c.write(kept);
    return;
  }
  let kept: string[] = [];
  let number = 0;
  for (let line = yield* reader.line(); line !== undefined; line = yield* reader.line()) {
    const whole = line + (reader.terminated ? reader.separator : '');
    if (want.fromStart) {
      if (++number >= count) yield* c.write(whole);
      continue;
    }
    kept.push(whole);
    if (kept.length > 2 * count + 1000) kept = kept.slice(-count || kept.length);
  }
  if (count > 0) yield* c.write(kept.slice(-count).join(''));
}
