import type { Process, Task } from '../../../kernel';
import { bytesOf, dataOf, textOf } from '../../shared/bytes';
import { start } from '../../shared/exec';
import { Reader } from '../../shared/input';
import { isErrno } from '../../../kernel';
import type { Regex, RegexMatch } from '../../shared/regex';
import { SedError } from './script';
import type { Address, Command, Replacement } from './script';

/** Where lines come from, and whether the one that was read is the last. */
export interface SedInput {
  /** undefined: no more. */
  next(): Task<{ readonly line: string; readonly terminated: boolean } | undefined>;
  isLast(): Task<boolean>;
  readonly name: string;
}

export interface SedOutput {
  write(bytes: string): Task<void>;
  /** What was written is there before a command that runs says anything. */
  flush(): Task<void>;
}

/** GNU's status of what it found only when it ran. */
const PANIC = 4;

/** The state of a script that runs: pattern space, hold space, and which ranges are open. */
export class SedRun {
  #pattern = '';
  #terminated = true;
  #hold = '';
  /** GNU's hold space has its own answer to whether there was a newline. */
  #holdTerminated = true;
  #line = 0;
  #replaced = false;
  #appended: (() => Task<void>)[] = [];
  #lastRegex: Regex | undefined;
  readonly #ranges = new Map<Command, number>();
  readonly #labels = new Map<string, number>();
  readonly #written = new Set<string>();
  /** Outputs, and files by name, whose last line had no newline. */
  readonly #lacking = new Set<SedOutput | string>();
  readonly #readers = new Map<string, string[]>();
  /** Set by q and Q. */
  status: number | undefined;

  constructor(
    readonly p: Process,
    readonly commands: readonly Command[],
    readonly quiet: boolean,
    readonly separator: string,
    readonly gnu: boolean,
    /** Where `l` folds. */
    readonly lineLength = 70,
  ) {
    commands.forEach((command, index) => {
      if (command.name === ':') this.#labels.set(command.text, index);
      // A file of `w` is emptied before the first line is read.
      if ((command.name === 'w' || command.name === 'W' || command.name === 's') && command.text !== '')
        this.#create(command.text);
    });
    for (const command of commands) {
      if (/^[btT]$/.test(command.name) && command.text !== '' && !this.#labels.has(command.text)) {
        const [open, status] = this.gnu ? ['`', PANIC] : ["'", 1];
        throw new SedError(`can't find label for jump to ${open}${command.text}'`, status);
      }
    }
  }

  #create(file: string): void {
    if (this.#written.has(file) || file.startsWith('/dev/std')) return;
    this.#written.add(file);
    this.p.files.writeFile(textOf(file), '');
  }

  /** Line numbers start anew (-s, -i). */
  restart(): void {
    this.#line = 0;
  }

  *run(input: SedInput, output: SedOutput): Task<void> {
    while (this.status === undefined) {
      const next = yield* input.next();
      if (!next) return;
      this.#take(next);
      yield* this.#cycle(input, output);
    }
  }

  #take(next: { readonly line: string; readonly terminated: boolean }): void {
    this.#pattern = next.line;
    this.#terminated = next.terminated;
    this.#line++;
  }

  /** Writes; what lacked a newline gets it before anything else comes. */
  *#put(output: SedOutput, text: string, isWhole = true): Task<void> {
    if (text === '') return;
    yield* output.write(this.#lacking.delete(output) ? `\n${text}` : text);
    if (!isWhole) this.#lacking.add(output);
  }

  *#print(output: SedOutput, text: string): Task<void> {
    yield* this.#put(output, text + (this.#terminated ? this.separator : ''), this.#terminated);
  }

  *#flushAppended(): Task<void> {
    const appended = this.#appended;
    this.#appended = [];
    for (const one of appended) yield* one();
  }

  *#cycle(input: SedInput, output: SedOutput): Task<void> {
    for (;;) {
      const how = yield* this.#execute(input, output);
      if (how === 'quit') return;
      if (how !== 'delete' && how !== 'restart' && !this.quiet) yield* this.#print(output, this.#pattern);
      yield* this.#flushAppended();
      if (how !== 'restart') return;
      yield* this.p.turn();
    }
  }

  *#execute(input: SedInput, output: SedOutput): Task<'end' | 'delete' | 'restart' | 'quit'> {
    this.#replaced = false;
    let steps = 0;
    for (let at = 0; at < this.commands.length; at++) {
      const command = this.commands[at];
      if (!command) break;
      if (++steps % 1000 === 0) yield* this.p.turn();
      if ((yield* this.#selected(command, input)) === command.negated) {
        if (command.name === '{') at = command.end - 1;
        continue;
      }
      switch (command.name) {
        case 's':
          yield* this.#substitute(command, output);
          break;
        case 'p':
          yield* this.#print(output, this.#pattern);
          break;
        case 'P':
          yield* this.#put(output, (this.#pattern.split('\n')[0] ?? '') + this.separator);
          break;
        case 'd':
          return 'delete';
        case 'D': {
          const newline = this.#pattern.indexOf('\n');
          if (newline < 0) return 'delete';
          this.#pattern = this.#pattern.slice(newline + 1);
          return 'restart';
        }
        case 'a':
          this.#appended.push(() => this.#put(output, command.text));
          break;
        case 'i':
          yield* this.#put(output, command.text);
          break;
        case 'c':
          if (!command.second || !this.#ranges.has(command) || command.negated)
            yield* this.#put(output, command.text);
          return 'delete';
        case '=':
          yield* this.#put(output, `${String(this.#line)}\n`);
          break;
        case 'l':
          // BusyBox knows the command and does nothing.
          if (this.gnu) yield* this.#put(output, list(this.#pattern, command.number ?? this.lineLength));
          break;
        case 'h':
          this.#hold = this.#pattern;
          this.#holdTerminated = this.#terminated;
          break;
        case 'H':
          this.#hold += `\n${this.#pattern}`;
          this.#holdTerminated = this.#terminated;
          break;
        case 'g':
          this.#pattern = this.#hold;
          if (this.gnu) this.#terminated = this.#holdTerminated;
          break;
        case 'G':
          this.#pattern += `\n${this.#hold}`;
          this.#terminated = this.gnu ? this.#holdTerminated : true;
          break;
        case 'x':
          [this.#pattern, this.#hold] = [this.#hold, this.#pattern];
          [this.#terminated, this.#holdTerminated] = [
            this.gnu ? this.#holdTerminated : true,
            this.#terminated,
          ];
          break;
        case 'z':
          this.#pattern = '';
          break;
        case 'F':
          yield* this.#put(output, `${input.name}\n`);
          break;
        case 'n':
        case 'N': {
          if (yield* input.isLast()) {
            // GNU prints what is left when there is no next line.
            if (!this.quiet) yield* this.#print(output, this.#pattern);
            yield* this.#flushAppended();
            return 'quit';
          }
          if (command.name === 'n' && !this.quiet) yield* this.#print(output, this.#pattern);
          yield* this.#flushAppended();
          const before = this.#pattern;
          const next = yield* input.next();
          if (next) this.#take(next);
          if (command.name === 'N') this.#pattern = `${before}\n${this.#pattern}`;
          break;
        }
        case 'q':
        case 'Q':
          if (command.name === 'q' && !this.quiet) yield* this.#print(output, this.#pattern);
          yield* this.#flushAppended();
          this.status = command.number ?? 0;
          return 'quit';
        case 'b':
        case 't':
        case 'T': {
          const jump = command.name === 'b' || (command.name === 't') === this.#replaced;
          if (command.name !== 'b') this.#replaced = false;
          if (!jump) break;
          if (command.text === '') return 'end';
          at = this.#labels.get(command.text) ?? at;
          break;
        }
        case 'y': {
          const [from = '', to = ''] = command.text.split('\0');
          this.#pattern = Array.from(this.#pattern, (char) => {
            const index = from.indexOf(char);
            return index < 0 ? char : (to[index] ?? char);
          }).join('');
          break;
        }
        case 'e':
          if (command.text === '') yield* this.#evaluate(output);
          else yield* this.#put(output, yield* this.#outputOf(command.text, output));
          break;
        case 'r':
          this.#appended.push(() => this.#appendFile(output, this.#fileText(command.text)));
          break;
        case 'R': {
          const line = this.#nextLineOf(command.text);
          if (line !== undefined) this.#appended.push(() => this.#put(output, `${line}\n`));
          break;
        }
        case 'w':
          yield* this.#writeTo(command.text, this.#pattern, output, this.#terminated);
          break;
        case 'W':
          yield* this.#writeTo(command.text, this.#pattern.split('\n')[0] ?? '', output);
          break;
        default:
          break;
      }
    }
    return 'end';
  }

  /** BusyBox copies line by line, each with a newline. */
  *#appendFile(output: SedOutput, text: string): Task<void> {
    const isWhole = this.gnu || text === '' || text.endsWith('\n');
    yield* this.#put(output, isWhole ? text : `${text}\n`);
  }

  #fileText(name: string): string {
    try {
      return bytesOf(this.p.files.readFile(textOf(name)));
    } catch (error) {
      if (!isErrno(error)) throw error;
      return '';
    }
  }

  #nextLineOf(name: string): string | undefined {
    const lines = this.#readers.get(name) ?? this.#fileText(name).replace(/\n$/, '').split('\n');
    this.#readers.set(name, lines);
    return lines.shift();
  }

  *#writeTo(name: string, line: string, output: SedOutput, isWhole = true): Task<void> {
    const text = isWhole ? `${line}\n` : line;
    if (name === '/dev/stdout') yield* this.#put(output, text, isWhole);
    else if (name === '/dev/stderr') yield* this.p.stderr.write(dataOf(text));
    else {
      const whole = this.#lacking.delete(name) ? `\n${text}` : text;
      this.p.files.writeFile(textOf(name), dataOf(whole), { append: true });
      if (!isWhole) this.#lacking.add(name);
    }
  }

  /** The pattern space is run, and what that printed takes its place. */
  *#evaluate(output: SedOutput): Task<void> {
    const text = yield* this.#outputOf(this.#pattern, output);
    this.#pattern = text.endsWith(this.separator) ? text.slice(0, -1) : text;
    this.#terminated = true;
  }

  /** As popen(3) runs a command, for `e`. */
  *#outputOf(command: string, output: SedOutput): Task<string> {
    yield* output.flush();
    const { p } = this;
    const { read, write } = p.pipe();
    const child = start(p, ['sh', '-c', textOf(command)], {
      fds: new Map([
        [0, 0],
        [1, write],
        [2, 2],
      ]),
    });
    p.close(write);
    const text = yield* new Reader(p, p.stream(read)).rest();
    p.close(read);
    yield* p.wait(child.pid);
    return text;
  }

  *#matches(address: Address, input: SedInput): Task<boolean> {
    switch (address.kind) {
      case 'line':
        return this.#line === address.line;
      case 'last':
        return yield* input.isLast();
      case 'step':
        return address.step === 0
          ? this.#line === address.first
          : this.#line >= address.first && (this.#line - address.first) % address.step === 0;
      case 'match':
        return this.#use(address.regex).test(this.#pattern);
      default:
        return false;
    }
  }

  #use(regex: Regex | undefined): Regex {
    const used = regex ?? this.#lastRegex;
    if (!used) throw new SedError(this.gnu ? 'no previous regular expression' : 'no previous regexp');
    this.#lastRegex = used;
    return used;
  }

  *#selected(command: Command, input: SedInput): Task<boolean> {
    const { first, second } = command;
    if (!first) return true;
    if (!second) return yield* this.#matches(first, input);
    const open = this.#ranges.get(command);
    const zero = first.kind === 'line' && first.line === 0;
    if (open === undefined && !(zero && this.#line === 1) && !(yield* this.#matches(first, input)))
      return false;
    const starts = open === undefined;
    const endLine = starts ? this.#endOf(second, this.#line) : open;
    // The end is looked for from the line after the start on, unless it is a number already passed.
    let ends: boolean;
    if (endLine > 0) ends = this.#line >= endLine;
    else if (second.kind === 'last') ends = yield* input.isLast();
    else ends = (!starts || zero) && (yield* this.#matches(second, input));
    if (ends) this.#ranges.delete(command);
    else this.#ranges.set(command, endLine);
    // A number before this line ends the range at its first line.
    return starts || !(endLine > 0 && this.#line > endLine);
  }

  /** The line number where a range ends; 0: it must be looked for. */
  #endOf(second: Address, line: number): number {
    if (second.kind === 'line') return Math.max(second.line, 1);
    if (second.kind === 'plus') return line + second.count;
    if (second.kind === 'multiple')
      return second.of <= 0 ? line : (Math.floor(line / second.of) + 1) * second.of;
    return 0;
  }

  *#substitute(command: Command, output: SedOutput): Task<void> {
    const regex = this.#use(command.regex);
    const text = this.#pattern;
    let result = '';
    let at = 0;
    let from = 0;
    let count = 0;
    const wanted = command.number ?? 1;
    let done = false;
    let lastEnd = -1;
    while (from <= text.length) {
      const found = regex.exec(text, from);
      if (!found) break;
      // An empty match right after a match does not count.
      if (found.end === found.start && found.start === lastEnd) {
        from = found.end + 1;
        continue;
      }
      count++;
      lastEnd = found.end;
      if (count >= wanted) {
        result += text.slice(at, found.start) + replace(command.replacement, found);
        at = found.end;
        done = true;
        if (!command.global) break;
      }
      from = found.end > found.start ? found.end : found.end + 1;
      if (count % 1000 === 0) yield* this.p.turn();
    }
    if (!done) return;
    this.#pattern = result + text.slice(at);
    this.#replaced = true;
    if (command.evaluates) yield* this.#evaluate(output);
    if (command.print) yield* this.#print(output, this.#pattern);
    if (command.text !== '') yield* this.#writeTo(command.text, this.#pattern, output, this.#terminated);
  }
}

function replace(replacement: Replacement | undefined, found: RegexMatch): string {
  let result = '';
  let mode = '';
  let once = '';
  for (const part of replacement?.parts ?? []) {
    if (typeof part === 'object') {
      if (part.toCase === 'l' || part.toCase === 'u') once = part.toCase;
      else [mode, once] = [part.toCase === 'E' ? '' : part.toCase, ''];
      continue;
    }
    let text = typeof part === 'number' ? (found.groups[part] ?? '') : part;
    if (mode === 'U') text = text.toUpperCase();
    if (mode === 'L') text = text.toLowerCase();
    if (once !== '' && text !== '') {
      const first = text.slice(0, 1);
      text = (once === 'u' ? first.toUpperCase() : first.toLowerCase()) + text.slice(1);
      once = '';
    }
    result += text;
  }
  return result;
}

/** The l command: unambiguous, folded. */
function list(text: string, width: number): string {
  const names: Readonly<Record<string, string>> = {
    '\\': '\\\\',
    '\n': '\\n',
    '\t': '\\t',
    '\r': '\\r',
    '\f': '\\f',
    '\v': '\\v',
    '\x07': '\\a',
    '\b': '\\b',
  };
  let result = '';
  let column = 0;
  for (const char of text) {
    const code = char.charCodeAt(0);
    const shown = names[char] ?? (code < 32 || code > 126 ? `\\${code.toString(8).padStart(3, '0')}` : char);
    if (width > 1 && column + shown.length > width - 1) {
      result += '\\\n';
      column = 0;
    }
    result += shown;
    column += shown.length;
  }
  return `${result}$\n`;
}
