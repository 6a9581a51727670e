import type { Process, Task } from '../../../kernel';
import { isErrno, strerror } from '../../../kernel';
import { byteString, textOf } from '../../shared/bytes';
import { runToEnd } from '../../shared/exec';
import { openInput } from '../../shared/input';
import type { Reader } from '../../shared/input';
import { Output } from '../../shared/output';
import { formatFloat, formatInteger, formatText, padded, parseFormat } from '../../shared/printf';
import type { FormatPart } from '../../shared/printf';
import { compileRegex } from '../../shared/regex';
import type { Regex } from '../../shared/regex';
import { formatTime } from '../../shared/time';
import { localZone } from '../../shared/zones';
import { unescapeString } from './lexer';
import { Streams } from './streams';
import type { AwkFunction, AwkProgram, Expr, Rule, Statement } from './syntax';
import { compare, fromInput, isTrue, toNumber, toText } from './values';
import type { Value } from './values';

/** A program error while it runs; the message has awk's name in front when shown. */
export class AwkError extends Error {
  /** mawk's second line: which record of which file it was at. */
  place: string | undefined;
}

type AwkArray = Map<string, Value>;
type Cell = Value | AwkArray;
/** How a statement ended, if not at its end. */
type Jump = 'next' | 'nextfile' | 'break' | 'continue' | 'exit' | 'return' | undefined;

const MAX_DEPTH = 500;

export class AwkRun {
  readonly #globals = new Map<string, Cell>();
  #locals: Map<string, Cell> | undefined;
  #depth = 0;
  #fields: Value[] = [];
  #record: Value = '';
  #split = true;
  #returned: Value;
  #status = 0;
  #seed = 0;
  #randomState = 0;
  readonly #regexes = new Map<string, Regex>();
  readonly #formats = new Map<string, FormatPart[]>();
  readonly #ranges = new Set<Rule>();
  readonly #streams: Streams;
  #reader: Reader | undefined;
  #closeReader: () => void = () => undefined;
  #argument = 0;
  #usedFile = false;
  #steps = 0;

  constructor(
    readonly p: Process,
    readonly program: AwkProgram,
    readonly args: readonly string[],
    name: string,
    readonly stdout: Output,
    /** Says that a file cannot be read, and ends the program. */
    readonly failed: (name: string) => Task<never>,
    readonly dialect: AwkDialect,
  ) {
    this.#streams = new Streams(p, stdout);
    const initial: Readonly<Record<string, Value>> = {
      FS: ' ',
      OFS: ' ',
      ORS: '\n',
      RS: '\n',
      NF: 0,
      NR: 0,
      FNR: 0,
      FILENAME: '',
      SUBSEP: '\x1c',
      CONVFMT: '%.6g',
      OFMT: '%.6g',
      RSTART: 0,
      RLENGTH: -1,
    };
    for (const [key, value] of Object.entries(initial)) this.#globals.set(key, value);
    const all = [name, ...args].map((arg, index): [string, Value] => [
      String(index),
      fromInput(byteString(arg)),
    ]);
    this.#globals.set('ARGV', new Map(all));
    this.#globals.set('ARGC', args.length + 1);
    this.#globals.set(
      'ENVIRON',
      new Map([...p.env].map(([key, value]) => [byteString(key), fromInput(byteString(value))])),
    );
    this.#randomState = Math.floor(p.random() * 2 ** 31);
  }

  assign(name: string, text: string): void {
    this.#setVariable(name, fromInput(unescapeString(byteString(text))));
  }

  *run(): Task<number> {
    const { begin, rules, end } = this.program;
    let jump: Jump;
    for (const block of begin) {
      jump = yield* this.#execute(block);
      if (jump === 'exit') break;
    }
    if (jump !== 'exit' && (rules.length > 0 || end.length > 0)) {
      while (jump !== 'exit' && (yield* this.#nextRecord())) {
        for (const rule of rules) {
          jump = yield* this.#rule(rule);
          if (jump === 'next' || jump === 'exit') break;
          if (jump === 'nextfile') {
            this.#endFile();
            break;
          }
        }
      }
    }
    // `exit` ends what was before; the END rules run all the same.
    for (const block of end) if ((yield* this.#execute(block)) === 'exit') break;
    this.#endFile();
    yield* this.#streams.closeAll(this.dialect.gnu);
    return this.#status;
  }

  *#rule(rule: Rule): Task<Jump> {
    if (rule.first) {
      if (!rule.second) {
        if (!isTrue(yield* this.#value(rule.first))) return undefined;
      } else {
        if (!this.#ranges.has(rule) && !isTrue(yield* this.#value(rule.first))) return undefined;
        this.#ranges.add(rule);
        if (isTrue(yield* this.#value(rule.second))) this.#ranges.delete(rule);
      }
    }
    if (rule.body) return yield* this.#execute(rule.body);
    yield* this.stdout.write(this.#line() + this.#text(this.#variable('ORS')));
    return undefined;
  }

  // Records and fields.

  *#openNext(): Task<boolean> {
    const argv = this.#array('ARGV');
    while (++this.#argument < this.#number('ARGC')) {
      const value = argv.get(String(this.#argument));
      const arg = value === undefined ? '' : this.#text(value);
      if (arg === '') continue;
      const assignment = /^([A-Za-z_]\w*)=([^]*)$/.exec(arg);
      if (assignment) {
        this.#setVariable(assignment[1] ?? '', fromInput(unescapeString(assignment[2] ?? '')));
        continue;
      }
      yield* this.#open(textOf(arg));
      if (this.#reader) return true;
    }
    if (this.#usedFile) return false;
    yield* this.#open('-');
    return true;
  }

  *#open(name: string): Task<void> {
    this.#usedFile = true;
    try {
      const input = openInput(this.p, name);
      this.#reader = input.reader;
      this.#closeReader = input.close;
      this.#globals.set('FILENAME', name === '-' ? '' : byteString(name));
      this.#globals.set('FNR', 0);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* this.failed(name);
    }
  }

  #endFile(): void {
    this.#closeReader();
    this.#closeReader = () => undefined;
    this.#reader = undefined;
  }

  *#nextRecord(): Task<boolean> {
    for (;;) {
      if (!this.#reader && !(yield* this.#openNext())) return false;
      const record = this.#reader && (yield* this.#read(this.#reader));
      if (record === undefined) {
        this.#endFile();
        continue;
      }
      this.#setLine(fromInput(record));
      this.#globals.set('NR', this.#number('NR') + 1);
      this.#globals.set('FNR', this.#number('FNR') + 1);
      return true;
    }
  }

  *#read(reader: Reader): Task<string | undefined> {
    const rs = this.#text(this.#variable('RS'));
    if (rs === '\n') return yield* reader.line();
    if (rs === '') {
      let text: string | undefined;
      for (let line = yield* reader.line(); line !== undefined; line = yield* reader.line()) {
        if (line === '' && text === undefined) continue;
        if (line === '') break;
        text = text === undefined ? line : `${text}\n${line}`;
      }
      return text;
    }
    // Other separators: the rest of the input is cut once and handed out.
    let rest = this.#rests.get(reader);
    if (!rest) {
      const text = yield* reader.rest();
      const pieces = rs.length === 1 ? text.split(rs) : cut(text, this.#regex(rs));
      const last = pieces.at(-1)?.replace(/\n$/, '');
      if (last === undefined || last === '') pieces.pop();
      else if (rs.length === 1) pieces[pieces.length - 1] = pieces.at(-1) ?? '';
      rest = pieces.reverse();
      this.#rests.set(reader, rest);
    }
    return rest.pop();
  }

  readonly #rests = new Map<Reader, string[]>();

  #setLine(value: Value): void {
    this.#record = value;
    this.#split = false;
  }

  #line(): string {
    return this.#text(this.#record);
  }

  #splitFields(): void {
    if (this.#split) return;
    this.#split = true;
    const text = this.#line();
    this.#fields = this.#pieces(
      text,
      this.#text(this.#variable('FS')),
      this.#text(this.#variable('RS')) === '',
    ).map(fromInput);
    this.#globals.set('NF', this.#fields.length);
  }

  #pieces(text: string, separator: string, paragraphs = false): string[] {
    if (text === '') return [];
    if (separator === ' ') return text.split(/[ \t\n]+/).filter((piece) => piece !== '');
    if (separator === '') return [...text];
    const lines = paragraphs ? text.split('\n') : [text];
    if (separator.length === 1 && separator !== '\\' && separator !== '|') {
      return lines.flatMap((line) =>
        separator === '.' || !/[\^$*+?()[\]{}]/.test(separator)
          ? line.split(separator)
          : line.split(separator),
      );
    }
    if (separator === '|' || separator === '\\') return lines.flatMap((line) => line.split(separator));
    return lines.flatMap((line) => cut(line, this.#regex(separator)));
  }

  #rebuild(): void {
    const ofs = this.#text(this.#variable('OFS'));
    this.#record = this.#fields.map((field) => this.#text(field)).join(ofs);
  }

  #field(index: number): Value {
    if (index < 0 || Number.isNaN(index)) throw this.#negativeField(index);
    if (index === 0) return this.#record;
    this.#splitFields();
    return this.#fields[index - 1];
  }

  #negativeField(index: number): AwkError {
    if (!this.dialect.gnu) return new AwkError('Access to negative field');
    return this.#runTimeError(`negative field index $${index}`);
  }

  #runTimeError(message: string): AwkError {
    const error = new AwkError(message);
    const [name, fnr, nr] = ['FILENAME', 'FNR', 'NR'].map((one) => this.#text(this.#variable(one)));
    error.place = `\tFILENAME="${name ?? ''}" FNR=${fnr ?? ''} NR=${nr ?? ''}\n`;
    return error;
  }

  #setField(index: number, value: Value): void {
    if (index < 0) throw this.#negativeField(index);
    if (index === 0) {
      this.#setLine(typeof value === 'number' ? this.#text(value) : value);
      return;
    }
    this.#splitFields();
    while (this.#fields.length < index) this.#fields.push('');
    this.#fields[index - 1] = value;
    this.#globals.set('NF', this.#fields.length);
    this.#rebuild();
  }

  // Variables.

  #cell(name: string): Cell {
    return this.#locals?.has(name) ? this.#locals.get(name) : this.#globals.get(name);
  }

  #variable(name: string): Value {
    if (name === 'NF') this.#splitFields();
    const cell = this.#cell(name);
    if (cell instanceof Map) throw new AwkError(`type error in use of ${name}`);
    return cell;
  }

  #setVariable(name: string, value: Value): void {
    if (this.#locals?.has(name)) {
      this.#locals.set(name, value);
      return;
    }
    if (name === 'NF') {
      this.#splitFields();
      const count = Math.max(0, Math.trunc(toNumber(value)));
      while (this.#fields.length < count) this.#fields.push('');
      this.#fields.length = count;
      this.#globals.set('NF', count);
      this.#rebuild();
      return;
    }
    if (this.#globals.get(name) instanceof Map) throw new AwkError(`type error in use of ${name}`);
    this.#globals.set(name, value);
  }

  #array(name: string): AwkArray {
    const cell = this.#cell(name);
    if (cell instanceof Map) return cell;
    if (cell !== undefined) throw new AwkError(`type error in use of ${name}`);
    const made: AwkArray = new Map();
    (this.#locals?.has(name) ? this.#locals : this.#globals).set(name, made);
    return made;
  }

  #number(name: string): number {
    return toNumber(this.#variable(name));
  }

  #convert = (value: number): string => this.#sprintf(this.#text(this.#variable('CONVFMT')), [value]);

  #text(value: Value): string {
    return toText(value, this.#convert);
  }

  #regex(source: string): Regex {
    let regex = this.#regexes.get(source);
    if (!regex) {
      regex = compileRegex(source, 'awk');
      this.#regexes.set(source, regex);
    }
    return regex;
  }

  *#pattern(expr: Expr): Task<Regex> {
    return expr.kind === 'regex' ? expr.regex : this.#regex(this.#text(yield* this.#value(expr)));
  }

  *#key(keys: readonly Expr[]): Task<string> {
    const texts: string[] = [];
    for (const key of keys) {
      const value = yield* this.#value(key);
      texts.push(this.#text(value));
    }
    return texts.length === 1 ? (texts[0] ?? '') : texts.join(this.#text(this.#variable('SUBSEP')));
  }

  *#store(target: Expr, value: Value): Task<void> {
    if (target.kind === 'variable') this.#setVariable(target.name, value);
    else if (target.kind === 'field')
      this.#setField(Math.trunc(toNumber(yield* this.#value(target.index))), value);
    else if (target.kind === 'element') this.#array(target.name).set(yield* this.#key(target.keys), value);
    else if (target.kind === 'group' && target.items[0]) yield* this.#store(target.items[0], value);
  }

  // Expressions.

  *#value(expr: Expr): Task<Value> {
    switch (expr.kind) {
      case 'number':
        return expr.value;
      case 'string':
        return expr.value;
      case 'regex':
        return expr.regex.test(this.#line()) ? 1 : 0;
      case 'variable':
        return this.#variable(expr.name);
      case 'field':
        return this.#field(Math.trunc(toNumber(yield* this.#value(expr.index))));
      case 'element': {
        const array = this.#array(expr.name);
        const key = yield* this.#key(expr.keys);
        if (!array.has(key)) array.set(key, undefined);
        return array.get(key);
      }
      case 'group': {
        if (expr.items.length === 1 && expr.items[0]) return yield* this.#value(expr.items[0]);
        return yield* this.#key(expr.items);
      }
      case 'assign': {
        let value = yield* this.#value(expr.value);
        if (expr.operator !== '')
          value = this.#arithmetic(expr.operator, toNumber(yield* this.#value(expr.target)), toNumber(value));
        yield* this.#store(expr.target, value);
        return value;
      }
      case 'conditional':
        return yield* this.#value(isTrue(yield* this.#value(expr.test)) ? expr.yes : expr.no);
      case 'unary': {
        const value = yield* this.#value(expr.operand);
        if (expr.operator === '!') return isTrue(value) ? 0 : 1;
        return expr.operator === '-' ? -toNumber(value) : toNumber(value);
      }
      case 'step': {
        const before = toNumber(yield* this.#value(expr.target));
        const after = expr.operator === '++' ? before + 1 : before - 1;
        yield* this.#store(expr.target, after);
        return expr.prefix ? after : before;
      }
      case 'match': {
        const text = this.#text(yield* this.#value(expr.left));
        return (yield* this.#pattern(expr.pattern)).test(text) === expr.negated ? 0 : 1;
      }
      case 'in':
        return this.#array(expr.name).has(yield* this.#key(expr.keys)) ? 1 : 0;
      case 'binary':
        return yield* this.#binary(expr);
      case 'call':
        return yield* this.#call(expr.name, expr.args);
      case 'builtin':
        return yield* this.#builtin(expr.name, expr.args);
      case 'getline':
        return yield* this.#getline(expr);
    }
  }

  *#binary(expr: Expr & { kind: 'binary' }): Task<Value> {
    const { operator } = expr;
    const left = yield* this.#value(expr.left);
    if (operator === '&&') return isTrue(left) && isTrue(yield* this.#value(expr.right)) ? 1 : 0;
    if (operator === '||') return isTrue(left) || isTrue(yield* this.#value(expr.right)) ? 1 : 0;
    const right = yield* this.#value(expr.right);
    if (operator === ' ') return this.#text(left) + this.#text(right);
    switch (operator) {
      case '<':
        return compare(left, right, this.#convert) < 0 ? 1 : 0;
      case '<=':
        return compare(left, right, this.#convert) <= 0 ? 1 : 0;
      case '>':
        return compare(left, right, this.#convert) > 0 ? 1 : 0;
      case '>=':
        return compare(left, right, this.#convert) >= 0 ? 1 : 0;
      case '==':
        return compare(left, right, this.#convert) === 0 ? 1 : 0;
      case '!=':
        return compare(left, right, this.#convert) !== 0 ? 1 : 0;
      default:
        return this.#arithmetic(operator, toNumber(left), toNumber(right));
    }
  }

  *#call(name: string, args: readonly Expr[]): Task<Value> {
    const called: AwkFunction | undefined = this.program.functions.get(name);
    if (!called) throw new AwkError('Call to undefined function');
    if (++this.#depth > MAX_DEPTH) throw new AwkError('function call nesting too deep');
    const locals = new Map<string, Cell>();
    const untyped: { parameter: string; name: string }[] = [];
    for (const [index, parameter] of called.parameters.entries()) {
      const arg = args[index];
      if (
        arg?.kind === 'variable' &&
        (this.#cell(arg.name) === undefined || this.#cell(arg.name) instanceof Map)
      ) {
        const cell = this.#cell(arg.name);
        // Nobody knows yet whether it is an array: if it becomes one in there, the caller gets it.
        if (cell === undefined) untyped.push({ parameter, name: arg.name });
        locals.set(parameter, cell);
      } else locals.set(parameter, arg && (yield* this.#value(arg)));
    }
    const before = this.#locals;
    this.#locals = locals;
    this.#returned = undefined;
    const jump = yield* this.#execute(called.body);
    this.#locals = before;
    this.#depth--;
    for (const { parameter, name: outer } of untyped) {
      const cell = locals.get(parameter);
      if (cell instanceof Map) (this.#locals?.has(outer) ? this.#locals : this.#globals).set(outer, cell);
    }
    if (jump === 'exit') throw new ExitInFunction();
    const value = this.#returned;
    this.#returned = undefined;
    return value;
  }

  *#getline(expr: Expr & { kind: 'getline' }): Task<Value> {
    let record: string | undefined;
    if (expr.how === 'main') {
      while (record === undefined) {
        if (!this.#reader && !(yield* this.#openNext())) return 0;
        record = this.#reader && (yield* this.#read(this.#reader));
        if (record === undefined) this.#endFile();
      }
    } else {
      const name = this.#text(expr.source && (yield* this.#value(expr.source)));
      try {
        record = yield* this.#read(yield* this.#streams.reader(expr.how, name, '\n'));
      } catch (error) {
        if (!isErrno(error)) throw error;
        return -1;
      }
    }
    if (record === undefined) return 0;
    if (expr.target) yield* this.#store(expr.target, fromInput(record));
    else this.#setLine(fromInput(record));
    if (expr.how !== 'file') this.#globals.set('NR', this.#number('NR') + 1);
    if (expr.how === 'main') this.#globals.set('FNR', this.#number('FNR') + 1);
    return 1;
  }

  /**
   * From a place counted from 1. What begins before the text loses nothing of its length: BusyBox moves it to the
   * start, and mawk 1.3.4 makes it longer by what lies before.
   */
  #substring(text: string, start: number, length: number): string {
    const at = Math.trunc(start);
    const moved = at < 1 && this.dialect.gnu ? -at : 0;
    const from = Math.max(1, at);
    return text.slice(from - 1, Math.max(0, from - 1 + Math.trunc(length) + moved));
  }

  #arithmetic(operator: string, a: number, b: number): number {
    if (operator === '^' && !this.dialect.hasMath) throw new AwkError(NO_MATH);
    return arithmetic(operator, a, b, this.dialect);
  }

  *#builtin(name: string, args: readonly Expr[]): Task<Value> {
    const [first] = args;
    if (name === 'length' && first?.kind === 'variable' && this.#cell(first.name) instanceof Map)
      return this.#array(first.name).size;
    if (name === 'split') return yield* this.#splitCall(args);
    if (name === 'sub' || name === 'gsub') return yield* this.#substitute(name === 'gsub', args);
    if (name === 'gensub') return yield* this.#generalSubstitute(args);
    if (name === 'match') {
      const text = this.#text(first && (yield* this.#value(first)));
      const found = args[1] ? (yield* this.#pattern(args[1])).exec(text) : undefined;
      this.#globals.set('RSTART', found ? found.start + 1 : 0);
      this.#globals.set('RLENGTH', found ? found.end - found.start : -1);
      return found ? found.start + 1 : 0;
    }
    const values: Value[] = [];
    for (const arg of args) {
      const value = yield* this.#value(arg);
      values.push(value);
    }
    const number = (index: number): number => toNumber(values[index]);
    const text = (index: number): string => this.#text(values[index]);
    if (!this.dialect.hasMath && MATH.has(name)) throw new AwkError(NO_MATH);
    switch (name) {
      case 'length':
        return args.length === 0 ? this.#line().length : text(0).length;
      case 'substr':
        return this.#substring(text(0), number(1), args.length > 2 ? number(2) : Infinity);
      case 'index':
        return text(0).indexOf(text(1)) + 1;
      case 'sprintf':
        return this.#sprintf(text(0), values.slice(1));
      case 'sin':
        return Math.sin(number(0));
      case 'cos':
        return Math.cos(number(0));
      case 'atan2':
        return Math.atan2(number(0), number(1));
      case 'exp':
        return Math.exp(number(0));
      case 'log':
        return Math.log(number(0));
      case 'sqrt':
        return Math.sqrt(number(0));
      case 'int':
        return Math.trunc(number(0));
      case 'rand':
        // Lehmer's generator: seeded by srand, so that a seed repeats.
        this.#randomState = (this.#randomState * 48_271 + 1) % 2_147_483_647;
        return this.#randomState / 2_147_483_647;
      case 'srand': {
        const before = this.#seed;
        this.#seed = args.length > 0 ? number(0) : Math.floor(this.p.nowMs / 1000);
        this.#randomState = Math.abs(Math.trunc(this.#seed * 7919 + 104_729)) % 2_147_483_647;
        return before;
      }
      case 'tolower':
        return text(0).replace(/[A-Z]+/g, (part) => part.toLowerCase());
      case 'toupper':
        return text(0).replace(/[a-z]+/g, (part) => part.toUpperCase());
      case 'system':
        yield* this.#streams.flush();
        return yield* runToEnd(this.p, ['sh', '-c', textOf(text(0))]);
      case 'close':
        return yield* this.#streams.close(text(0));
      case 'fflush':
        yield* this.#streams.flush();
        return 0;
      case 'systime':
        return Math.floor(this.p.nowMs / 1000);
      case 'strftime':
        return byteString(
          formatTime(
            args.length > 0 ? textOf(text(0)) : '%c',
            args.length > 1 ? number(1) * 1000 : this.p.nowMs,
            localZone(this.p),
          ),
        );
      case 'mktime': {
        const [y = 0, mo = 1, d = 1, h = 0, mi = 0, s = 0] = text(0).split(/\s+/).map(Number);
        return Date.UTC(y, mo - 1, d, h, mi, s) / 1000;
      }
      case 'and':
        return Number(BigInt(Math.trunc(number(0))) & BigInt(Math.trunc(number(1))));
      case 'or':
        return Number(BigInt(Math.trunc(number(0))) | BigInt(Math.trunc(number(1))));
      case 'xor':
        return Number(BigInt(Math.trunc(number(0))) ^ BigInt(Math.trunc(number(1))));
      case 'lshift':
        return number(0) * 2 ** number(1);
      case 'rshift':
        return Math.floor(number(0) / 2 ** number(1));
      default:
        return 2 ** 53 - 1 - number(0);
    }
  }

  *#splitCall(args: readonly Expr[]): Task<Value> {
    const [source, into, separator] = args;
    const text = this.#text(source && (yield* this.#value(source)));
    if (into?.kind !== 'variable') throw new AwkError('split needs an array');
    let pieces: string[];
    if (separator?.kind === 'regex') pieces = text === '' ? [] : cut(text, separator.regex);
    else
      pieces = this.#pieces(
        text,
        separator ? this.#text(yield* this.#value(separator)) : this.#text(this.#variable('FS')),
      );
    const array = this.#array(into.name);
    array.clear();
    pieces.forEach((piece, index) => array.set(String(index + 1), fromInput(piece)));
    return pieces.length;
  }

  *#substitute(all: boolean, args: readonly Expr[]): Task<Value> {
    const [pattern, replacement, target = { kind: 'field', index: { kind: 'number', value: 0 } } as const] =
      args;
    if (!pattern || !replacement) throw new AwkError('not enough arguments');
    const regex = yield* this.#pattern(pattern);
    const insert = this.#text(yield* this.#value(replacement));
    const text = this.#text(yield* this.#value(target));
    let result = '';
    let count = 0;
    let at = 0;
    let lastEnd = -1;
    for (let from = 0; from <= text.length;) {
      const found = regex.exec(text, from);
      if (!found) break;
      if (found.end > found.start || found.start !== lastEnd) {
        const whole = text.slice(found.start, found.end);
        result +=
          text.slice(at, found.start) +
          insert.replace(/\\\\&|\\&|&/g, (mark) =>
            mark === '&' ? whole : mark === '\\&' ? '&' : `\\${whole}`,
          );
        at = found.end;
        lastEnd = found.end;
        count++;
        if (!all) break;
      }
      from = found.end > found.start ? found.end : found.end + 1;
    }
    if (count > 0) yield* this.#store(target, result + text.slice(at));
    return count;
  }

  /** BusyBox's gensub(regex, replacement, which, text): `\\1` is a group; the text itself stays as it is. */
  *#generalSubstitute(args: readonly Expr[]): Task<Value> {
    const [
      pattern,
      replacement,
      which,
      target = { kind: 'field', index: { kind: 'number', value: 0 } } as const,
    ] = args;
    if (!pattern || !replacement || !which) throw new AwkError('Too few arguments');
    const regex = yield* this.#pattern(pattern);
    const insert = this.#text(yield* this.#value(replacement));
    const how = this.#text(yield* this.#value(which));
    const text = this.#text(yield* this.#value(target));
    const wanted = /^[gG]/.test(how) ? 0 : Math.max(1, Math.trunc(toNumber(how)));
    let result = '';
    let at = 0;
    let count = 0;
    for (let from = 0; from <= text.length;) {
      const found = regex.exec(text, from);
      if (!found) break;
      if (++count === wanted || wanted === 0) {
        const group = (index: number): string => found.groups[index] ?? '';
        result +=
          text.slice(at, found.start) +
          insert.replace(/\\([0-9&\\])|&/g, (_, own: string | undefined) =>
            own === undefined ? group(0) : /[0-9]/.test(own) ? group(Number(own)) : own,
          );
        at = found.end;
        if (wanted !== 0) break;
      }
      from = found.end > found.start ? found.end : found.end + 1;
    }
    return result + text.slice(at);
  }

  /** `put` gets what is ready when the rest cannot be made. */
  #sprintf(format: string, values: readonly Value[], word = 'sprintf', put?: (done: string) => void): string {
    let parts = this.#formats.get(format);
    if (!parts) {
      parts = parseFormat(format);
      this.#formats.set(format, parts);
    }
    let next = 0;
    let result = '';
    for (const part of parts) {
      if (typeof part === 'string') {
        result += part;
        continue;
      }
      let { width, precision, flags } = part;
      if ((width === -1 || precision === -1) && !this.dialect.gnu)
        throw new AwkError('%*x formats are not supported');
      if (width === -1) width = Math.trunc(toNumber(values[next++]));
      if (width < 0) [width, flags] = [-width, `${flags}-`];
      if (precision === -1) precision = Math.trunc(toNumber(values[next++]));
      const spec = { ...part, width, precision, flags };
      if (part.type === '') continue;
      if (next >= values.length && this.dialect.gnu) {
        put?.(result);
        throw this.#runTimeError(`not enough arguments passed to ${word}("${format}")`);
      }
      const value = values[next++];
      if (part.type === 's') result += formatText(this.#text(value), spec);
      else if (part.type === 'c')
        result += padded(
          typeof value === 'number' ? String.fromCharCode(value & 255) : this.#text(value).slice(0, 1),
          spec,
        );
      else if (/[diouxX]/.test(part.type)) {
        const number = toNumber(value);
        if (Number.isFinite(number)) result += formatInteger(BigInt(Math.trunc(number)), spec);
        else result += this.#endless(number, spec);
      } else if (Number.isFinite(toNumber(value))) result += formatFloat(toNumber(value), spec);
      else result += this.#endless(toNumber(value), spec);
    }
    return result;
  }

  /** What has no end, or is no number: mawk shows its sign. */
  #endless(number: number, spec: FormatPart & object): string {
    const shown = Number.isNaN(number) ? '-nan' : number < 0 ? '-inf' : this.dialect.gnu ? '+inf' : 'inf';
    return padded(shown, spec);
  }

  // Statements.

  *#execute(statement: Statement): Task<Jump> {
    if (++this.#steps % 2000 === 0) yield* this.p.turn();
    switch (statement.kind) {
      case 'expression':
        try {
          yield* this.#value(statement.value);
        } catch (error) {
          if (error instanceof ExitInFunction) return 'exit';
          throw error;
        }
        return undefined;
      case 'print':
        yield* this.#print(statement);
        return undefined;
      case 'block':
        for (const one of statement.body) {
          const jump = yield* this.#execute(one);
          if (jump !== undefined) return jump;
        }
        return undefined;
      case 'if':
        if (isTrue(yield* this.#value(statement.test))) return yield* this.#execute(statement.yes);
        return statement.no ? yield* this.#execute(statement.no) : undefined;
      case 'while': {
        let first = statement.after;
        while (first || isTrue(yield* this.#value(statement.test))) {
          first = false;
          const jump = yield* this.#execute(statement.body);
          if (jump === 'break') break;
          if (jump !== undefined && jump !== 'continue') return jump;
        }
        return undefined;
      }
      case 'for': {
        if (statement.start) yield* this.#execute(statement.start);
        while (!statement.test || isTrue(yield* this.#value(statement.test))) {
          const jump = yield* this.#execute(statement.body);
          if (jump === 'break') break;
          if (jump !== undefined && jump !== 'continue') return jump;
          if (statement.step) yield* this.#execute(statement.step);
        }
        return undefined;
      }
      case 'each':
        for (const key of [...this.#array(statement.name).keys()]) {
          yield* this.#store(statement.variable, fromInput(key));
          const jump = yield* this.#execute(statement.body);
          if (jump === 'break') break;
          if (jump !== undefined && jump !== 'continue') return jump;
        }
        return undefined;
      case 'delete':
        if (statement.keys) this.#array(statement.name).delete(yield* this.#key(statement.keys));
        else this.#array(statement.name).clear();
        return undefined;
      case 'jump': {
        const value = statement.value && (yield* this.#value(statement.value));
        if (statement.how === 'exit' && statement.value) this.#status = Math.trunc(toNumber(value)) & 255;
        if (statement.how === 'return') this.#returned = value;
        return statement.how;
      }
    }
  }

  *#openOutput(how: string, name: string): Task<Output> {
    try {
      return yield* this.#streams.writer(how, name);
    } catch (error) {
      if (!isErrno(error)) throw error;
      const why = strerror(error.code);
      throw new AwkError(
        this.dialect.gnu ? `cannot open "${name}" for output (${why})` : `can't open '${name}': ${why}`,
      );
    }
  }

  *#print(statement: Statement & { kind: 'print' }): Task<void> {
    const values: Value[] = [];
    const ofs = this.#text(this.#variable('OFS'));
    const convert = (value: number): string => this.#sprintf(this.#text(this.#variable('OFMT')), [value]);
    const joined = (): string => values.map((value) => toText(value, convert)).join(ofs);
    // BusyBox prints each item as it comes, mawk each conversion: what fails comes after what was ready.
    let ready = '';
    let text: string;
    try {
      for (const item of statement.items) {
        values.push(yield* this.#value(item));
        if (!this.dialect.gnu && !statement.formatted) ready = joined() + ofs;
      }
      if (statement.formatted)
        text = this.#sprintf(this.#text(values[0]), values.slice(1), 'printf', (done) => (ready = done));
      else text = (values.length === 0 ? this.#line() : joined()) + this.#text(this.#variable('ORS'));
    } catch (error) {
      if (error instanceof AwkError && !statement.redirect) yield* this.stdout.write(ready);
      throw error;
    }
    let output = this.stdout;
    if (statement.redirect) {
      output = yield* this.#openOutput(
        statement.redirect.how,
        this.#text(yield* this.#value(statement.redirect.target)),
      );
    }
    yield* output.write(text);
  }
}

/** `exit` inside a function ends everything above it. */
class ExitInFunction extends Error {}

/** In which way one awk differs from another. */
export interface AwkDialect {
  /** mawk, or else BusyBox's. */
  readonly gnu: boolean;
  /** Whether powers and the functions of angles and logarithms were built in (FEATURE_AWK_LIBM). */
  readonly hasMath: boolean;
}

const MATH: ReadonlySet<string> = new Set(['sin', 'cos', 'atan2', 'exp', 'log', 'sqrt']);
const NO_MATH = 'Math support is not compiled in';

function arithmetic(operator: string, a: number, b: number, { gnu }: AwkDialect): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      if (b === 0 && !gnu) throw new AwkError('Division by zero');
      return a / b;
    case '%':
      if (b === 0 && !gnu) throw new AwkError('Division by zero');
      return a % b;
    default:
      return a ** b;
  }
}

function cut(text: string, regex: Regex): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (let from = 0; from < text.length;) {
    const found = regex.exec(text, from);
    if (!found) break;
    if (found.end === found.start) {
      from = found.end + 1;
      continue;
    }
    pieces.push(text.slice(at, found.start));
    at = from = found.end;
  }
  pieces.push(text.slice(at));
  return pieces;
}
