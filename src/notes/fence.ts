/**
 * The info string of a fenced block: `console fresh machine=server`, `dockerfile title="app/Dockerfile"`. An
 * unknown option is the author's mistake.
 */
export interface Fence {
  readonly language: string;
  readonly options: ReadonlyMap<string, string | true>;
}

export function parseFence(language: string, meta: string): Fence {
  const options = new Map<string, string | true>();
  for (const [, name = '', quoted, bare] of meta.matchAll(/([\w-]+)(?:=(?:"([^"]*)"|([^\s"]*)))?/g)) {
    options.set(name, quoted ?? bare ?? true);
  }
  return { language, options };
}

/** What a block may say after its language, and what it means. */
export const CONSOLE_OPTIONS = {
  fresh: 'starts with new machines',
  machine: 'types on the machine of that name: machine=server',
  later: 'so long passes on its machine before it: later="30 days"',
  prepare: 'is typed before the next block of its machine, and not shown',
  show: 'is shown as it is and not run; says why: show="Docker 28"',
} as const;

export const FILE_OPTIONS = {
  title: 'puts the block on the machine as that file: title="app/Dockerfile"',
  machine: 'on the machine of that name',
  fresh: 'starts with new machines',
  mode: 'permission bits of the file: mode=755',
} as const;

/** The first option that `allowed` does not have. */
export function unknownOption(fence: Fence, allowed: Readonly<Record<string, string>>): string | undefined {
  return [...fence.options.keys()].find((name) => !(name in allowed));
}
