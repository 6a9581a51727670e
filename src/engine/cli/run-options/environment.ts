// -e, --env-file, -l and --label-file. Source: docker/cli opts (ReadKVEnvStrings), pkg/kvfile.
import { ValueError } from '../../units';
import { cut, pairsToRecord } from './cut';
import type { PieceMaker } from './request-piece';

/** What options need of the place where they were typed. */
export interface OptionSurroundings {
  /** The folder that relative paths start at. */
  readonly cwd: string;
  /** The client's own environment: `-e NAME` takes its value from here. */
  readonly environment: Readonly<Record<string, string>>;
  /** A file's bytes; throws an Error whose message is the system's word for what is wrong. */
  readonly readFile: (path: string) => Uint8Array;
}

export const piece: PieceMaker = ({ flags }, surroundings) => ({
  config: {
    Env: readEnvironment(flags['env-file'], flags.env, surroundings),
    Labels: pairsToRecord(readLabels(flags['label-file'], flags.label, surroundings)),
  },
});

/** A container's environment: that of the files, then that of the flags. */
export function readEnvironment(
  files: readonly string[],
  values: readonly string[],
  { environment, readFile }: OptionSurroundings,
): readonly string[] {
  const lookup = (name: string): string | undefined =>
    Object.hasOwn(environment, name) ? environment[name] : undefined;
  const fromFiles = files.flatMap((path) => readPairs('--env-file', path, readFile, lookup));
  return [...fromFiles, ...values.map((value) => completeVariable(value, lookup))];
}

/** `NAME` becomes `NAME=value` when the client has it; else it stays, which removes it from the image's. */
export function completeVariable(text: string, lookup: (name: string) => string | undefined): string {
  const value = text.includes('=') ? undefined : lookup(text);
  return value === undefined ? text : `${text}=${value}`;
}

/** Labels of the files, then those of the flags. */
export function readLabels(
  files: readonly string[],
  values: readonly string[],
  { readFile }: Pick<OptionSurroundings, 'readFile'>,
): readonly string[] {
  return [...files.flatMap((path) => readPairs('--label-file', path, readFile, () => undefined)), ...values];
}

function readPairs(
  flag: string,
  path: string,
  readFile: OptionSurroundings['readFile'],
  lookup: (name: string) => string | undefined,
): readonly string[] {
  let bytes: Uint8Array;
  try {
    bytes = readFile(path);
  } catch (error) {
    throw new ValueError(
      `${flag}: open ${path}: ${error instanceof Error ? error.message : 'cannot be read'}`,
    );
  }
  try {
    return parsePairs(bytes, lookup);
  } catch (error) {
    throw error instanceof ValueError
      ? new ValueError(`${flag}: invalid env file (${path}): ${error.message}`)
      : error;
  }
}

/** The lines `KEY=value` of a file; a line `KEY` is looked up. Comments and empty lines do not count. */
export function parsePairs(
  bytes: Uint8Array,
  lookup: (name: string) => string | undefined = () => undefined,
): readonly string[] {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return splitLines(bytes).flatMap((line, index) => {
    let text: string;
    try {
      text = decoder.decode(line);
    } catch {
      throw new ValueError(`invalid utf8 bytes at line ${index + 1}: [${line.join(' ')}]`);
    }
    const pair = (index === 0 ? text.replace(/^\ufeff/, '') : text).replace(/^[\s\u0085]+/u, '');
    if (pair === '' || pair.startsWith('#')) return [];
    const [key, , hasValue] = cut(pair, '=');
    if (key === '') throw new ValueError(`no variable name on line '${pair}'`);
    if (/[ \t]/.test(key)) throw new ValueError(`variable '${key}' contains whitespaces`);
    const value = hasValue ? undefined : lookup(pair);
    return hasValue ? [pair] : value === undefined ? [] : [`${key}=${value}`];
  });
}

/** Lines as Go's bufio.ScanLines cuts them: at \n, with a \r before it dropped. */
function splitLines(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline;
    lines.push(bytes.subarray(start, end > start && bytes[end - 1] === 13 ? end - 1 : end));
    start = end + 1;
  }
  return lines;
}
