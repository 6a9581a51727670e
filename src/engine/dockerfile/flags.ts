import { DockerfileError } from './dockerfile-error';
import { cut } from './text';
import { withSuggestion } from './suggest';

/** What values a flag takes: one text, several texts, or true and false. */
export type FlagKind = 'string' | 'strings' | 'boolean';

/** The flags of one instruction, as written. */
export interface InstructionFlags {
  /** The value of a `string` flag; undefined when it is not given. */
  text(name: string): string | undefined;
  /** The values of a `strings` flag in order. */
  texts(name: string): readonly string[];
  /** The value of a `boolean` flag; undefined when it is not given. */
  isSet(name: string): boolean | undefined;
}

/**
 * Reads `--name=value` flags against those that an instruction knows.
 * Throws a DockerfileError of code `instruction` without range. Source: BuildKit instructions.BFlags.
 */
export function parseFlags(
  flags: readonly string[],
  known: Readonly<Record<string, FlagKind>>,
): InstructionFlags {
  const values = new Map<string, string[]>();
  for (const flag of flags) {
    if (flag === '--') break;
    if (!flag.startsWith('--')) throw invalid(`arg should start with -- : ${flag}`);
    const [written, value] = cut(flag, '=') ?? [flag, undefined];
    const name = written.slice(2);
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind === undefined)
      throw invalid(withSuggestion(`unknown flag: ${written}`, name, Object.keys(known)));
    const earlier = values.get(name);
    if (earlier !== undefined && kind !== 'strings') throw invalid(`duplicate flag specified: ${written}`);
    values.set(name, [...(earlier ?? []), checkedValue(kind, written, value)]);
  }
  return {
    text: (name) => values.get(name)?.[0],
    texts: (name) => values.get(name) ?? [],
    isSet(name) {
      const value = values.get(name)?.[0];
      return value === undefined ? undefined : value === 'true';
    },
  };
}

function invalid(message: string): DockerfileError {
  return new DockerfileError('instruction', message);
}

function checkedValue(kind: FlagKind, written: string, value: string | undefined): string {
  if (kind !== 'boolean') {
    if (value === undefined) throw invalid(`missing a value on flag: ${written}`);
    return value;
  }
  if (value === '') throw invalid(`missing a value on flag: ${written}`);
  const lower = (value ?? 'true').toLowerCase();
  if (lower !== 'true' && lower !== 'false') {
    throw invalid(`expecting boolean value for flag ${written}, not: ${value ?? ''}`);
  }
  return lower;
}
