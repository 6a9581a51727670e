import { isErrno } from '../../../kernel';
import type { Errno, Process, Task } from '../../../kernel';
import { byteString, textOf } from '../../shared/bytes';
import { openInput } from '../../shared/input';
import type { OpenInput, Reader } from '../../shared/input';
import { unescapeString } from './lexer';
import { cut } from './matches';
import type { AwkMemory } from './memory';

const ASSIGNMENT = /^([A-Za-z_]\w*)=([^]*)$/;

/** The main input, which is the files of ARGV in turn, and how RS cuts any input into records. Source: POSIX awk. */
export class Records {
  #input: OpenInput | undefined;
  /** The place in ARGV of what is read now. */
  #argument = 0;
  #hasReadFile = false;
  /** What is left of inputs that were cut whole; the next record is the last. */
  readonly #rests = new Map<Reader, { readonly records: string[]; readonly between: string[] }>();

  /** `failed` says that a file cannot be read, and ends the program. */
  constructor(
    readonly p: Process,
    readonly memory: AwkMemory,
    readonly failed: (name: string, error: Errno) => Task<never>,
  ) {}

  /** The next record of the main input; undefined at its end. */
  *next(): Task<string | undefined> {
    for (;;) {
      this.#input ??= yield* this.#openNext();
      if (!this.#input) return undefined;
      const record = yield* this.read(this.#input.reader);
      if (record !== undefined) return record;
      this.endFile();
    }
  }

  /** Leaves the file that is being read. */
  endFile(): void {
    this.#input?.close();
    this.#input = undefined;
  }

  /** The next record of an input; undefined at its end. */
  *read(reader: Reader): Task<string | undefined> {
    const separator = this.memory.text(this.memory.variable('RS'));
    if (separator === '\n') {
      const line = yield* reader.line();
      if (line !== undefined) this.#setTerminator(reader.terminated ? '\n' : '');
      return line;
    }
    let rest = this.#rests.get(reader);
    if (!rest) {
      const { pieces, between } = this.#cut(yield* reader.rest(), separator);
      rest = { records: pieces.reverse(), between: between.reverse() };
      this.#rests.set(reader, rest);
    }
    const record = rest.records.pop();
    if (record !== undefined) this.#setTerminator(rest.between.pop() ?? '');
    return record;
  }

  /** All that is left, cut by a separator that is not the end of a line. */
  #cut(text: string, separator: string): { readonly pieces: string[]; readonly between: string[] } {
    const cuts =
      separator === ''
        ? cutParagraphs(text, this.memory.dialect.gnu)
        : separator.length === 1
          ? { pieces: text.split(separator), between: text.split(separator).slice(1).fill(separator) }
          : cut(text, this.memory.regex(separator));
    if (cuts.pieces.at(-1) === '') cuts.pieces.pop();
    return cuts;
  }

  /** BusyBox tells what ended a record. */
  #setTerminator(text: string): void {
    if (!this.memory.dialect.gnu) this.memory.setVariable('RT', text);
  }

  *#openNext(): Task<OpenInput | undefined> {
    const { memory } = this;
    const argv = memory.array('ARGV');
    while (++this.#argument < memory.number('ARGC')) {
      const arg = memory.text(argv.get(String(this.#argument), true));
      if (arg === '') continue;
      const [, name, value = ''] = ASSIGNMENT.exec(arg) ?? [];
      if (name === undefined) return yield* this.#open(textOf(arg));
      memory.setVariable(name, memory.input(unescapeString(value, memory.dialect.gnu)));
    }
    return this.#hasReadFile ? undefined : yield* this.#open('-');
  }

  *#open(name: string): Task<OpenInput> {
    this.#hasReadFile = true;
    try {
      const input = openInput(this.p, name);
      this.memory.setVariable('FILENAME', name === '-' ? '' : byteString(name));
      this.memory.setVariable('FNR', 0);
      return input;
    } catch (error) {
      if (!isErrno(error)) throw error;
      return yield* this.failed(name, error);
    }
  }
}

/** Empty lines separate, as with an empty RS; BusyBox keeps the end of the last line where no empty line follows. */
function cutParagraphs(text: string, gnu: boolean): { pieces: string[]; between: string[] } {
  const start = text.replace(/^\n+/, '');
  if (start === '') return { pieces: !gnu && text !== '' ? ['', ''] : [], between: [] };
  const whole = gnu ? start.replace(/\n+$/, '') : start;
  return { pieces: whole.split(/\n\n+/), between: whole.match(/\n\n+/g) ?? [] };
}
