// How PostgreSQL's programs read their command lines (getopt_long), and what they say of a wrong one.
import type { Process } from '../../../kernel';

/** What a program takes: its options' long names, each with its letter. */
export interface OptionTable {
  /** Options with a value. */
  readonly valued: Readonly<Record<string, string>>;
  readonly flags: Readonly<Record<string, string>>;
  /** Real ones that are not modelled, of either kind. */
  readonly notModelled?: Readonly<Record<string, string>>;
}

export interface Given {
  /** Options in the order in which they stand, by their long names. */
  readonly options: readonly { readonly name: string; readonly value: string }[];
  readonly operands: readonly string[];
}

/** What is wrong with a command line. */
export interface Refusal {
  readonly text: string;
  /** Whether --help is pointed to. */
  readonly hasHint: boolean;
}

/** Debian's programs are a script that starts the version's own, with its whole path. */
export function programName(p: Process): string {
  const name = (p.argv[0] ?? 'psql').replace(/^.*\//, '');
  const real = `/usr/lib/postgresql/${p.env.get('PG_MAJOR') ?? ''}/bin/${name}`;
  return p.files.exists(real) ? real : name;
}

/** The words as options and operands, which may stand in any order. */
export function readWords(p: Process, words: readonly string[], table: OptionTable): Given | Refusal {
  const { valued, flags, notModelled = {} } = table;
  const options: { name: string; value: string }[] = [];
  const operands: string[] = [];
  const own = programName(p);
  const rest = [...words];
  // musl says the same with other words: `unrecognized option: x`.
  const isMusl = p.files.exists('/etc/alpine-release');
  const wrong = (gnu: string, musl: string): Refusal => ({
    text: `${own}: ${isMusl ? musl : gnu}`,
    hasHint: true,
  });
  const refuse = (option: string): Refusal => ({
    text: `${own}: the option ${option} is not modelled here`,
    hasHint: false,
  });
  const long = [...Object.keys(valued), ...Object.keys(flags), ...Object.keys(notModelled)];
  const byLetter = (all: Readonly<Record<string, string>>, letter: string): string | undefined =>
    Object.keys(all).find((name) => all[name] === letter);
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      operands.push(...rest);
      break;
    }
    const [, written, value] = /^--([\w-]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (written !== undefined) {
      // A beginning that only one name has is enough.
      const fits = long.filter((name) => name.startsWith(written));
      const name = long.includes(written) ? written : fits[0];
      if (name === undefined)
        return wrong(`unrecognized option '--${written}'`, `unrecognized option: ${written}`);
      if (name !== written && fits.length > 1)
        return wrong(
          `option '--${written}' is ambiguous; possibilities: ${fits.map((one) => `'--${one}'`).join(' ')}`,
          `option is ambiguous: ${written}`,
        );
      if (name in notModelled) return refuse(`--${name}`);
      if (name in valued) {
        const given = value ?? rest.shift();
        if (given === undefined)
          return wrong(`option '--${name}' requires an argument`, `option requires an argument: ${name}`);
        options.push({ name, value: given });
      } else if (value !== undefined)
        return wrong(
          `option '--${name}' doesn't allow an argument`,
          `option does not take an argument: ${name}`,
        );
      else options.push({ name, value: '' });
    } else if (/^-./.test(word)) {
      for (let at = 1; at < word.length; at++) {
        const letter = word[at] ?? '';
        const name = byLetter(valued, letter);
        if (name !== undefined) {
          const given = word.slice(at + 1) || rest.shift();
          if (given === undefined)
            return wrong(
              `option requires an argument -- '${letter}'`,
              `option requires an argument: ${letter}`,
            );
          options.push({ name, value: given });
          break;
        }
        if (byLetter(notModelled, letter) !== undefined) return refuse(`-${letter}`);
        const flag = byLetter(flags, letter);
        if (flag === undefined)
          return wrong(`invalid option -- '${letter}'`, `unrecognized option: ${letter}`);
        options.push({ name: flag, value: '' });
      }
    } else operands.push(word);
  }
  return { options, operands };
}
