// What a target says of a build. Source: buildx, bake/bake.go (Target, Merge, normalize).
import { mergeEntries, type TargetEntry } from './entries';

type Texts = readonly string[] | undefined;
type TextMap = ReadonlyMap<string, string> | undefined;
type Entries = readonly TargetEntry[] | undefined;

export interface Target {
  readonly name: string;
  readonly description?: string | undefined;
  readonly inherits?: Texts;
  readonly annotations?: Texts;
  readonly attest?: Entries;
  readonly context?: string | undefined;
  readonly contexts?: TextMap;
  readonly dockerfile?: string | undefined;
  readonly 'dockerfile-inline'?: string | undefined;
  readonly args?: TextMap;
  readonly labels?: TextMap;
  readonly tags?: Texts;
  readonly 'cache-from'?: Entries;
  readonly 'cache-to'?: Entries;
  readonly target?: string | undefined;
  readonly secret?: Entries;
  readonly ssh?: Entries;
  readonly platforms?: Texts;
  readonly output?: Entries;
  readonly pull?: boolean | undefined;
  readonly 'no-cache'?: boolean | undefined;
  readonly network?: string | undefined;
  readonly 'no-cache-filter'?: Texts;
  readonly 'shm-size'?: string | undefined;
  readonly ulimits?: Texts;
  readonly call?: string | undefined;
  readonly entitlements?: Texts;
  readonly 'extra-hosts'?: TextMap;
}

export interface Group {
  readonly name: string;
  readonly description: string;
  readonly targets: readonly string[];
}

/** A target with what another says over it: most of it replaces, some of it is added. */
export function mergeTargets(target: Target, over: Target): Target {
  return {
    ...target,
    ...defined(over),
    name: target.name,
    description: over.description === '' ? target.description : (over.description ?? target.description),
    inherits: added(target.inherits, over.inherits),
    args: mergeMaps(target.args, over.args),
    contexts: mergeMaps(target.contexts, over.contexts),
    labels: mergeMaps(target.labels, over.labels),
    'extra-hosts': mergeMaps(target['extra-hosts'], over['extra-hosts']),
    annotations: added(target.annotations, over.annotations),
    'no-cache-filter': added(target['no-cache-filter'], over['no-cache-filter']),
    ulimits: added(target.ulimits, over.ulimits),
    entitlements: added(target.entitlements, over.entitlements),
    attest: mergeEntries(target.attest, over.attest),
    secret: mergeEntries(target.secret, over.secret),
    ssh: mergeEntries(target.ssh, over.ssh),
    'cache-from': mergeEntries(target['cache-from'], over['cache-from']),
  };
}

function defined(target: Target): Partial<Target> {
  return Object.fromEntries(Object.entries(target).filter(([, value]) => value !== undefined));
}

function added(before: Texts, more: Texts): Texts {
  return before === undefined && more === undefined ? undefined : [...(before ?? []), ...(more ?? [])];
}

function mergeMaps(before: TextMap, more: TextMap): TextMap {
  return before === undefined && more === undefined
    ? undefined
    : new Map([...(before ?? []), ...(more ?? [])]);
}

/** Without what is said twice, or empty. */
export function normalized(target: Target): Target {
  const entitlements = [
    ...(target.entitlements ?? []),
    ...(target.network === 'host' ? ['network.host'] : []),
  ];
  const contexts = [...(target.contexts ?? [])].filter(([, place]) => place !== '');
  return {
    ...target,
    annotations: unique(target.annotations),
    tags: unique(target.tags),
    platforms: unique(target.platforms),
    'no-cache-filter': unique(target['no-cache-filter']),
    ulimits: unique(target.ulimits),
    entitlements: unique(entitlements),
    contexts: contexts.length === 0 ? undefined : new Map(contexts),
    output: mergeEntries(target.output, undefined),
    'cache-to': mergeEntries(target['cache-to'], undefined),
  };
}

function unique(texts: Texts): Texts {
  return texts === undefined ? undefined : [...new Set(texts)].filter((text) => text !== '');
}
