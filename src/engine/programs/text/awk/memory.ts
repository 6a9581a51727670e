import type { Process } from '../../../kernel';
import { byteString } from '../../shared/bytes';
import { RegexError } from '../../shared/regex';
import type { Regex } from '../../shared/regex';
import { AwkArray } from './arrays';
import { AwkError } from './dialect';
import type { AwkDialect } from './dialect';
import { formatValues, parseAwkFormat } from './format';
import type { AwkFormat, Formatted } from './format';
import { cut } from './matches';
import { compileAwkRegex } from './patterns';
import { fromInput, toNumber, toText } from './values';
import type { Value } from './values';

export type Cell = Value | AwkArray;

const INITIAL: Readonly<Record<string, Value>> = {
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

/**
 * What a running program can see and change: its variables and arrays, the record it is at, and that record's fields;
 * and what values look like as text, which some of the variables decide. Source: POSIX awk.
 */
export class AwkMemory {
  readonly #globals = new Map<string, Cell>(Object.entries(INITIAL));
  #locals: Map<string, Cell> | undefined;
  #record: Value = '';
  #fields: Value[] = [];
  /** Whether `#fields` are those of `#record`: a record is split when somebody asks. */
  #isSplit = true;
  readonly #regexes = new Map<string, Regex>();
  readonly #formats = new Map<string, AwkFormat>();

  /** `argv`: the program's name and its arguments. */
  constructor(
    argv: readonly string[],
    env: Process['env'],
    readonly dialect: AwkDialect,
  ) {
    const input = (text: string): Value => this.input(byteString(text));
    const list = this.array('ARGV');
    argv.forEach((arg, index) => {
      list.set(String(index), input(arg), true);
    });
    this.#globals.set('ARGC', argv.length);
    const environment = this.array('ENVIRON');
    for (const [key, value] of env) environment.set(byteString(key), input(value), false);
  }

  // Variables.

  cell(name: string): Cell {
    return this.#scope(name).get(name);
  }

  setCell(name: string, cell: Cell): void {
    this.#scope(name).set(name, cell);
  }

  /** A variable that is no array. */
  variable(name: string): Value {
    if (name === 'NF') this.#splitRecord();
    const cell = this.cell(name);
    return cell instanceof AwkArray ? undefined : cell;
  }

  setVariable(name: string, value: Value): void {
    if (name === 'NF' && !this.#locals?.has(name)) this.#setFieldCount(Math.trunc(this.toNumber(value)));
    else this.setCell(name, value);
  }

  /** An array, which is made when it is first named. */
  array(name: string): AwkArray {
    const cell = this.cell(name);
    if (cell instanceof AwkArray) return cell;
    if (cell !== undefined && this.dialect.gnu) throw new AwkError(`type error in use of ${name}`);
    const made = new AwkArray(this.dialect.gnu);
    this.setCell(name, made);
    return made;
  }

  /** The variables of a function in place of those of its caller, which come back to be put in again. */
  exchangeLocals(locals: Map<string, Cell> | undefined): Map<string, Cell> | undefined {
    const before = this.#locals;
    this.#locals = locals;
    return before;
  }

  #scope(name: string): Map<string, Cell> {
    return this.#locals?.has(name) ? this.#locals : this.#globals;
  }

  // The record and its fields.

  get record(): string {
    return this.text(this.#record);
  }

  setRecord(value: Value): void {
    this.#record = value;
    this.#isSplit = false;
  }

  /** A field counted from 1; 0 is the record. */
  field(index: number): Value {
    if (index < 0 || Number.isNaN(index)) throw this.#negativeField(index);
    if (index === 0) return this.#record;
    this.#splitRecord();
    return this.#fields[index - 1];
  }

  setField(index: number, value: Value): void {
    if (index < 0) throw this.#negativeField(index);
    if (index === 0) {
      this.setRecord(typeof value === 'number' ? this.text(value) : value);
      return;
    }
    this.#splitRecord();
    while (this.#fields.length < index) this.#fields.push('');
    this.#fields[index - 1] = value;
    this.#joinFields();
  }

  /** The pieces of a text between separators as FS has them. `isParagraph`: the end of a line separates, too. */
  pieces(text: string, separator: string, isParagraph = false): string[] {
    if (text === '') return [];
    if (separator === ' ') return text.split(/[ \t\n]+/).filter((piece) => piece !== '');
    if (separator === '') return [...text];
    if (separator.length !== 1) return cut(text, this.regex(separator)).pieces;
    // BusyBox cuts at both only where FS is one character; mawk never does.
    const lines = isParagraph && !this.dialect.gnu ? text.split('\n') : [text];
    return lines.flatMap((line) => line.split(separator));
  }

  #setFieldCount(wanted: number): void {
    this.#splitRecord();
    const count = Math.max(0, wanted);
    while (this.#fields.length < count) this.#fields.push('');
    this.#fields.length = count;
    this.#joinFields();
  }

  #splitRecord(): void {
    if (this.#isSplit) return;
    this.#isSplit = true;
    const isParagraph = this.text(this.variable('RS')) === '';
    const pieces = this.pieces(this.record, this.text(this.variable('FS')), isParagraph);
    this.#fields = pieces.map((piece) => this.input(piece));
    this.#globals.set('NF', this.#fields.length);
  }

  #joinFields(): void {
    this.#globals.set('NF', this.#fields.length);
    const separator = this.text(this.variable('OFS'));
    this.#record = this.#fields.map((field) => this.text(field)).join(separator);
  }

  #negativeField(index: number): AwkError {
    if (!this.dialect.gnu) return new AwkError('Access to negative field');
    return this.errorHere(`negative field index $${String(index)}`);
  }

  /** mawk's error at run time, which names the record. */
  errorHere(message: string): AwkError {
    const [name, fnr, nr] = ['FILENAME', 'FNR', 'NR'].map((one) => this.text(this.variable(one)));
    return new AwkError(message, `\tFILENAME="${name ?? ''}" FNR=${fnr ?? ''} NR=${nr ?? ''}\n`);
  }

  // Values as others see them.

  /** A number as text, by CONVFMT. */
  readonly convert = (value: number): string => {
    // As sprintf(3) writes it, not as mawk's own printf does.
    if (this.dialect.gnu && value === Infinity) return 'inf';
    return this.formatted(this.text(this.variable('CONVFMT')), value);
  };

  /** Where whole numbers are no longer written whole: BusyBox asks whether a C long holds them. */
  get #greatest(): number {
    return this.dialect.gnu ? 2 ** 63 : 2 ** 63 - 1024;
  }

  text(value: Value): string {
    return toText(value, this.convert, this.#greatest);
  }

  /** A value as print writes it, which goes by OFMT. */
  printed(value: Value): string {
    const convert = (number: number): string => this.formatted(this.text(this.variable('OFMT')), number);
    return toText(value, convert, this.dialect.gnu ? 2 ** 64 : this.#greatest);
  }

  toNumber(value: Value): number {
    return toNumber(value, this.dialect.gnu);
  }

  /** A variable as a number. */
  number(name: string): number {
    return this.toNumber(this.variable(name));
  }

  /** A text that comes from outside. */
  input(text: string): Value {
    return fromInput(text, this.dialect.gnu);
  }

  regex(source: string): Regex {
    let regex = this.#regexes.get(source);
    if (!regex) {
      regex = this.#compile(source);
      this.#regexes.set(source, regex);
    }
    return regex;
  }

  #compile(source: string): Regex {
    try {
      return compileAwkRegex(source, this.dialect, false);
    } catch (error) {
      throw error instanceof RegexError && this.dialect.gnu ? this.errorHere(error.message) : error;
    }
  }

  formatted(format: string, value: number): string {
    return this.format(format, [value]).text;
  }

  format(format: string, values: readonly Value[]): Formatted {
    let parts = this.#formats.get(format);
    if (!parts) {
      parts = parseAwkFormat(format, this.dialect.gnu);
      this.#formats.set(format, parts);
    }
    return formatValues(parts, values, {
      gnu: this.dialect.gnu,
      text: (value) => this.text(value),
      number: (value) => this.toNumber(value),
    });
  }
}
