/**
 * Options of a program as data, and getopt_long(3) over them. One text an option: its names (one letter is a
 * short option), then how it takes a value: `a,all`, `n,lines=NUM`, `color[=WHEN]`.
 */
export type OptionSpec = Readonly<Record<string, string>>;

export type Flags<S extends OptionSpec> = {
  readonly [K in keyof S]: S[K] extends `${string}=${string}` ? string | undefined : boolean;
};

/** One option as given: for programs in which order or repetition counts (`grep -e a -e b`). */
export interface Occurrence<S extends OptionSpec> {
  readonly key: keyof S & string;
  readonly value: string;
}

export interface ParsedOptions<S extends OptionSpec> {
  readonly flags: Flags<S>;
  readonly given: readonly Occurrence<S>[];
  readonly operands: readonly string[];
}

/** How a C library words what getopt refuses. */
export type Getopt = 'glibc' | 'musl';

/** How arguments are read. */
export interface Reading {
  /** Default glibc. */
  readonly getopt?: Getopt;
  /** The first operand ends the options (`env`, `xargs`, …). */
  readonly stopAtOperand?: boolean;
  /** getopt(3) reads them, not getopt_long(3): a long one is read letter by letter, the first of them `-`. */
  readonly isShortOnly?: boolean;
  /** Which of the declared names this build has; default all. */
  readonly knows?: (name: string) => boolean;
}

/** Arguments that the program does not take; the message is getopt's, without the program's name. */
export class OptionError extends Error {
  constructor(
    message: string,
    /** Exit status, where it is not that of other wrong options. */
    readonly status?: number,
  ) {
    super(message);
  }
}

interface Option {
  readonly key: string;
  readonly names: readonly string[];
  readonly takes: 'nothing' | 'value' | 'maybe';
}

function declared(spec: OptionSpec, knows: (name: string) => boolean): Option[] {
  return Object.entries(spec).map(([key, text]) => {
    const names = text.replace(/(\[=.*\]|=.*)$/, '');
    return {
      key,
      names: names.split(',').filter(knows),
      takes: text.length === names.length ? 'nothing' : text[names.length] === '[' ? 'maybe' : 'value',
    };
  });
}

/** Lines for `--help`: names and value of each option. */
export function optionLines(spec: OptionSpec): string[] {
  return Object.values(spec).map((text) => {
    const value = /(\[=.*\]|=.*)$/.exec(text)?.[0] ?? '';
    const names = text.slice(0, text.length - value.length).split(',');
    const shown = names.map((name) => (name.length === 1 ? `-${name}` : `--${name}`)).join(', ');
    return `  ${shown}${names.some((name) => name.length > 1) ? value : value.replace('=', ' ')}`;
  });
}

function findLong(options: readonly Option[], given: string, getopt: Getopt, isShortOnly: boolean): Option {
  const name = given.replace(/=.*$/s, '');
  const exact = options.find((option) => option.names.some((n) => n.length > 1 && n === name));
  if (exact) return exact;
  const near = options.filter((option) => option.names.some((n) => n.length > 1 && n.startsWith(name)));
  if (near.length === 1 && near[0]) return near[0];
  if (near.length > 1) {
    const possible = near.flatMap((o) => o.names.filter((n) => n.length > 1 && n.startsWith(name)));
    throw new OptionError(
      getopt === 'musl'
        ? `option is ambiguous: ${given}`
        : `option '--${given}' is ambiguous; possibilities: ${possible.map((n) => `'--${n}'`).join(' ')}`,
    );
  }
  if (isShortOnly)
    throw new OptionError(getopt === 'musl' ? 'unrecognized option: -' : "invalid option -- '-'");
  throw new OptionError(
    getopt === 'musl' ? `unrecognized option: ${given}` : `unrecognized option '--${given}'`,
  );
}

/** Reads `args` by `spec`. */
export function parseOptions<S extends OptionSpec>(
  args: readonly string[],
  spec: S,
  { getopt = 'glibc', stopAtOperand = false, knows = () => true, isShortOnly = false }: Reading = {},
): ParsedOptions<S> {
  const options = declared(spec, knows);
  const given: { key: string; value: string }[] = [];
  const operands: string[] = [];
  const missing = (name: string, long: boolean) =>
    new OptionError(
      getopt === 'musl'
        ? `option requires an argument: ${name}`
        : long
          ? `option '--${name}' requires an argument`
          : `option requires an argument -- '${name}'`,
    );
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '--') {
      operands.push(...args.slice(index + 1));
      break;
    }
    if (arg.startsWith('--')) {
      const equals = arg.indexOf('=');
      const name = equals < 0 ? arg.slice(2) : arg.slice(2, equals);
      const option = findLong(options, arg.slice(2), getopt, isShortOnly);
      const full = option.names.find((n) => n.length > 1 && n.startsWith(name)) ?? name;
      let value = equals < 0 ? undefined : arg.slice(equals + 1);
      if (value !== undefined && option.takes === 'nothing') {
        throw new OptionError(
          getopt === 'musl'
            ? `option does not take an argument: ${full}`
            : `option '--${full}' doesn't allow an argument`,
        );
      }
      if (value === undefined && option.takes === 'value') {
        value = args[++index];
        if (value === undefined) throw missing(full, true);
      }
      given.push({ key: option.key, value: value ?? '' });
    } else if (arg.startsWith('-') && arg !== '-') {
      for (let at = 1; at < arg.length; at++) {
        const letter = arg[at] ?? '';
        const option = options.find((o) => o.names.includes(letter));
        if (!option) {
          throw new OptionError(
            getopt === 'musl' ? `unrecognized option: ${letter}` : `invalid option -- '${letter}'`,
          );
        }
        let value = '';
        if (option.takes !== 'nothing') {
          value = arg.slice(at + 1);
          at = arg.length;
          if (value === '' && option.takes === 'value') {
            const next = args[++index];
            if (next === undefined) throw missing(letter, false);
            value = next;
          }
        }
        given.push({ key: option.key, value });
      }
    } else {
      operands.push(arg);
      if (stopAtOperand) {
        operands.push(...args.slice(index + 1));
        break;
      }
    }
  }
  const flags: Record<string, string | boolean | undefined> = {};
  for (const option of options) {
    const last = given.findLast((one) => one.key === option.key);
    flags[option.key] = option.takes === 'nothing' ? last !== undefined : last?.value;
  }
  return { flags: flags as Flags<S>, given: given as Occurrence<S>[], operands };
}
