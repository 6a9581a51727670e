// --set and the flags that stand for it. Source: buildx, bake/bake.go (newOverrides, AddOverrides).
import { parseBool, ValueError } from '../../units';
import { refusal } from '../build-options/build-error';
import { cut } from '../run-options/cut';
import { mergeEntries, readEntry, type EntryKind, type TargetEntry } from './entries';
import { ConversionError } from './hcl/values';
import { matchesPattern } from './pattern';
import type { Target } from './target';

interface Override {
  readonly value: string;
  readonly values: readonly string[];
  readonly appends: boolean;
}

/** What is said over each target, by its name and then by key. */
export type Overrides = ReadonlyMap<string, ReadonlyMap<string, Override>>;

const lists = new Set([
  'output', 'cache-to', 'cache-from', 'tags', 'platform', 'secrets', 'ssh', 'attest', 'entitlements', 'network',
  'annotations', 'policy',
]); // prettier-ignore

/** Reads `pattern.key=value` words; throws buildx's refusal. */
export function readOverrides(
  words: readonly string[],
  targets: readonly Target[],
  environment: (name: string) => string | undefined,
): Overrides {
  const all = new Map<string, Map<string, Override>>();
  for (const word of words) {
    const [left, given, hasValue] = cut(word, '=');
    const path = left.replace(/\+$/, '');
    const [pattern = '', key, ...rest] = path.split('.');
    if (key === undefined) throw refusal(`invalid override key ${path}, expected target.name`);
    if (!hasValue && key !== 'args') {
      throw refusal(`invalid override ${word}, expected target.name=value`);
    }
    const names = expand(pattern, targets);
    const third = rest.length === 0 ? undefined : rest.join('.');
    if ((key === 'args' || key === 'contexts') && third === undefined) {
      throw refusal(`invalid key ${left}, ${key} requires name`);
    }
    const value = hasValue ? given : environment(third ?? '');
    if (value === undefined) continue;
    for (const name of names) {
      const own = all.get(name) ?? new Map<string, Override>();
      all.set(name, own);
      const full = third === undefined ? key : `${key}.${third}`;
      const before = own.get(full)?.values ?? [];
      own.set(full, {
        value: lists.has(key) ? '' : value,
        values: lists.has(key) ? [...before, value] : [],
        appends: left.endsWith('+'),
      });
    }
  }
  return all;
}

function expand(pattern: string, targets: readonly Target[]): readonly string[] {
  if (targets.some(({ name }) => name === pattern)) return [pattern];
  const names = targets.map(({ name }) => name).filter((name) => matchesPattern(pattern, name));
  if (names.length === 0) throw refusal(`could not find any target matching '${pattern}'`);
  return names;
}

/** The target with what is said over it; throws buildx's refusal. */
export function overridden(target: Target, overrides: ReadonlyMap<string, Override> | undefined): Target {
  return [...(overrides ?? [])].reduce<Target>((one, [key, override]) => applied(one, key, override), target);
}

function applied(target: Target, path: string, override: Override): Target {
  const [key, name, hasName] = cut(path, '.');
  const { value, values, appends } = override;
  const texts = (before: readonly string[] | undefined): readonly string[] =>
    appends ? [...(before ?? []), ...values] : values;
  switch (key) {
    case 'context':
    case 'dockerfile':
    case 'target':
    case 'call':
    case 'network':
    case 'shm-size':
      return { ...target, [key]: value };
    case 'args':
    case 'contexts':
    case 'labels':
    case 'extra-hosts':
      if (!hasName) throw refusal(`invalid format for ${key}, expecting ${key}.${placeholder(key)}`);
      return { ...target, [key]: new Map([...(target[key] ?? []), [name, value]]) };
    case 'tags':
      return { ...target, tags: texts(target.tags) };
    case 'platform':
      return { ...target, platforms: texts(target.platforms) };
    // Of these two the real one reads the value where it does not put it: nothing stays.
    case 'no-cache-filter':
    case 'ulimits':
      return { ...target, [key]: appends ? target[key] : [] };
    case 'entitlements':
    case 'annotations':
      return { ...target, [key]: [...(target[key] ?? []), ...values] };
    case 'cache-from':
    case 'cache-to':
      return { ...target, [key]: entries('cache', values, appends ? target[key] : undefined) };
    case 'secrets':
      return { ...target, secret: entries('secret', values, appends ? target.secret : undefined, 'outputs') };
    case 'ssh':
      return { ...target, ssh: entries('ssh', values, appends ? target.ssh : undefined, 'outputs') };
    case 'output':
      return { ...target, output: entries('output', values, appends ? target.output : undefined, 'outputs') };
    case 'attest':
      return { ...target, attest: entries('attest', values, target.attest, 'attest') };
    case 'no-cache':
    case 'pull':
      return { ...target, [key]: boolOf(key, value) };
    case 'push':
      return { ...target, output: boolOf(key, value) ? pushed(target.output) : notPushed(target.output) };
    case 'load':
      return boolOf(key, value) ? { ...target, output: loaded(target.output) } : target;
    case 'policy':
      throw refusal('policies are not modelled here: the real one checks the sources of a build by rules');
    default:
      throw refusal(`unknown key: ${key}`);
  }
}

function placeholder(key: string): string {
  return key === 'extra-hosts' ? '<hostname>=<ip>' : '<name>=<value>';
}

function entries(
  kind: EntryKind,
  words: readonly string[],
  before: readonly TargetEntry[] | undefined,
  what = '',
): readonly TargetEntry[] | undefined {
  try {
    const read = words.filter((word) => word !== '').map((word) => readEntry(kind, word));
    return mergeEntries(before, read);
  } catch (error) {
    if (!(error instanceof ConversionError) && !(error instanceof ValueError)) throw error;
    throw refusal(what === '' ? error.message : `invalid value for ${what}: ${error.message}`);
  }
}

function boolOf(key: string, value: string): boolean {
  try {
    return parseBool(value);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw refusal(`invalid value ${value} for boolean key ${key}`);
  }
}

function output(type: string, more: readonly (readonly [string, string])[] = []): TargetEntry {
  return { kind: 'output', attributes: new Map([['type', type], ...more]) };
}

function typeOf({ attributes }: TargetEntry): string {
  return attributes.get('type') ?? '';
}

function withPush(entry: TargetEntry, push: string): TargetEntry {
  return typeOf(entry) === 'image'
    ? { ...entry, attributes: new Map([...entry.attributes, ['push', push]]) }
    : entry;
}

function pushed(outputs: readonly TargetEntry[] = []): readonly TargetEntry[] {
  const all = outputs.map((entry) => withPush(entry, 'true'));
  return all.every((entry) => typeOf(entry) === 'docker')
    ? [...all, output('image', [['push', 'true']])]
    : all;
}

function notPushed(outputs: readonly TargetEntry[] | undefined): readonly TargetEntry[] | undefined {
  return outputs?.filter((entry) => typeOf(entry) !== 'registry').map((entry) => withPush(entry, 'false'));
}

function loaded(outputs: readonly TargetEntry[] = []): readonly TargetEntry[] {
  for (const entry of outputs) {
    const type = typeOf(entry);
    if (type === 'docker' && (entry.attributes.get('dest') ?? '') === '') return outputs;
    if (!['docker', 'image', 'registry', 'oci'].includes(type)) return outputs;
  }
  return [...outputs, output('docker')];
}
