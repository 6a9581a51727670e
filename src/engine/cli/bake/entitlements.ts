// What a build needs beyond the folder it is called in. Source: buildx, bake/entitlements.go.
import { isErrno, type Process } from '../../kernel';
import { quote } from '../../units';
import { refusal } from '../build-options/build-error';
import { isRemote } from '../build-options/sources';
import { absolutePath, cut } from '../run-options/cut';
import type { Target } from './target';

/** What may be used, or is asked for beyond that. */
export interface Entitlements {
  readonly networkHost: boolean;
  readonly insecure: boolean;
  readonly ssh: boolean;
  readonly read: readonly string[];
  readonly write: readonly string[];
}

/** `--allow` words; throws buildx's refusal. */
export function readAllowed(words: readonly string[]): Entitlements {
  const read: string[] = [];
  const write: string[] = [];
  const plain = new Set<string>();
  for (const word of words) {
    const [key, value] = cut(word, '=');
    if (['network.host', 'security.insecure', 'ssh'].includes(word)) plain.add(word);
    else if (key === 'fs' || key === 'fs.read' || key === 'fs.write') {
      if (key !== 'fs.write') read.push(value);
      if (key !== 'fs.read') write.push(value);
    } else if (!['image', 'image.push', 'image.load', 'device'].includes(key)) {
      throw refusal(`unknown entitlement key ${quote(key)}`);
    }
  }
  return {
    networkHost: plain.has('network.host'),
    insecure: plain.has('security.insecure'),
    ssh: plain.has('ssh'),
    read,
    write,
  };
}

/** What the targets ask for that is not allowed. */
export function missingEntitlements(
  targets: Iterable<Target>,
  allowed: Entitlements,
  process: Process,
): Entitlements {
  const all = [...targets];
  const asked = all.flatMap(({ entitlements = [] }) => entitlements);
  const keys = all.flatMap(({ ssh = [] }) => ssh);
  const read = all.flatMap((target) => [
    ...localPlaces(target),
    ...localCaches(target['cache-from'], 'src'),
    ...(target.secret ?? []).flatMap(({ attributes }) => attributes.get('src') ?? []),
    ...keys.flatMap(({ paths = [] }) => paths),
  ]);
  const write = all.flatMap(({ output = [], 'cache-to': caches }) => [
    ...output
      .filter(({ attributes }) => ['local', 'tar'].includes(attributes.get('type') ?? ''))
      .flatMap(({ attributes }) => attributes.get('dest') ?? [])
      .filter((place) => place !== '-' && place !== ''),
    ...localCaches(caches, 'dest'),
  ]);
  return {
    networkHost: asked.includes('network.host') && !allowed.networkHost,
    insecure: asked.includes('security.insecure') && !allowed.insecure,
    ssh: keys.some(({ paths = [] }) => paths.length === 0) && !allowed.ssh,
    read: missingPaths(read, allowed.read, process),
    write: missingPaths(write, allowed.write, process),
  };
}

function localPlaces({ context = '.', contexts }: Target): readonly string[] {
  return [context, ...(contexts?.values() ?? [])]
    .filter((place) => !isRemote(place) && !/^(?:target:|docker-image:|oci-layout:)/.test(place))
    .map((place) => place.replace(/^cwd:\/\//, ''));
}

function localCaches(entries: Target['cache-from'], attribute: string): readonly string[] {
  return (entries ?? [])
    .filter(({ attributes }) => attributes.get('type') === 'local')
    .flatMap(({ attributes }) => attributes.get(attribute) ?? []);
}

function missingPaths(
  paths: readonly string[],
  allowed: readonly string[],
  process: Process,
): readonly string[] {
  const roots = [process.cwd, ...allowed].map((path) => realPath(path, process));
  const wanted = [...new Set(paths.map((path) => existingPath(path, process)))].sort();
  const missing = wanted.filter((path) => !roots.some((root) => isWithin(path, root)));
  return missing.filter((path) => !missing.some((other) => other !== path && isWithin(path, other)));
}

function isWithin(path: string, parent: string): boolean {
  return path === parent || parent === '/' || path.startsWith(`${parent}/`);
}

function realPath(path: string, { cwd, files }: Process): string {
  const whole = absolutePath(path, cwd);
  try {
    return files.realpath(whole);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return whole;
  }
}

/** The path as far as it is there. */
function existingPath(path: string, process: Process): string {
  let whole = absolutePath(path, process.cwd);
  while (whole !== '/' && !process.files.exists(whole)) whole = whole.replace(/\/[^/]*$/, '') || '/';
  return realPath(whole, process);
}

/** What is asked before such a build; undefined: nothing has to be. `argv`: the whole command's words. */
export function privilegesText(
  { networkHost, insecure, ssh, read, write }: Entitlements,
  words: readonly string[],
  isTerminal: boolean,
): string | undefined {
  const both = read.filter((path) => write.includes(path));
  const lines: (readonly [string, string])[] = [];
  if (networkHost) lines.push([' - Running build containers that can access host network', 'network.host']);
  if (insecure)
    lines.push([' - Running privileged containers that can make system changes', 'security.insecure']);
  if (ssh) lines.push([' - Forwarding default SSH agent socket', 'ssh']);
  for (const path of both) lines.push([` - Read and write access to path ${path}`, `fs=${path}`]);
  for (const path of read.filter((one) => !both.includes(one))) {
    lines.push([` - Read access to path ${path}`, `fs.read=${path}`]);
  }
  for (const path of write.filter((one) => !both.includes(one))) {
    lines.push([` - Write access to path ${path}`, `fs.write=${path}`]);
  }
  if (lines.length === 0) return undefined;
  const flags = lines.map(([, flag]) => `--allow=${flag}`).join(' ');
  const pass = isTerminal
    ? `In order to not see this message in the future pass ${quote(flags)} to grant requested privileges.`
    : `Pass ${quote(flags)} to grant requested privileges.`;
  const at = words.indexOf('bake');
  const command = [...words.slice(0, at + 1), flags, ...words.slice(at + 1)].join(' ');
  return `Your build is requesting privileges for following possibly insecure capabilities:

${lines.map(([line]) => `${line}\n`).join('')}
${pass}

Your full command with requested privileges:

${command}${words.length === at + 1 ? ' ' : ''}

`;
}
