/** jq's functions that are neither functions of values (functions.ts) nor written in jq (definitions.ts). */
import { definitionsOf } from './definitions';
import { JqHalt, JqNotModelled } from './endings';
import type { Inputs } from './evaluate';
import { FUNCTIONS } from './functions';
import { functionKey, type Names } from './names';
import { made, pathOf, type Slot } from './slots';
import type { Node } from './syntax';
import { fail, isTrue, type Json, JqError, plain, plainText, shown, textOf } from './values';
import type { JqVersion } from './version';

/** What they need of the program that calls them. */
export interface Caller {
  readonly nowMs: number;
  readonly inputs: Inputs;
  readonly version: JqVersion;
  /** To stderr. */
  say(message: string): void;
  /** Counts a step; throws JqNotModelled when there were too many. */
  step(): void;
  eval(node: Node, slot: Slot, names: Names): Iterable<Slot>;
  values(node: Node, slot: Slot, names: Names): Iterable<Json>;
}

type Special = (
  by: Caller,
  slot: Slot,
  names: Names,
  args: readonly [first: Node, second: Node, third: Node],
) => Iterable<Slot>;

/** What is open at the same time in `recurse` and its like. */
const MOST_OPEN = 200_000;

interface Repetition {
  readonly next: Node;
  readonly test: (slot: Slot) => boolean;
  /** Whether a value for which the test is so is an output; whether the program makes another of it. */
  readonly yields: (isSo: boolean) => boolean;
  readonly goesOn: (isSo: boolean) => boolean;
}

/** A value, what a program makes of it, what it makes of that, and so on: each before those that come of it. */
function* repeated(by: Caller, slot: Slot, names: Names, how: Repetition): Iterable<Slot> {
  const open: Iterator<Slot>[] = [[slot][Symbol.iterator]()];
  for (let last = open.at(-1); last; last = open.at(-1)) {
    const step = last.next();
    if (step.done) {
      open.pop();
      continue;
    }
    if (open.length > MOST_OPEN) throw new JqNotModelled('a program of so many steps');
    const isSo = how.test(step.value);
    if (how.yields(isSo)) yield step.value;
    if (how.goesOn(isSo)) open.push(by.eval(how.next, step.value, names)[Symbol.iterator]());
  }
}

const forEver: Special = (by, slot, names, [next]) =>
  repeated(by, slot, names, { next, test: () => true, yields: () => true, goesOn: () => true });

function whileOrUntil(isWhile: boolean): Special {
  return (by, slot, names, [test, next]) =>
    repeated(by, slot, names, {
      next,
      test: (one) => [...by.values(test, one, names)].some(isTrue),
      yields: (isSo) => isSo,
      goesOn: (isSo) => isSo === isWhile,
    });
}

const range: Special = function* (by, slot, names, [first, second, third]) {
  for (const from of by.values(first, slot, names))
    for (const to of by.values(second, slot, names))
      for (const step of by.values(third, slot, names)) {
        const [begin, end, by1] = [plain(from), plain(to), plain(step)];
        if (typeof begin !== 'number' || typeof end !== 'number' || typeof by1 !== 'number')
          return fail('Range bounds must be numeric');
        for (let value = begin; by1 > 0 ? value < end : by1 < 0 && value > end; value += by1) {
          by.step();
          yield made(slot, value);
        }
      }
};

const haltError: Special = function* (by, slot, names, [first]) {
  for (const status of by.values(first, slot, names)) {
    const code = plain(status);
    if (typeof code !== 'number') return fail(`${shown(slot.value)} halt_error/1: number required`);
    throw new JqHalt(code, haltText(slot.value));
  }
};

/** The names of all functions, with how many arguments they take. */
function builtins(version: JqVersion): readonly string[] {
  const own = definitionsOf(version).matchAll(/^def (\w+)(?:\(([^)]*)\))?:/gm);
  const written = [...own].map(([, name = '', list]) =>
    functionKey(name, list === undefined ? 0 : list.split(';').length),
  );
  return [...new Set([...written, ...Object.keys(FUNCTIONS), ...Object.keys(SPECIAL)])].filter(
    (name) => !name.startsWith('_'),
  );
}

/** To 1.6, an error that is null is none: there is nothing to go on with. */
function failed({ version }: Caller, value: Json): readonly Slot[] {
  if (value === null && version.isOld) return [];
  throw new JqError(value);
}

/** What halt_error leaves on stderr: a text as it is. */
function haltText(value: Json): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : `${textOf(value)}\n`;
}

/** By name and number of arguments. */
export const SPECIAL: Readonly<Record<string, Special>> = {
  'empty/0': () => [],
  'path/1': function* (by, slot, names, [body]) {
    for (const found of by.eval(body, { value: slot.value, path: [] }, names))
      yield made(slot, pathOf(found));
  },
  'recurse/1': forEver,
  'repeat/1': function* (by, slot, names, [body]) {
    for (;;) yield* by.eval(body, slot, names);
  },
  'while/2': whileOrUntil(true),
  'until/2': whileOrUntil(false),
  'range/3': range,
  'input/0': function* (by, slot) {
    const value = by.inputs.nextInput();
    if (value === undefined) throw new JqError('break');
    yield made(slot, value);
  },
  'inputs/0': function* (by, slot) {
    for (let value = by.inputs.nextInput(); value !== undefined; value = by.inputs.nextInput())
      yield made(slot, value);
  },
  'input_filename/0': (by, slot) => [made(slot, by.inputs.fileName() ?? null)],
  'input_line_number/0': (by, slot) => [made(slot, by.inputs.line())],
  'debug/0': (by, slot) => {
    by.say(`["DEBUG:",${textOf(slot.value)}]\n`);
    return [slot];
  },
  'stderr/0': (by, slot) => {
    by.say(by.version.isOld ? textOf(slot.value) : plainText(slot.value));
    return [slot];
  },
  'builtins/0': (by, slot) => [made(slot, builtins(by.version))],
  'error/0': (by, slot) => failed(by, slot.value),
  'error/1': function* (by, slot, names, [body]) {
    for (const value of by.values(body, slot, names)) yield* failed(by, value);
  },
  'now/0': (by, slot) => [made(slot, by.nowMs / 1000)],
  'halt/0': () => {
    throw new JqHalt(0, '');
  },
  'halt_error/1': haltError,
};
