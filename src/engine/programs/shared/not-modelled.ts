/** How executables are marked that nothing here runs: then its name, what the real one is for, and its version. */
export const NOT_MODELLED = 'not-modelled/';

/** How executables are marked that a package manager puts into place: by their name. */
export const INSTALLED = 'installed/';

/** What an image's facts say of a program that nothing here runs. */
export interface ProgramNote {
  readonly purpose?: string;
  /** The line it prints when asked for its version. */
  readonly version?: string;
}

export function notModelledId(name: string, { purpose = '', version = '' }: ProgramNote): string {
  return NOT_MODELLED + [name, purpose, version].join('\n').trimEnd();
}

/** Names that packages have for programs of ours, beside those of the images. */
const OTHER_NAMES: readonly (readonly [RegExp, string])[] = [
  [/^python3\.\d+$/, 'python3'],
  [/^pip3?\.\d+$/, 'pip3'],
  [/^vim\.\w+$/, 'vi'],
  [/^nc\.openbsd$/, 'nc'],
  [/^nodejs$/, 'node'],
];

/** The name that images have for a program which a package installs under another. */
export function plainName(name: string): string {
  const [, plain = name] = OTHER_NAMES.find(([pattern]) => pattern.test(name)) ?? [];
  return plain;
}
