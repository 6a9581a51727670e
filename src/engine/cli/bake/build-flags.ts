// A target as the words of `docker build`. Source: buildx, bake/bake.go (toBuildOpt).
import { refusal } from '../build-options/build-error';
import { isRemote } from '../build-options/sources';
import { parseRamSize, ValueError } from '../../units';
import { entryText, type TargetEntry } from './entries';
import type { Target } from './target';

/** The target with its context as it is built from; throws buildx's refusal of what no bake takes. */
export function withCleanContext(target: Target): Target {
  const { context = '.', dockerfile } = target;
  if (context === '-') throw refusal('context from stdin not allowed in bake');
  if (dockerfile === '-') throw refusal('dockerfile from stdin not allowed in bake');
  const shmSize = target['shm-size'];
  if (shmSize !== undefined) checkSize(shmSize);
  return { ...target, context: isRemote(context) ? context : cleanPath(context.replace(/^cwd:\/\//, '')) };
}

function checkSize(text: string): void {
  try {
    parseRamSize(text);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw refusal(`invalid value ${text} for membytes key shm-size`);
  }
}

/** Source: Go, path.Clean. */
function cleanPath(path: string): string {
  const isAbsolute = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!isAbsolute) kept.push(part);
  }
  const text = kept.join('/');
  return isAbsolute ? `/${text}` : text === '' ? '.' : text;
}

/** Flags and the context. */
export function buildWords(target: Target): readonly string[] {
  const { context = '.', dockerfile = 'Dockerfile' } = target;
  const linked = [...(target.contexts ?? [])].find(([, place]) => place.startsWith('target:'));
  if (linked !== undefined) {
    throw refusal(
      `a target as the context of another (${linked[0]} = ${linked[1]}) is not modelled here; a real bake builds it first`,
    );
  }
  const path = dockerfile.replace(/^cwd:\/\//, '');
  const isElsewhere = path.startsWith('/') || dockerfile.startsWith('cwd://') || isRemote(path);
  const each = (flag: string, values: Iterable<string> = []): readonly string[] =>
    [...values].map((value) => `--${flag}=${value}`);
  const pairs = (
    flag: string,
    map: ReadonlyMap<string, string> = new Map<string, string>(),
  ): readonly string[] =>
    each(
      flag,
      [...map].map(([key, value]) => `${key}=${value}`),
    );
  const entries = (flag: string, list: readonly TargetEntry[] = []): readonly string[] =>
    each(flag, list.map(entryText));
  const one = (flag: string, value: string | boolean | undefined): readonly string[] =>
    value === undefined || value === '' ? [] : [`--${flag}=${value}`];
  return [
    ...(target['dockerfile-inline'] === undefined
      ? one('file', isElsewhere ? path : cleanPath(`${context}/${path}`))
      : []),
    ...pairs(
      'build-context',
      new Map([...(target.contexts ?? [])].map(([name, place]) => [name, place.replace(/^cwd:\/\//, '')])),
    ),
    ...pairs('build-arg', target.args),
    ...pairs('label', target.labels),
    ...each('tag', target.tags),
    ...each('platform', target.platforms),
    ...each('annotation', target.annotations),
    // Of attestations of one type the last counts.
    ...entries('attest', [...(target.attest ?? [])].reverse()),
    ...entries('cache-from', target['cache-from']),
    ...entries('cache-to', target['cache-to']),
    ...entries('secret', target.secret),
    ...entries('ssh', target.ssh),
    ...entries('output', target.output),
    ...one('target', target.target),
    ...one('no-cache', target['no-cache']),
    ...each('no-cache-filter', target['no-cache-filter']),
    ...one('pull', target.pull),
    ...one('network', target.network),
    ...one('shm-size', target['shm-size']),
    ...each('ulimit', target.ulimits),
    ...each('allow', target.entitlements),
    ...pairs('add-host', target['extra-hosts']),
    ...one('call', target.call),
    '--',
    context,
  ];
}
