import type { Process, Task } from '../../../kernel';
import { Errno, isErrno, strerror } from '../../../kernel';
import { byteString } from '../../shared/bytes';
import type { Output } from '../../shared/output';
import type { Regex } from '../../shared/regex';
import { AwkArray } from './arrays';
import { AwkError, AwkFileError, NO_MATH } from './dialect';
import type { AwkDialect } from './dialect';
import { AwkFunctions } from './functions';
import type { Caller } from './functions';
import { unescapeString } from './lexer';
import { AwkMemory } from './memory';
import type { Cell } from './memory';
import { Records } from './records';
import { Streams } from './streams';
import type { AwkFunction, AwkProgram, Expr, Rule, Statement } from './syntax';
import { compare, isTrue } from './values';
import type { Value } from './values';

/** How a statement ended, if not at its end. */
type Jump = 'next' | 'nextfile' | 'break' | 'continue' | 'exit' | 'return' | undefined;

const MAX_DEPTH = 500;

/** A program at work: its rules, statements and expressions. Source: POSIX awk. */
export class AwkRun implements Caller {
  readonly memory: AwkMemory;
  readonly streams: Streams;
  readonly #records: Records;
  readonly #functions: AwkFunctions;
  /** The rules of two patterns that are between them now. */
  readonly #ranges = new Set<Rule>();
  #depth = 0;
  #returned: Value;
  #status = 0;
  #steps = 0;

  constructor(
    readonly p: Process,
    readonly program: AwkProgram,
    args: readonly string[],
    name: string,
    readonly stdout: Output,
    /** Says that a file cannot be read, and ends the program. */
    failed: (name: string, error: Errno) => Task<never>,
    readonly dialect: AwkDialect,
  ) {
    this.memory = new AwkMemory([name, ...args], p.env, dialect);
    this.streams = new Streams(p, stdout, dialect.gnu);
    this.#records = new Records(p, this.memory, failed);
    this.#functions = new AwkFunctions(this);
  }

  assign(name: string, text: string): void {
    this.memory.setVariable(name, this.memory.input(unescapeString(byteString(text), this.dialect.gnu)));
  }

  *run(): Task<number> {
    const { begin, rules, end } = this.program;
    let jump: Jump;
    for (const block of begin) {
      jump = yield* this.#execute(block);
      if (jump === 'exit') break;
    }
    if (jump !== 'exit' && (rules.length > 0 || end.length > 0)) yield* this.#everyRecord(rules);
    // `exit` ends what was before; the END rules run all the same.
    for (const block of end) if ((yield* this.#execute(block)) === 'exit') break;
    this.#records.endFile();
    yield* this.streams.closeAll();
    return this.#status;
  }

  *#everyRecord(rules: readonly Rule[]): Task<void> {
    for (;;) {
      const record = yield* this.#records.next();
      if (record === undefined) return;
      this.memory.setRecord(this.memory.input(record));
      this.#count('NR');
      this.#count('FNR');
      for (const rule of rules) {
        const jump = yield* this.#rule(rule);
        if (jump === 'exit') return;
        if (jump === 'nextfile') this.#records.endFile();
        if (jump === 'next' || jump === 'nextfile') break;
      }
    }
  }

  *#rule(rule: Rule): Task<Jump> {
    if (rule.first) {
      if (!rule.second) {
        if (!isTrue(yield* this.value(rule.first))) return undefined;
      } else {
        if (!this.#ranges.has(rule) && !isTrue(yield* this.value(rule.first))) return undefined;
        this.#ranges.add(rule);
        if (isTrue(yield* this.value(rule.second))) this.#ranges.delete(rule);
      }
    }
    if (rule.body) return yield* this.#execute(rule.body);
    yield* this.stdout.write(this.memory.record + this.memory.text(this.memory.variable('ORS')));
    return undefined;
  }

  #count(name: 'NR' | 'FNR'): void {
    this.memory.setVariable(name, this.memory.number(name) + 1);
  }

  // Expressions.

  *pattern(expr: Expr): Task<Regex> {
    return expr.kind === 'regex' ? expr.regex : this.memory.regex(this.memory.text(yield* this.value(expr)));
  }

  *store(target: Expr, value: Value): Task<void> {
    const { memory } = this;
    if (target.kind === 'variable') memory.setVariable(target.name, value);
    else if (target.kind === 'field')
      memory.setField(Math.trunc(this.memory.toNumber(yield* this.value(target.index))), value);
    else if (target.kind === 'element') {
      const { key, isWhole } = yield* this.#key(target.keys);
      memory.array(target.name).set(key, value, isWhole);
    } else if (target.kind === 'group' && target.items[0]) yield* this.store(target.items[0], value);
  }

  *value(expr: Expr): Task<Value> {
    const { memory } = this;
    switch (expr.kind) {
      case 'number':
        return expr.value;
      case 'string':
        return expr.value;
      case 'regex':
        return expr.regex.test(memory.record) ? 1 : 0;
      case 'variable':
        return memory.variable(expr.name);
      case 'field':
        return memory.field(Math.trunc(this.memory.toNumber(yield* this.value(expr.index))));
      case 'element': {
        const { key, isWhole } = yield* this.#key(expr.keys);
        return memory.array(expr.name).get(key, isWhole);
      }
      case 'group': {
        if (expr.items.length === 1 && expr.items[0]) return yield* this.value(expr.items[0]);
        return (yield* this.#key(expr.items)).key;
      }
      case 'assign': {
        let value = yield* this.value(expr.value);
        if (expr.operator !== '')
          value = this.#arithmetic(
            expr.operator,
            this.memory.toNumber(yield* this.value(expr.target)),
            this.memory.toNumber(value),
          );
        yield* this.store(expr.target, value);
        return value;
      }
      case 'conditional':
        return yield* this.value(isTrue(yield* this.value(expr.test)) ? expr.yes : expr.no);
      case 'unary': {
        const value = yield* this.value(expr.operand);
        if (expr.operator === '!') return isTrue(value) ? 0 : 1;
        return expr.operator === '-' ? -this.memory.toNumber(value) : this.memory.toNumber(value);
      }
      case 'step': {
        const before = this.memory.toNumber(yield* this.value(expr.target));
        const after = expr.operator === '++' ? before + 1 : before - 1;
        yield* this.store(expr.target, after);
        return expr.prefix ? after : before;
      }
      case 'match': {
        const text = memory.text(yield* this.value(expr.left));
        return (yield* this.pattern(expr.pattern)).test(text) === expr.negated ? 0 : 1;
      }
      case 'in':
        return memory.array(expr.name).has((yield* this.#key(expr.keys)).key) ? 1 : 0;
      case 'binary':
        return yield* this.#binary(expr);
      case 'call':
        return yield* this.#call(expr.name, expr.args);
      case 'builtin':
        return yield* this.#functions.call(expr.name, expr.args);
      case 'getline':
        return yield* this.#getline(expr);
    }
  }

  /** The key that subscripts make, and whether it is a whole number. */
  *#key(keys: readonly Expr[]): Task<{ readonly key: string; readonly isWhole: boolean }> {
    const { memory } = this;
    const values: Value[] = [];
    for (const key of keys) values.push(yield* this.value(key));
    const texts = values.map((value) => memory.text(value));
    if (texts.length > 1) return { key: texts.join(memory.text(memory.variable('SUBSEP'))), isWhole: false };
    return { key: texts[0] ?? '', isWhole: Number.isInteger(values[0]) };
  }

  *#binary(expr: Expr & { kind: 'binary' }): Task<Value> {
    const { operator } = expr;
    const left = yield* this.value(expr.left);
    if (operator === '&&') return isTrue(left) && isTrue(yield* this.value(expr.right)) ? 1 : 0;
    if (operator === '||') return isTrue(left) || isTrue(yield* this.value(expr.right)) ? 1 : 0;
    const right = yield* this.value(expr.right);
    if (operator === ' ') return this.memory.text(left) + this.memory.text(right);
    const isSo = COMPARISONS[operator];
    if (isSo) return isSo(compare(left, right, (value) => this.memory.text(value))) ? 1 : 0;
    return this.#arithmetic(operator, this.memory.toNumber(left), this.memory.toNumber(right));
  }

  #arithmetic(operator: string, a: number, b: number): number {
    if (operator === '^' && !this.dialect.hasMath) throw new AwkError(NO_MATH);
    return arithmetic(operator, a, b, this.dialect);
  }

  *#call(name: string, args: readonly Expr[]): Task<Value> {
    const called: AwkFunction | undefined = this.program.functions.get(name);
    if (!called) throw new AwkError('Call to undefined function');
    if (++this.#depth > MAX_DEPTH) throw new AwkError('Recursion limit exceeded');
    const { memory } = this;
    const locals = new Map<string, Cell>();
    // Nobody knows yet whether these are arrays: if one becomes one in there, the caller gets it.
    const untyped: { parameter: string; name: string }[] = [];
    for (const [index, parameter] of called.parameters.entries()) {
      const arg = args[index];
      const cell = arg?.kind === 'variable' ? memory.cell(arg.name) : undefined;
      if (cell instanceof AwkArray) locals.set(parameter, cell);
      else if (arg?.kind === 'variable' && cell === undefined) {
        untyped.push({ parameter, name: arg.name });
        locals.set(parameter, undefined);
      } else locals.set(parameter, arg && (yield* this.value(arg)));
    }
    const before = memory.exchangeLocals(locals);
    this.#returned = undefined;
    const jump = yield* this.#execute(called.body);
    memory.exchangeLocals(before);
    this.#depth--;
    for (const { parameter, name: outer } of untyped) {
      const cell = locals.get(parameter);
      if (cell instanceof AwkArray) memory.setCell(outer, cell);
    }
    if (jump === 'exit') throw new ExitInFunction();
    const value = this.#returned;
    this.#returned = undefined;
    return value;
  }

  *#getline({ how, source, target }: Expr & { kind: 'getline' }): Task<Value> {
    let record: string | undefined;
    if (how === 'main') record = yield* this.#records.next();
    else {
      const name = this.memory.text(source && (yield* this.value(source)));
      try {
        record = yield* this.#records.read(yield* this.streams.reader(how, name, '\n'));
      } catch (error) {
        if (!isErrno(error)) throw error;
        return -1;
      }
    }
    if (record === undefined) return 0;
    if (target) yield* this.store(target, this.memory.input(record));
    else this.memory.setRecord(this.memory.input(record));
    if (how !== 'file') this.#count('NR');
    if (how === 'main') this.#count('FNR');
    return 1;
  }

  // Statements.

  *#execute(statement: Statement): Task<Jump> {
    if (++this.#steps % 2000 === 0) yield* this.p.turn();
    switch (statement.kind) {
      case 'expression':
        try {
          yield* this.value(statement.value);
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
        if (isTrue(yield* this.value(statement.test))) return yield* this.#execute(statement.yes);
        return statement.no ? yield* this.#execute(statement.no) : undefined;
      case 'while': {
        let first = statement.after;
        while (first || isTrue(yield* this.value(statement.test))) {
          first = false;
          const jump = yield* this.#execute(statement.body);
          if (jump === 'break') break;
          if (jump !== undefined && jump !== 'continue') return jump;
        }
        return undefined;
      }
      case 'for': {
        if (statement.start) yield* this.#execute(statement.start);
        while (!statement.test || isTrue(yield* this.value(statement.test))) {
          const jump = yield* this.#execute(statement.body);
          if (jump === 'break') break;
          if (jump !== undefined && jump !== 'continue') return jump;
          if (statement.step) yield* this.#execute(statement.step);
        }
        return undefined;
      }
      case 'each':
        for (const key of this.memory.array(statement.name).keys()) {
          yield* this.store(statement.variable, this.memory.input(key));
          const jump = yield* this.#execute(statement.body);
          if (jump === 'break') break;
          if (jump !== undefined && jump !== 'continue') return jump;
        }
        return undefined;
      case 'delete': {
        const array = this.memory.array(statement.name);
        if (statement.keys) array.delete((yield* this.#key(statement.keys)).key);
        else array.clear();
        return undefined;
      }
      case 'jump': {
        const value = statement.value && (yield* this.value(statement.value));
        if (statement.how === 'exit' && statement.value)
          this.#status = Math.trunc(this.memory.toNumber(value)) & 255;
        if (statement.how === 'return') this.#returned = value;
        return statement.how;
      }
    }
  }

  *#print(statement: Statement & { kind: 'print' }): Task<void> {
    const text = yield* statement.formatted ? this.#formatted(statement) : this.#joined(statement);
    let output = this.stdout;
    if (statement.redirect) {
      const name = this.memory.text(yield* this.value(statement.redirect.target));
      output = yield* this.#openOutput(statement.redirect.how, name);
    }
    yield* output.write(text);
  }

  /** What printf writes. mawk writes each conversion as it comes: what fails comes after what was ready. */
  *#formatted({ items, redirect }: Statement & { kind: 'print' }): Task<string> {
    const values: Value[] = [];
    for (const item of items) values.push(yield* this.value(item));
    const format = this.memory.text(values[0]);
    const { text, fault } = this.memory.format(format, values.slice(1));
    if (fault === undefined) return text;
    if (!redirect) yield* this.stdout.write(text);
    throw this.memory.errorHere(`${fault} printf("${format}")`);
  }

  /** What print writes. BusyBox writes each item as it comes: what fails comes after what was ready. */
  *#joined({ items, redirect }: Statement & { kind: 'print' }): Task<string> {
    const { memory } = this;
    const separator = memory.text(memory.variable('OFS'));
    const texts: string[] = [];
    try {
      for (const item of items) texts.push(memory.printed(yield* this.value(item)));
    } catch (error) {
      if (error instanceof AwkError && !this.dialect.gnu && !redirect)
        yield* this.stdout.write(texts.map((text) => text + separator).join(''));
      throw error;
    }
    return (items.length === 0 ? memory.record : texts.join(separator)) + memory.text(memory.variable('ORS'));
  }

  *#openOutput(how: string, name: string): Task<Output> {
    try {
      return yield* this.streams.writer(how, name);
    } catch (error) {
      if (!isErrno(error)) throw error;
      const why = strerror(error.code);
      if (this.dialect.gnu) throw new AwkError(`cannot open "${name}" for output (${why})`);
      throw new AwkFileError(`can't open '${name}': ${why}`);
    }
  }
}

/** `exit` inside a function ends everything above it. */
class ExitInFunction extends Error {}

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
};

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
