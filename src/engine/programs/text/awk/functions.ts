import type { Process, Task } from '../../../kernel';
import { byteString, textOf } from '../../shared/bytes';
import type { Regex } from '../../shared/regex';
import { formatTime, utcOf } from '../../shared/time';
import { localZone } from '../../shared/zones';
import { busyboxArityFault } from './arity';
import { AwkArray } from './arrays';
import { AwkError, NO_MATH } from './dialect';
import { cut, replaceMatches, withGroups, withWhole } from './matches';
import type { AwkMemory } from './memory';
import type { Streams } from './streams';
import type { Expr } from './syntax';
import type { Value } from './values';

/** What functions need of the program that calls them. */
export interface Caller {
  readonly p: Process;
  readonly memory: AwkMemory;
  readonly streams: Streams;
  value(expr: Expr): Task<Value>;
  pattern(expr: Expr): Task<Regex>;
  store(target: Expr, value: Value): Task<void>;
}

const MATH: Readonly<Record<string, (a: number, b: number) => number>> = {
  sin: Math.sin,
  cos: Math.cos,
  atan2: Math.atan2,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
};

const RECORD: Expr = { kind: 'field', index: { kind: 'number', value: 0 } };

/** awk's own functions. Source: POSIX awk, with those that mawk and BusyBox have beyond it. */
export class AwkFunctions {
  #seed = 0;
  #randomState: number;

  constructor(readonly caller: Caller) {
    this.#randomState = Math.floor(caller.p.random() * 2 ** 31);
  }

  get #gnu(): boolean {
    return this.caller.memory.dialect.gnu;
  }

  *call(name: string, args: readonly Expr[]): Task<Value> {
    // mawk has counted when it read the program.
    const fault = this.#gnu ? undefined : busyboxArityFault(name, args.length);
    if (fault !== undefined) throw new AwkError(fault);
    switch (name) {
      case 'split':
        return yield* this.#split(args);
      case 'sub':
      case 'gsub':
        return yield* this.#substitute(name === 'gsub' ? 'all' : 1, args);
      case 'gensub':
        return yield* this.#generalSubstitute(args);
      case 'match':
        return yield* this.#match(args);
      case 'length':
        return yield* this.#length(args[0]);
    }
    const values: Value[] = [];
    for (const arg of args) values.push(yield* this.caller.value(arg));
    const math = MATH[name];
    if (math) {
      if (!this.caller.memory.dialect.hasMath) throw new AwkError(NO_MATH);
      return math(this.caller.memory.toNumber(values[0]), this.caller.memory.toNumber(values[1]));
    }
    return yield* this.#ofValues(name, values);
  }

  *#text(expr: Expr | undefined): Task<string> {
    return this.caller.memory.text(expr && (yield* this.caller.value(expr)));
  }

  *#length(of: Expr = RECORD): Task<number> {
    const cell = of.kind === 'variable' ? this.caller.memory.cell(of.name) : undefined;
    return cell instanceof AwkArray ? cell.size : (yield* this.#text(of)).length;
  }

  *#match([source, pattern]: readonly Expr[]): Task<number> {
    const { memory } = this.caller;
    const text = yield* this.#text(source);
    const found = pattern && (yield* this.caller.pattern(pattern)).exec(text);
    memory.setVariable('RSTART', found ? found.start + 1 : 0);
    memory.setVariable('RLENGTH', found ? found.end - found.start : -1);
    return found ? found.start + 1 : 0;
  }

  *#split([source, into, separator]: readonly Expr[]): Task<number> {
    const { memory } = this.caller;
    const text = yield* this.#text(source);
    if (into?.kind !== 'variable') throw new AwkError('Not an array');
    let pieces: string[];
    if (separator?.kind === 'regex') pieces = text === '' ? [] : cut(text, separator.regex).pieces;
    else if (separator) pieces = memory.pieces(text, yield* this.#text(separator));
    else pieces = memory.pieces(text, memory.text(memory.variable('FS')));
    const array = memory.array(into.name);
    array.clear();
    pieces.forEach((piece, index) => {
      array.set(String(index + 1), memory.input(piece), true);
    });
    return pieces.length;
  }

  *#substitute(which: 1 | 'all', args: readonly Expr[]): Task<number> {
    const [pattern, replacement, target = RECORD] = args;
    if (!pattern || !replacement) return 0;
    const regex = yield* this.caller.pattern(pattern);
    const insert = yield* this.#text(replacement);
    const text = yield* this.#text(target);
    const result = replaceMatches(text, regex, which, this.#gnu, ({ start, end }) =>
      withWhole(insert, text.slice(start, end)),
    );
    if (result.count > 0) yield* this.caller.store(target, result.text);
    return result.count;
  }

  /** BusyBox's gensub(regex, replacement, which, text): the text itself stays as it is. */
  *#generalSubstitute([pattern, replacement, which, target = RECORD]: readonly Expr[]): Task<string> {
    if (!pattern || !replacement || !which) return '';
    const regex = yield* this.caller.pattern(pattern);
    const insert = yield* this.#text(replacement);
    const how = yield* this.#text(which);
    const text = yield* this.#text(target);
    const wanted = /^[gG]/.test(how) ? 'all' : Math.max(1, Math.trunc(this.caller.memory.toNumber(how)));
    return replaceMatches(text, regex, wanted, this.#gnu, ({ groups }) => withGroups(insert, groups)).text;
  }

  *#ofValues(name: string, values: readonly Value[]): Task<Value> {
    const { p, memory, streams } = this.caller;
    const number = (index: number): number => memory.toNumber(values[index]);
    const text = (index: number): string => memory.text(values[index]);
    const bits = (combine: (a: bigint, b: bigint) => bigint): number =>
      Number(combine(BigInt(Math.trunc(number(0))), BigInt(Math.trunc(number(1)))));
    switch (name) {
      case 'substr':
        return this.#substring(text(0), number(1), values.length > 2 ? number(2) : Infinity);
      case 'index':
        return text(1) === '' && !this.#gnu ? 0 : text(0).indexOf(text(1)) + 1;
      case 'sprintf': {
        const { text: made, fault } = memory.format(text(0), values.slice(1));
        if (fault !== undefined) throw memory.errorHere(`${fault} sprintf("${text(0)}")`);
        return made;
      }
      case 'tolower':
        return text(0).replace(/[A-Z]+/g, (part) => part.toLowerCase());
      case 'toupper':
        return text(0).replace(/[a-z]+/g, (part) => part.toUpperCase());
      case 'int':
        return Math.trunc(number(0));
      case 'rand':
        // Lehmer's generator: seeded by srand, so that a seed repeats.
        this.#randomState = (this.#randomState * 48_271 + 1) % 2_147_483_647;
        return this.#randomState / 2_147_483_647;
      case 'srand': {
        const before = this.#seed;
        this.#seed = values.length > 0 ? number(0) : Math.floor(p.nowMs / 1000);
        this.#randomState = Math.abs(Math.trunc(this.#seed * 7919 + 104_729)) % 2_147_483_647;
        return before;
      }
      case 'system':
        return yield* streams.system(text(0));
      case 'close':
        return yield* streams.close(text(0));
      case 'fflush':
        yield* streams.flush();
        return 0;
      case 'systime':
        return Math.floor(p.nowMs / 1000);
      case 'strftime': {
        const ms = values.length > 1 ? number(1) * 1000 : p.nowMs;
        return byteString(formatTime(values.length > 0 ? textOf(text(0)) : '%c', ms, localZone(p)));
      }
      case 'mktime': {
        const [, ...parts] =
          /^\s*([-+]?\d+)\s+([-+]?\d+)\s+([-+]?\d+)\s+([-+]?\d+)\s+([-+]?\d+)\s+([-+]?\d+)/.exec(text(0)) ??
          [];
        const [year, month = 0, day, hour, minute, second] = parts.map(Number);
        if (year === undefined) return -1;
        return utcOf(Date.UTC(year, month - 1, day, hour, minute, second), localZone(p)) / 1000;
      }
      case 'and':
        return bits((a, b) => a & b);
      case 'or':
        return bits((a, b) => a | b);
      case 'xor':
        return bits((a, b) => a ^ b);
      case 'lshift':
        return number(0) * 2 ** number(1);
      case 'rshift':
        return Math.floor(number(0) / 2 ** number(1));
      default:
        return Number(BigInt.asUintN(64, ~BigInt(Math.trunc(number(0)))));
    }
  }

  /**
   * From a place counted from 1. What begins before the text loses nothing of its length: BusyBox moves it to the
   * start, and mawk 1.3.4 makes it longer by what lies before.
   */
  #substring(text: string, start: number, length: number): string {
    const at = Math.trunc(start);
    const moved = at < 1 && this.#gnu ? -at : 0;
    const from = Math.max(1, at);
    return text.slice(from - 1, Math.max(0, from - 1 + Math.trunc(length) + moved));
  }
}
