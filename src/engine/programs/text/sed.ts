import type { Task } from '../../kernel';
import { byteString, dataOf } from '../shared/bytes';
import { codeOf, reason } from '../shared/errors';
import { openInput } from '../shared/input';
import type { OpenInput } from '../shared/input';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { lastPart, parentOf } from '../shared/trees';
import { SedRun } from './sed/run';
import type { SedInput, SedOutput } from './sed/run';
import { parseScript, SedError } from './sed/script';
import type { Command } from './sed/script';

const OPTIONS = {
  quiet: 'n,quiet,silent',
  expression: 'e,expression=SCRIPT',
  file: 'f,file=FILE',
  extended: 'E,r,regexp-extended',
  inPlace: 'i,in-place[=SUFFIX]',
  separate: 's,separate',
  unbuffered: 'u,unbuffered',
  zero: 'z,null-data',
  posix: 'posix',
  debug: 'debug',
  sandbox: 'sandbox',
  length: 'l,line-length=N',
  version: 'version',
} as const;

export const sed = program({
  id: 'sed/sed',
  usage: '[OPTION]... {script-only-if-no-other-script} [input-file]...',
  busyboxUsage: '[-i[SFX]] [-nrE] [-f FILE]... [-e CMD]... [FILE]...\nor: sed [-i[SFX]] [-nrE] CMD [FILE]...',
  options: OPTIONS,
  busyboxLacks: 'lsuz',
  busyboxLong: 'expression file in-place quiet regexp-extended silent version',
  *run(c) {
    if (c.flags.version && !c.gnu) {
      yield* c.print('This is not GNU sed version 4.0\n');
      return 0;
    }
    const operands = [...c.operands];
    const scripts: string[] = [];
    for (const { key, value } of c.given) {
      if (key === 'expression') scripts.push(byteString(value));
      if (key !== 'file') continue;
      try {
        const input = openInput(c.p, value);
        scripts.push((yield* input.reader.rest()).replace(/^#!.*\n/, '').replace(/\n$/, ''));
        input.close();
      } catch (error) {
        return yield* c.fail(
          c.gnu ? `couldn't open file ${value}: ${reason(error)}` : `${value}: ${reason(error)}`,
          c.gnu ? 4 : 1,
        );
      }
    }
    if (c.flags.expression === undefined && c.flags.file === undefined) {
      const first = operands.shift();
      if (first === undefined) {
        yield* c.p.stderr.write(c.helpText());
        return 1;
      }
      scripts.push(byteString(first));
    }
    const quiet = c.flags.quiet || /^#n(\n|$)/.test(scripts[0] ?? '');
    try {
      const commands = parseScript(scripts.join('\n'), c.flags.extended, c.build, c.flags.sandbox);
      return yield* edit(c, commands, operands, quiet);
    } catch (error) {
      if (!(error instanceof SedError)) throw error;
      return yield* c.fail(error.message, error.status);
    }
  },
});

function* edit(
  c: Call<typeof OPTIONS>,
  commands: readonly Command[],
  names: readonly string[],
  quiet: boolean,
): Task<number> {
  const { p, flags } = c;
  const separator = flags.zero ? '\0' : '\n';
  const run = new SedRun(
    p,
    commands,
    quiet,
    separator,
    c.gnu,
    flags.length === undefined ? undefined : Number(flags.length),
  );
  const toStdout: SedOutput = { write: (bytes) => c.write(bytes), flush: () => c.out.flush() };
  if (flags.inPlace === undefined && !flags.separate) {
    const input = new Lines(c, names.length > 0 ? names : ['-'], separator);
    yield* run.run(input, toStdout);
    return run.status ?? input.status;
  }
  let status = 0;
  for (const name of names) {
    const input = new Lines(c, [name], separator);
    run.restart();
    if (flags.inPlace === undefined) {
      yield* run.run(input, toStdout);
    } else {
      const target = p.files.exists(name) ? p.files.stat(name) : undefined;
      if (target && target.kind !== 'file') {
        yield* c.warn(c.gnu ? `couldn't edit ${name}: not a regular file` : `${name}: not a regular file`);
        status = 4;
        continue;
      }
      if (target && !p.files.access(parentOf(name), 'w') && p.files.access(name, 'r')) {
        const random = Array.from(
          { length: 6 },
          () => 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'[Math.floor(p.random() * 52)],
        ).join('');
        const folder = name.includes('/') ? `${parentOf(name)}/` : './';
        return yield* c.fail(
          c.gnu
            ? `couldn't open temporary file ${folder}sed${random}: Permission denied`
            : `can't create temp file '${name}${random}': Permission denied`,
          c.gnu ? 4 : 1,
        );
      }
      const parts: string[] = [];

      yield* run.run(input, {
        *write(bytes) {
          parts.push(bytes);
        },
        *flush() {
          yield* p.turn();
        },
      });
      if (input.status === 0 && target) {
        // What a q leaves unread stays in the file.
        parts.push(yield* input.rest());
        replaceFile(name, parts.join(''), target.mode, target.uid, target.gid);
      }
    }
    status = run.status ?? (input.status || status);
    if (run.status !== undefined) break;
  }
  return status;

  /** A new file takes the old one's name, as sed does: hard links and bind mounts see it. */
  function replaceFile(name: string, text: string, mode: number, uid: number, gid: number): void {
    const path = name;
    const suffix = flags.inPlace ?? '';
    if (suffix !== '') {
      const base = lastPart(path);
      const backup = suffix.includes('*') ? suffix.replace(/\*/g, base) : base + suffix;
      p.files.writeFile(
        backup.includes('/') ? backup : `${parentOf(path)}/${backup}`,
        p.files.readFile(path),
        { mode },
      );
    }
    const temporary = `${parentOf(path)}/sed${Array.from({ length: 6 }, () => String.fromCharCode(97 + Math.floor(p.random() * 26))).join('')}`;
    p.files.writeFile(temporary, dataOf(text), { mode });
    p.files.chmod(temporary, mode);
    if (p.credentials.uid === 0) p.files.chown(temporary, uid, gid);
    try {
      p.files.rename(temporary, path);
    } catch (error) {
      p.files.unlink(temporary);
      // A file that is a mount of its own (docker run -v file) cannot be replaced.
      if (codeOf(error) !== 'EBUSY') throw error;
      throw new SedError(
        c.gnu
          ? `cannot rename ${temporary}: ${reason(error)}`
          : `can't move '${temporary}' to '${path}': ${reason(error)}`,
      );
    }
  }
}

/** The lines of all files, with one read ahead: `$` must know the last. */
class Lines implements SedInput {
  #open: OpenInput | undefined;
  #ahead: { line: string; terminated: boolean } | undefined;
  #started = false;
  #index = 0;
  name = '-';
  status = 0;

  constructor(
    readonly c: Call<typeof OPTIONS>,
    readonly names: readonly string[],
    readonly separator: string,
  ) {}

  *#read(): Task<{ line: string; terminated: boolean } | undefined> {
    const { c } = this;
    for (;;) {
      if (this.#open) {
        const line = yield* this.#open.reader.line();
        if (line !== undefined) return { line, terminated: this.#open.reader.terminated };
        this.#open.close();
        this.#open = undefined;
      }
      const name = this.names[this.#index++];
      if (name === undefined) return undefined;
      try {
        this.#open = openInput(c.p, name, this.separator, !c.gnu);
        this.name = name;
      } catch (error) {
        const why = reason(error);
        if (!c.gnu) yield* c.warn(`${name}: ${why}`);
        else
          yield* c.warn(
            why === 'Is a directory' ? `read error on ${name}: ${why}` : `can't read ${name}: ${why}`,
          );
        this.status = !c.gnu ? 1 : why === 'Is a directory' ? 4 : 2;
      }
    }
  }

  *next(): Task<{ line: string; terminated: boolean } | undefined> {
    if (!this.#started) {
      this.#started = true;
      this.#ahead = yield* this.#read();
    }
    const line = this.#ahead;
    if (line) {
      this.#ahead = yield* this.#read();
      // Only the very last line of all may lack its newline.
      if (this.#ahead && !line.terminated) line.terminated = true;
    }
    return line;
  }

  *isLast(): Task<boolean> {
    yield* this.c.p.turn();
    return this.#ahead === undefined;
  }

  *rest(): Task<string> {
    let text = '';
    for (let next = yield* this.next(); next; next = yield* this.next())
      text += next.line + (next.terminated ? this.separator : '');
    return text;
  }
}
