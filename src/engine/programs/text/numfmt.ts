import type { Task } from '../../kernel';
import { chosen, type Choices } from '../shared/choices';
import { Exit } from '../shared/errors';
import { Reader } from '../shared/input';
import { program, type Call } from '../shared/program';

const OPTIONS = {
  debug: 'debug',
  delimiter: 'd,delimiter=X',
  field: 'field=FIELDS',
  format: 'format=FORMAT',
  from: 'from=UNIT',
  fromUnit: 'from-unit=N',
  grouping: 'grouping',
  header: 'header[=N]',
  invalid: 'invalid=MODE',
  padding: 'padding=N',
  round: 'round=METHOD',
  suffix: 'suffix=SUFFIX',
  to: 'to=UNIT',
  toUnit: 'to-unit=N',
  zero: 'z,zero-terminated',
} as const;

type NumfmtCall = Call<typeof OPTIONS>;

const FROM: Choices = [['none'], ['auto'], ['si'], ['iec'], ['iec-i']];
const TO: Choices = [['none'], ['si'], ['iec'], ['iec-i']];
const ROUNDS: Choices = [['up'], ['down'], ['from-zero'], ['towards-zero'], ['nearest']];
const MODES: Choices = [['abort'], ['fail'], ['warn'], ['ignore']];
const LETTERS = 'KMGTPEZYRQ';

const ROUND: Readonly<Record<string, (value: number) => number>> = {
  up: Math.ceil,
  down: Math.floor,
  'from-zero': (value) => (value < 0 ? Math.floor(value) : Math.ceil(value)),
  'towards-zero': Math.trunc,
  nearest: (value) => Math.trunc(value < 0 ? value - 0.5 : value + 0.5),
};

/** How numbers are read and shown. */
interface Rules {
  readonly from: string;
  readonly to: string;
  readonly fromUnit: number;
  readonly toUnit: number;
  readonly round: (value: number) => number;
  readonly suffix: string;
  readonly padding: number;
  readonly precision: number | undefined;
  readonly hasZeros: boolean;
  readonly before: string;
  readonly behind: string;
}

class NumberProblem extends Error {}

export const numfmt = program({
  id: 'coreutils/numfmt',
  flavours: ['gnu'],
  usage: '[OPTION]... [NUMBER]...',
  options: OPTIONS,
  *run(c) {
    const { flags } = c;
    const word = function* (option: string, text: string | undefined, choices: Choices, otherwise: string) {
      const found = text === undefined ? otherwise : chosen(option, text, choices);
      return typeof found === 'string' ? found : yield* c.usageError(found.problem);
    };
    const [from, to] = [
      yield* word('from', flags.from, FROM, 'none'),
      yield* word('to', flags.to, TO, 'none'),
    ];
    const round = yield* word('round', flags.round, ROUNDS, 'from-zero');
    const mode = yield* word('invalid', flags.invalid, MODES, 'abort');
    const form = yield* readFormat(c);
    const fields = yield* readFields(c);
    if (flags.padding !== undefined && !/^-?[1-9]\d*$/.test(flags.padding))
      return yield* c.fail(`invalid padding value '${flags.padding}'`);
    if (flags.delimiter !== undefined && flags.delimiter.length > 1)
      return yield* c.fail('the delimiter must be a single character');
    const rules: Rules = {
      from,
      to,
      fromUnit: unitOf(flags.fromUnit),
      toUnit: unitOf(flags.toUnit),
      round: ROUND[round] ?? Math.round,
      suffix: flags.suffix ?? '',
      ...form,
      padding: form.padding === 0 ? Number(flags.padding ?? 0) : form.padding,
    };
    const converts =
      flags.from ?? flags.to ?? flags.fromUnit ?? flags.toUnit ?? flags.padding ?? flags.format;
    if (flags.debug && converts === undefined && !flags.grouping)
      yield* c.warn('no conversion option specified');
    const end = flags.zero ? '\0' : '\n';
    let status = 0;
    const show = function* (line: string): Task<void> {
      const { text, problem } = convertLine(line, rules, fields, flags.delimiter);
      if (problem !== undefined && mode !== 'ignore') {
        yield* c.warn(problem);
        if (mode === 'abort') throw new Exit(2);
        if (mode === 'fail') status = 2;
      }
      yield* c.print(`${text}${end}`);
    };
    if (c.operands.length > 0) {
      for (const operand of c.operands) yield* show(operand);
      return status;
    }
    let header = flags.header === undefined ? 0 : Number(flags.header === '' ? 1 : flags.header);
    const reader = new Reader(c.p, c.p.stdin, end);
    for (let line = yield* reader.line(); line !== undefined; line = yield* reader.line()) {
      if (header-- > 0) yield* c.print(`${line}${end}`);
      else yield* show(line);
    }
    return status;
  },
});

function unitOf(text: string | undefined): number {
  const [, digits = '1', letter = '', isBinary = ''] = /^(\d+)([KMGTPEZYRQ]?)(i?)$/.exec(text ?? '1') ?? [];
  return Number(digits) * (isBinary === 'i' ? 1024 : 1000) ** (LETTERS.indexOf(letter || ' ') + 1);
}

function* readFormat(
  c: NumfmtCall,
): Task<Pick<Rules, 'padding' | 'precision' | 'hasZeros' | 'before' | 'behind'>> {
  const { format } = c.flags;
  if (format === undefined)
    return { padding: 0, precision: undefined, hasZeros: false, before: '', behind: '' };
  const found = /^((?:[^%]|%%)*)%([0' -]*)(\d*)(?:\.(\d*))?f((?:[^%]|%%)*)$/.exec(format);
  if (!found)
    return yield* c.fail(
      format.includes('%')
        ? `invalid format '${format}', directive must be %[0]['][-][N][.][N]f`
        : `format '${format}' has no % directive`,
    );
  const [, before = '', marks = '', width = '', precision, behind = ''] = found;
  return {
    padding: Number(width) * (marks.includes('-') ? -1 : 1),
    precision: precision === undefined ? undefined : Number(precision),
    hasZeros: marks.includes('0'),
    before: before.replaceAll('%%', '%'),
    behind: behind.replaceAll('%%', '%'),
  };
}

/** Whether the field of that number is one to convert. */
function* readFields(c: NumfmtCall): Task<(field: number) => boolean> {
  const { field = '1' } = c.flags;
  const ranges: [number, number][] = [];
  for (const part of field.split(',')) {
    const found = /^(\d*)(-?)(\d*)$/.exec(part);
    if (!found || part === '') return yield* c.usageError(`invalid field value '${part}'`);
    const [, first = '', dash = '', last = ''] = found;
    if (first === '0' || (first === '' && last === '0'))
      return yield* c.usageError('fields are numbered from 1');
    ranges.push([Number(first || 1), dash === '' ? Number(first) : Number(last || Infinity)]);
  }
  return (number) => ranges.some(([first, last]) => number >= first && number <= last);
}

/** The line with its numbers shown anew; a problem stops at the field that has it. */
function convertLine(
  line: string,
  rules: Rules,
  isWanted: (field: number) => boolean,
  delimiter: string | undefined,
): { readonly text: string; readonly problem?: string } {
  const fields = delimiter === undefined ? (line.match(/[ \t]*[^ \t]+/g) ?? [line]) : line.split(delimiter);
  const shown: string[] = [];
  let problem: string | undefined;
  for (const [index, field] of fields.entries()) {
    // One blank before a field parts it from the one before; the others belong to it.
    const own = delimiter === undefined && index > 0 ? field.slice(1) : field;
    if (!isWanted(index + 1) || problem !== undefined) {
      shown.push(own);
      continue;
    }
    const blanks = delimiter === undefined ? (/^[ \t]*/.exec(own)?.[0].length ?? 0) : 0;
    const isAligned = rules.padding === 0 && delimiter === undefined && (blanks > 0 || index > 0);
    try {
      const text = convert(own.slice(blanks), rules);
      shown.push(padded(text, isAligned ? own.length : rules.padding, rules.hasZeros));
    } catch (error) {
      if (!(error instanceof NumberProblem)) throw error;
      problem = error.message;
      shown.push(own);
    }
  }
  const text = `${rules.before}${shown.join(delimiter ?? ' ')}${rules.behind}`;
  return problem === undefined ? { text } : { text: line, problem };
}

function padded(text: string, width: number, hasZeros: boolean): string {
  if (width < 0) return text.padEnd(-width);
  if (!hasZeros) return text.padStart(width);
  return text.startsWith('-') ? `-${text.slice(1).padStart(width - 1, '0')}` : text.padStart(width, '0');
}

function convert(text: string, rules: Rules): string {
  const plain =
    rules.suffix !== '' && text.endsWith(rules.suffix) ? text.slice(0, -rules.suffix.length) : text;
  const { value, precision } = read(plain, rules.from);
  const scaled = (value * rules.fromUnit) / rules.toUnit;
  return showNumber(scaled, precision, rules) + rules.suffix;
}

/** A number with its unit, and how many digits it had behind the point. */
function read(text: string, from: string): { readonly value: number; readonly precision: number } {
  const found = /^(-?\d+(?:\.(\d+))?)(.*)$/s.exec(text);
  if (!found) throw new NumberProblem(`invalid number: '${text}'`);
  const [, digits = '', decimals = '', rest = ''] = found;
  if (rest === '') return { value: Number(digits), precision: decimals.length };
  const power = LETTERS.indexOf(rest.slice(0, 1).replace('k', 'K')) + 1;
  if (power === 0) throw new NumberProblem(`invalid suffix in input: '${text}'`);
  if (from === 'none')
    throw new NumberProblem(`rejecting suffix in input: '${text}' (consider using --from)`);
  const hasI = rest[1] === 'i' && (from === 'auto' || from === 'iec-i');
  if (from === 'iec-i' && !hasI)
    throw new NumberProblem(`missing 'i' suffix in input: '${text}' (e.g Ki/Mi/Gi)`);
  const behind = rest.slice(hasI ? 2 : 1);
  if (behind !== '') throw new NumberProblem(`invalid suffix in input '${text}': '${behind}'`);
  const base = from === 'iec' || hasI ? 1024 : 1000;
  return { value: Number(digits) * base ** power, precision: 0 };
}

function showNumber(value: number, precision: number, rules: Rules): string {
  if (rules.to === 'none') {
    const digits = rules.precision ?? precision;
    return (rules.round(value * 10 ** digits) / 10 ** digits).toFixed(digits);
  }
  const base = rules.to === 'si' ? 1000 : 1024;
  let scaled = value;
  let power = 0;
  while (Math.abs(scaled) >= base && power < LETTERS.length) {
    scaled /= base;
    power++;
  }
  // Below ten there is a digit behind the point.
  const places =
    rules.precision === undefined ? (Math.abs(scaled) < 10 ? 1 : 0) : Math.min(power * 3, rules.precision);
  scaled = rules.round(scaled * 10 ** places) / 10 ** places;
  if (Math.abs(scaled) >= base) {
    scaled /= base;
    power++;
  }
  const isShort = scaled !== 0 && Math.abs(scaled) < 10 && power > 0;
  const letter = power === 0 ? '' : power === 1 && rules.to === 'si' ? 'k' : LETTERS.charAt(power - 1);
  const digits = rules.precision ?? (isShort ? 1 : 0);
  return `${toEven(scaled, digits)}${letter}${rules.to === 'iec-i' && power > 0 ? 'i' : ''}`;
}

/** As printf(3) rounds: a half to the even digit. */
function toEven(value: number, digits: number): string {
  const text = value.toFixed(digits);
  const isHalf = digits === 0 && Math.abs(value % 1) === 0.5;
  return isHalf ? String(2 * Math.round(value / 2)) : text;
}
