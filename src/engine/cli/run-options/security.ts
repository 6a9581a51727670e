// --cap-add, --cap-drop, --security-opt. Source: docker/cli opts/capabilities.go, parseSecurityOpts.
import { jsonProblem, quote, ValueError } from '../../units';
import { cut } from './cut';
import type { OptionSurroundings } from './environment';

const allCapabilities = 'ALL';

/** A capability's full name: `net_admin` is CAP_NET_ADMIN. */
export function normalizeCapability(text: string): string {
  const name = text.trim().toUpperCase();
  return name === allCapabilities || name.startsWith('CAP_') ? name : `CAP_${name}`;
}

/** What is added and dropped in the end: what is added is not dropped, and ALL stands for all. */
export function effectiveCapabilities(
  add: readonly string[],
  drop: readonly string[],
): { readonly add: readonly string[]; readonly drop: readonly string[] } {
  const normalized = (names: readonly string[]): readonly string[] => {
    const all = new Set(names.map(normalizeCapability));
    return all.has(allCapabilities) ? [allCapabilities] : [...all].sort();
  };
  const added = normalized(add);
  return { add: added, drop: normalized(drop).filter((name) => !added.includes(name)) };
}

/** What `--security-opt` comes to. `null` paths are the daemon's defaults. */
export interface SecurityOptions {
  readonly options: readonly string[];
  readonly maskedPaths: readonly string[] | null;
  readonly readonlyPaths: readonly string[] | null;
}

export function parseSecurityOptions(
  values: readonly string[],
  readFile: OptionSurroundings['readFile'],
): SecurityOptions {
  const isUnconfined = values.includes('systempaths=unconfined');
  const options = values
    .filter((value) => value !== 'systempaths=unconfined')
    .map((value) => checkSecurityOption(value, readFile));
  return { options, maskedPaths: isUnconfined ? [] : null, readonlyPaths: isUnconfined ? [] : null };
}

function checkSecurityOption(option: string, readFile: OptionSurroundings['readFile']): string {
  const [key, value, hasValue] = option.includes('=') ? cut(option, '=') : cut(option, ':');
  if ((!hasValue || value === '') && key !== 'no-new-privileges')
    throw new ValueError(`invalid --security-opt: ${quote(option)}`);
  if (key !== 'seccomp' || value === 'unconfined' || value === 'builtin') return option;
  const text = new TextDecoder().decode(readProfile(value, readFile));
  const problem = jsonProblem(text, 'unmarshal');
  if (problem !== undefined)
    throw new ValueError(`compacting json for seccomp profile (${value}) failed: ${problem}`);
  return `seccomp=${JSON.stringify(JSON.parse(text))}`;
}

function readProfile(path: string, readFile: OptionSurroundings['readFile']): Uint8Array {
  try {
    return readFile(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'cannot be read';
    throw new ValueError(`opening seccomp profile (${path}) failed: open ${path}: ${why}`);
  }
}
