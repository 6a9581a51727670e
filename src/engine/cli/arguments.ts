// Reads what follows a command's name. Source: spf13/pflag (rules and error texts), spf13/cobra, docker/cli (arity).
import type { CommandDeclaration, FlagDeclaration, FlagName, FlagValues } from './declaration';
import { quote } from '../units';
import { initialValue, nextValue, zeroText, type FlagValue } from './flag-types';
import type { Reading } from './reading';

/** What was typed after a command's name. */
export interface ParsedArguments<D extends CommandDeclaration = CommandDeclaration> {
  readonly operands: readonly string[];
  readonly flags: FlagValues<D>;
  /** The flags that were typed, whatever their value. */
  readonly changed: ReadonlySet<FlagName<D>>;
  readonly wantsHelp: boolean;
  /** Lines for standard error, about deprecated flags. */
  readonly warnings: readonly string[];
}

/** A flag that is not there, or with a value that it does not take. `message` is pflag's. */
export class FlagError extends Error {
  override readonly name = 'FlagError';
}

const helpFlag: FlagDeclaration = { type: 'bool', hidden: true };

/** Reads flags and operands; throws a FlagError, also for a value that a flag's own check refuses. */
export function* parseArguments<D extends CommandDeclaration>(
  declaration: D,
  words: readonly string[],
): Reading<ParsedArguments<D>> {
  const all = declaration.undeclaredFlags ? ['--', ...words] : words;
  // The reader fills in every declared flag with a value of its declared type, which the compiler cannot follow.
  return (yield* new ArgumentReader(declaration).read(all)) as ParsedArguments<D>;
}

/** How a command's flags are looked up. */
interface FlagTable {
  readonly flags: ReadonlyMap<string, FlagDeclaration>;
  /** By their letters. */
  readonly longNames: ReadonlyMap<string, string>;
  /** The values before anything is given. */
  readonly initial: Readonly<Record<string, FlagValue>>;
}

/** Declarations never change: what was made of one is good for every line. */
const tables = new WeakMap<CommandDeclaration, FlagTable>();

function flagTable(declaration: CommandDeclaration): FlagTable {
  const made = tables.get(declaration);
  if (made !== undefined) return made;
  const declared = Object.entries(declaration.flags ?? {});
  const hasOwnHelp = declared.some(([name]) => name === 'help');
  const flags = new Map<string, FlagDeclaration>(hasOwnHelp ? declared : [...declared, ['help', helpFlag]]);
  const shorts = declared.flatMap(([name, { short }]) =>
    short === undefined ? [] : [[short, name] as const],
  );
  const longNames = new Map(hasOwnHelp ? shorts : [['h', 'help'], ...shorts]);
  const initial: Record<string, FlagValue> = {};
  for (const [name, flag] of flags) {
    initial[name] = initialValue(flag.type, flag.default ?? zeroText(flag.type));
  }
  const table = { flags, longNames, initial };
  tables.set(declaration, table);
  return table;
}

/** What was found so far. */
class ArgumentReader {
  readonly #flags: FlagTable['flags'];
  readonly #longNames: FlagTable['longNames'];
  readonly #values: Record<string, FlagValue>;
  readonly #changed = new Set<string>();
  readonly #warnings: string[] = [];
  readonly #operands: string[] = [];

  readonly #stopsAtOperand: boolean;

  constructor(declaration: CommandDeclaration) {
    this.#stopsAtOperand = declaration.flagsStopAtOperand === true;
    const { flags, longNames, initial } = flagTable(declaration);
    this.#flags = flags;
    this.#longNames = longNames;
    this.#values = { ...initial };
  }

  *read(words: readonly string[]): Reading<ParsedArguments> {
    let rest = words;
    while (rest.length > 0) {
      const [word = '', ...after] = rest;
      if (word === '--') {
        this.#operands.push(...after);
        break;
      }
      if (word.length < 2 || !word.startsWith('-')) {
        if (this.#stopsAtOperand) {
          this.#operands.push(...rest);
          break;
        }
        this.#operands.push(word);
        rest = after;
      } else {
        rest = yield* word.startsWith('--') ? this.#readLong(word, after) : this.#readShorts(word, after);
      }
    }
    return {
      operands: this.#operands,
      flags: this.#values,
      changed: this.#changed,
      wantsHelp: this.#values['help'] === true,
      warnings: this.#warnings,
    };
  }

  *#readLong(word: string, after: readonly string[]): Reading<readonly string[]> {
    const [, name = '', value] = /^--([^=]*)(?:=([^]*))?$/.exec(word) ?? [];
    if (name === '' || name.startsWith('-')) throw new FlagError(`bad flag syntax: ${word}`);
    const flag = this.#flags.get(name);
    if (flag === undefined) throw new FlagError(`unknown flag: --${name}`);
    if (value !== undefined || flag.type === 'bool') {
      yield* this.#set(name, flag, value ?? 'true');
      return after;
    }
    const [next, ...rest] = after;
    if (next === undefined) throw new FlagError(`flag needs an argument: ${word}`);
    yield* this.#set(name, flag, next);
    return rest;
  }

  *#readShorts(word: string, after: readonly string[]): Reading<readonly string[]> {
    let letters = word.slice(1);
    while (letters !== '') {
      const letter = letters.slice(0, 1);
      const name = this.#longNames.get(letter);
      const flag = name === undefined ? undefined : this.#flags.get(name);
      if (name === undefined || flag === undefined) {
        throw new FlagError(`unknown shorthand flag: '${letter}' in -${letters}`);
      }
      if (name === 'help' && flag === helpFlag) {
        this.#warnings.push('Flag shorthand -h has been deprecated, use --help');
      }
      if (letters.length > 2 && letters[1] === '=') {
        yield* this.#set(name, flag, letters.slice(2));
        return after;
      }
      if (flag.type !== 'bool') {
        const [next, ...rest] = after;
        const value = letters.length > 1 ? letters.slice(1) : next;
        if (value === undefined) throw new FlagError(`flag needs an argument: '${letter}' in -${letters}`);
        yield* this.#set(name, flag, value);
        return letters.length > 1 ? after : rest;
      }
      yield* this.#set(name, flag, 'true');
      letters = letters.slice(1);
    }
    return after;
  }

  *#set(name: string, flag: FlagDeclaration, text: string): Reading<void> {
    const check = flag.check === undefined ? undefined : (yield)[flag.check];
    try {
      this.#values[name] = nextValue(flag.type, this.#values[name] ?? '', text, check);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const shown = flag.short === undefined ? `--${name}` : `-${flag.short}, --${name}`;
      throw new FlagError(`invalid argument ${quote(text)} for "${shown}" flag: ${error.message}`);
    }
    if (!this.#changed.has(name) && flag.deprecated !== undefined) {
      this.#warnings.push(`Flag --${name} has been deprecated, ${flag.deprecated}`);
    }
    this.#changed.add(name);
  }
}

/**
 * What is wrong with the number of operands, or undefined.
 * @param commandPath `docker ps`, as typed without aliases of the last word.
 */
export function arityProblem(
  declaration: CommandDeclaration,
  commandPath: string,
  operands: readonly string[],
): string | undefined {
  const { min = 0, max = Infinity, exact } = declaration.operands ?? {};
  const count = operands.length;
  if (count >= min && count <= max) return undefined;
  const plural = (limit: number): string => `${limit} argument${limit === 1 ? '' : 's'}`;
  if (max === 0 && !exact) {
    return declaration.isGroup
      ? `unknown command: ${commandPath} ${operands[0] ?? ''}`
      : `'${commandPath}' accepts no arguments`;
  }
  if (min === max) return `'${commandPath}' requires ${plural(min)}`;
  if (max === Infinity) return `'${commandPath}' requires at least ${plural(min)}`;
  if (min === 0) return `'${commandPath}' requires at most ${plural(max)}`;
  return `'${commandPath}' requires at least ${min} and at most ${plural(max)}`;
}
