import type { Process, Task } from '../../kernel';
import { textOf } from '../shared/bytes';
import { codeOf, reason } from '../shared/errors';
import { shellStatus, start } from '../shared/exec';
import { openInput } from '../shared/input';
import { program } from '../shared/program';

/** Words of the input as xargs cuts them: blanks, quotes and backslashes count. */
function cutWords(text: string, gnu: boolean): string[] | string {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (char === '"' || char === "'") {
      const end = text.indexOf(char, at + 1);
      const newline = text.indexOf('\n', at + 1);
      if (end < 0 || (newline >= 0 && newline < end))
        return `unmatched ${char === '"' ? 'double' : 'single'} quote${gnu ? '; by default quotes are special to xargs unless you use the -0 option' : ''}`;
      word = (word ?? '') + text.slice(at + 1, end);
      at = end;
    } else if (char === '\\' && at + 1 < text.length) word = (word ?? '') + (text[++at] ?? '');
    else word = (word ?? '') + char;
  }
  if (word !== undefined) words.push(word);
  return words;
}

const MAX_BYTES = 128 * 1024;

export const xargs = program({
  id: 'findutils/xargs',
  usage: '[OPTION]... COMMAND [INITIAL-ARGS]...',
  busyboxUsage: '[OPTIONS] [PROG ARGS]',
  options: {
    zero: '0,null',
    argFile: 'a,arg-file=FILE',
    delimiter: 'd,delimiter=CHARACTER',
    insert: 'I=R',
    replace: 'i,replace[=R]',
    lines: 'L,max-lines=N',
    count: 'n,max-args=N',
    parallel: 'P,max-procs=N',
    noRun: 'r,no-run-if-empty',
    trace: 't,verbose',
    ask: 'p,interactive',
    size: 's,max-chars=N',
    exit: 'x,exit',
    eof: 'E=END',
  },
  busyboxNumbers: 'nP',
  busyboxLacks: 'Ld',
  busyboxLong: 'no-run-if-empty',
  stopAtOperand: true,
  *run(c) {
    const { flags, p } = c;
    for (const [flag, text] of [
      ['n', flags.count],
      ['L', flags.lines],
    ] as const) {
      if (text === undefined || /^0*[1-9]\d*$/.test(text)) continue;
      const isNumber = /^-?\d+$/.test(text);
      if (c.gnu)
        return yield* c.usageError(
          isNumber
            ? `value ${text} for -${flag} option should be >= 1`
            : `invalid number "${text}" for -${flag} option`,
        );
      return yield* c.fail(
        isNumber ? `number ${text} is not in 1..2147483647 range` : `invalid number '${text}'`,
      );
    }
    const command = c.operands.length > 0 ? c.operands : ['echo'];
    let text: string;
    try {
      const input = openInput(p, flags.argFile ?? '-');
      text = textOf(yield* input.reader.rest());
      input.close();
    } catch (error) {
      return yield* c.fail(`Cannot open input file '${flags.argFile ?? ''}': ${reason(error)}`);
    }
    // GNU's -I takes one item at a time, and says that -n given before it counts for nothing.
    if (c.gnu && flags.count !== undefined && (flags.insert !== undefined || flags.replace !== undefined)) {
      const last = c.given.findLast(
        ({ key }) => key === 'count' || key === 'insert' || key === 'replace',
      )?.key;
      if (last !== 'count')
        yield* c.warn(
          'warning: options --max-args and --replace/-I/-i are mutually exclusive, ignoring previous --max-args value',
        );
    }
    const insert = flags.insert ?? (flags.replace === undefined ? undefined : flags.replace || '{}');
    const separator = flags.zero
      ? '\0'
      : flags.delimiter?.replace('\\n', '\n').replace('\\0', '\0').replace('\\t', '\t');
    let batches: string[][];
    if (separator !== undefined || insert !== undefined) {
      const cut = separator ?? '\n';
      const items = text.split(cut);
      if (items.at(-1) === '') items.pop();
      const words =
        separator === undefined ? items.map((item) => item.trimStart()).filter((item) => item !== '') : items;
      batches = insert === undefined ? chunks(words) : words.map((word) => [word]);
    } else if (flags.lines !== undefined) {
      const lines = text
        .split('\n')
        .map((one) => cutWords(one, c.gnu))
        .filter((words) => words.length > 0);
      const size = Number(flags.lines);
      batches = [];
      for (let at = 0; at < lines.length; at += size)
        batches.push(
          lines.slice(at, at + size).flatMap((line) => (typeof line === 'string' ? [line] : line)),
        );
    } else {
      let words = cutWords(text, c.gnu);
      if (typeof words === 'string') return yield* c.fail(words);
      const end = flags.eof === undefined ? -1 : words.indexOf(flags.eof);
      if (end >= 0) words = words.slice(0, end);
      batches = chunks(words);
    }
    if (batches.length === 0 && insert === undefined && !flags.noRun) batches.push([]);

    function chunks(words: readonly string[]): string[][] {
      const limit = flags.count === undefined ? Infinity : Number(flags.count);
      const maxBytes = flags.size === undefined ? MAX_BYTES : Number(flags.size);
      const all: string[][] = [];
      let batch: string[] = [];
      let bytes = 0;
      for (const word of words) {
        if (batch.length >= limit || (batch.length > 0 && bytes + word.length + 1 > maxBytes)) {
          all.push(batch);
          [batch, bytes] = [[], 0];
        }
        batch.push(word);
        bytes += word.length + 1;
      }
      if (batch.length > 0) all.push(batch);
      return all;
    }

    const running: Process[] = [];
    const most = flags.parallel === undefined ? 1 : Number(flags.parallel) || Infinity;
    let status = 0;
    const reap = function* (): Task<boolean> {
      const result = yield* p.wait();
      if (!result) return true;
      running.splice(
        running.findIndex((child) => child.pid === result.pid),
        1,
      );
      if ('signal' in result.status) {
        yield* c.warn(
          `${command[0] ?? ''}: terminated by signal ${String(shellStatus(result.status) - 128)}`,
        );
        status = 125;
        return false;
      }
      const { code } = result.status;
      if (code === 255) {
        yield* c.warn(`${command[0] ?? ''}: exited with status 255; aborting`);
        status = 124;
        return false;
      }
      if (code !== 0) status = 123;
      return true;
    };
    /** Asks the terminal, since stdin holds the words. */
    const agrees = function* (words: readonly string[]): Task<boolean> {
      yield* p.stderr.write(words.join(' '));
      let tty: number;
      try {
        tty = p.open('/dev/tty', { read: true });
      } catch (error) {
        const what = c.gnu ? 'failed to open /dev/tty for reading' : "can't open '/dev/tty'";
        return yield* c.fail(`${what}: ${reason(error)}`);
      }
      yield* p.stderr.write(c.gnu ? '?...' : ' ?...');
      const answer = yield* p.stream(tty).readLine();
      p.close(tty);
      return /^y/i.test(answer ?? '');
    };
    yield* c.out.flush();
    for (const batch of batches) {
      const words =
        insert === undefined
          ? [...command, ...batch]
          : command.map((word) => word.replaceAll(insert, batch[0] ?? ''));
      if (flags.ask) {
        if (!(yield* agrees(words))) continue;
      } else if (flags.trace) yield* p.stderr.write(`${words.join(' ')}\n`);
      try {
        // The command must not eat what is meant for xargs: it reads from /dev/null.
        const nothing = p.open('/dev/null', { read: true });
        running.push(
          start(p, words, {
            fds: new Map([
              [0, flags.argFile === undefined ? nothing : 0],
              [1, 1],
              [2, 2],
            ]),
          }),
        );
        p.close(nothing);
      } catch (error) {
        const code = codeOf(error);
        yield* c.warn(`${command[0] ?? ''}: ${reason(error)}`);
        return code === 'ENOENT' ? 127 : 126;
      }
      while (running.length >= most) if (!(yield* reap())) return status;
    }
    while (running.length > 0) if (!(yield* reap())) return status;
    return status;
  },
});
