import type { Task } from '../../kernel';
import { byteString, dataOf, textOf } from '../shared/bytes';
import { Exit, reason } from '../shared/errors';
import { openInput } from '../shared/input';
import { program, type Call } from '../shared/program';
import { compileRegex, RegexError, type Regex } from '../shared/regex';

const OPTIONS = {
  suffix: 'b,suffix-format=FORMAT',
  prefix: 'f,prefix=PREFIX',
  keep: 'k,keep-files',
  suppressMatched: 'suppress-matched',
  digits: 'n,digits=DIGITS',
  quiet: 's,q,quiet,silent',
  elide: 'z,elide-empty-files',
} as const;

type SplitCall = Call<typeof OPTIONS>;

/** One place to split at. */
interface Place {
  readonly word: string;
  readonly line?: number;
  readonly regex?: Regex;
  readonly offset: number;
  /** `%…%`: what comes before it is left out. */
  readonly isSkipped: boolean;
  /** How often again; Infinity: as long as there is something. */
  repeats: number;
}

export const csplit = program({
  id: 'coreutils/csplit',
  flavours: ['gnu'],
  usage: '[OPTION]... FILE PATTERN...',
  options: OPTIONS,
  *run(c) {
    const [file, ...words] = c.operands;
    if (file === undefined) return yield* c.usageError('missing operand');
    if (words.length === 0) return yield* c.usageError(`missing operand after '${file}'`);
    const { digits = '2' } = c.flags;
    if (!/^\d+$/.test(digits)) return yield* c.fail(`invalid number: '${digits}'`);
    let text: string;
    try {
      const input = openInput(c.p, file);
      text = yield* input.reader.rest();
      input.close();
    } catch (error) {
      return yield* c.fail(`cannot open '${file}' for reading: ${reason(error)}`);
    }
    const places = yield* readPlaces(c, words);
    return yield* new Splitter(c, text).run(places);
  },
});

function* readPlaces(c: SplitCall, words: readonly string[]): Task<Place[]> {
  const places: Place[] = [];
  let before = 0;
  for (const word of words) {
    const repeat = /^\{(.*)$/s.exec(word)?.[1];
    const last = places.at(-1);
    if (repeat !== undefined && last) {
      const count = /^(\d+|\*)\}$/.exec(repeat)?.[1];
      if (!repeat.endsWith('}')) return yield* c.fail(`'${word}': '}' is required in repeat count`);
      if (count === undefined)
        return yield* c.fail(`'${word.slice(0, -1)}'}: integer required between '{' and '}'`);
      last.repeats = count === '*' ? Infinity : Number(count);
      continue;
    }
    const delimiter = word[0] ?? '';
    if (delimiter === '/' || delimiter === '%') {
      places.push(yield* readPattern(c, word, delimiter));
      continue;
    }
    if (!/^\d+$/.test(word)) return yield* c.fail(`'${word}': invalid pattern`);
    const line = Number(word);
    if (line === 0) return yield* c.fail(`${word}: line number must be greater than zero`);
    if (line < before)
      return yield* c.fail(`line number '${word}' is smaller than preceding line number, ${before}`);
    if (line === before) yield* c.warn(`warning: line number '${word}' is the same as preceding line number`);
    before = line;
    places.push({ word, line, offset: 0, isSkipped: false, repeats: 0 });
  }
  return places;
}

function* readPattern(c: SplitCall, word: string, delimiter: string): Task<Place> {
  const end = word.lastIndexOf(delimiter);
  if (end === 0) return yield* c.fail(`${word}: closing delimiter '${delimiter}' missing`);
  const offset = word.slice(end + 1);
  if (offset !== '' && !/^[-+]?\d+$/.test(offset))
    return yield* c.fail(`'${word}': integer expected after delimiter`);
  try {
    const regex = compileRegex(byteString(word.slice(1, end)), 'basic');
    return { word, regex, offset: Number(offset), isSkipped: delimiter === '%', repeats: 0 };
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    return yield* c.fail(`'${word}': invalid regular expression: ${error.message}`);
  }
}

/** Cuts the text at each place in turn, into files with numbers. */
class Splitter {
  readonly #lines: readonly string[];
  /** Index of the first line that is in no file yet. */
  #next = 0;
  /** Number of the line that was looked at last. */
  #current = 0;
  readonly #made: string[] = [];
  #open: string[] | undefined;

  constructor(
    readonly c: SplitCall,
    text: string,
  ) {
    this.#lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  }

  *run(places: readonly Place[]): Task<number> {
    for (const place of places)
      for (let repetition = 0; repetition <= place.repeats; repetition++) {
        yield* this.c.p.turn();
        if (place.regex === undefined) yield* this.#atLine(place, place.line ?? 1, repetition);
        else if (yield* this.#atMatch(place, place.regex, repetition)) return 0;
      }
    this.#open = [];
    this.#takeTo(Infinity);
    yield* this.#close();
    return 0;
  }

  get #isAtEnd(): boolean {
    return this.#next >= this.#lines.length;
  }

  *#atLine({ word }: Place, line: number, repetition: number): Task<void> {
    const { suppressMatched } = this.c.flags;
    const outOfRange = `'${word}': line number out of range`;
    this.#open = [];
    if (this.#isAtEnd && suppressMatched) yield* this.#fail(outOfRange, repetition);
    const last = line * (repetition + 1) - 1;
    const isThere = last <= this.#lines.length;
    this.#takeTo(last);
    if (!isThere) yield* this.#fail(outOfRange, repetition);
    yield* this.#close();
    if (suppressMatched) this.#next++;
    if (this.#isAtEnd && !suppressMatched) yield* this.#fail(outOfRange, repetition);
  }

  /** True: nothing more was found and nothing more is to be. */
  *#atMatch(place: Place, regex: Regex, repetition: number): Task<boolean> {
    const { isSkipped, offset, word } = place;
    if (!isSkipped) this.#open = [];
    do this.#current++;
    while (
      this.#current <= this.#lines.length &&
      !regex.test((this.#lines[this.#current - 1] ?? '').replace(/\n$/, ''))
    );
    if (this.#current > this.#lines.length) {
      if (!isSkipped) this.#takeTo(Infinity);
      if (place.repeats !== Infinity) {
        yield* this.#fail(`'${word}': match not found`, repetition);
      }
      yield* this.#close();
      return true;
    }
    const line = this.#current + offset;
    if (line - 1 < this.#next || line - 1 > this.#lines.length)
      yield* this.#fail(`'${word}': line number out of range`, 0);
    this.#takeTo(line - 1);
    yield* this.#close();
    if (this.c.flags.suppressMatched) this.#next++;
    if (offset > 0) this.#current = line;
    return false;
  }

  /** Puts the lines up to that one into the file that is open; none: they are left out. */
  #takeTo(line: number): void {
    const taken = this.#lines.slice(this.#next, Math.max(this.#next, line));
    this.#open?.push(...taken);
    this.#next += taken.length;
  }

  *#close(): Task<void> {
    const { c } = this;
    if (this.#open === undefined) return;
    const text = this.#open.join('');
    this.#open = undefined;
    if (text === '' && c.flags.elide) return;
    const name = this.#nameOf(this.#made.length);
    c.p.files.writeFile(name, dataOf(text));
    this.#made.push(name);
    if (!c.flags.quiet) yield* c.print(`${text.length}\n`);
  }

  #nameOf(number: number): string {
    const { prefix = 'xx', suffix, digits = '2' } = this.c.flags;
    if (suffix === undefined) return `${prefix}${String(number).padStart(Number(digits), '0')}`;
    const shown = suffix.replace(/%(-?)(0?)(\d*)[diu]/, (_, left: string, zero: string, width: string) =>
      left === ''
        ? String(number).padStart(Number(width), zero === '' ? ' ' : '0')
        : String(number).padEnd(Number(width)),
    );
    return textOf(byteString(`${prefix}${shown}`));
  }

  *#fail(message: string, repetition: number): Task<never> {
    const { c } = this;
    yield* c.warn(repetition > 0 ? `${message} on repetition ${repetition}` : message);
    yield* this.#close();
    if (!c.flags.keep) for (const name of this.#made) c.p.files.unlink(name);
    throw new Exit(1);
  }
}
