// Which targets are meant, and what each comes to. Source: buildx, bake/bake.go (ReadTargets).
import { refusal } from '../build-options/build-error';
import type { Definition } from './definition';
import { overridden, type Overrides } from './overrides';
import { matchesPattern } from './pattern';
import { mergeTargets, normalized, type Group, type Target } from './target';

/** What is to be built. */
export interface Bake {
  readonly targets: ReadonlyMap<string, Target>;
  readonly groups: ReadonlyMap<string, Group>;
}

/** Resolves names, patterns and groups; throws buildx's refusal. */
export function readTargets(definition: Definition, asked: readonly string[], overrides: Overrides): Bake {
  const names = [
    ...new Set(
      asked.map((name) => name.replaceAll('.', '_')).flatMap((name) => matchNames(definition, name)),
    ),
  ];
  const targets = new Map<string, Target>();
  const groups = new Map<string, Group>();
  for (const name of names) {
    const found = resolveGroup(definition, name, new Map());
    for (const each of found.targets) targets.set(each, resolveTarget(definition, each, overrides));
    for (const each of found.groups) {
      const group = definition.groups.find((one) => one.name === each);
      if (group !== undefined) groups.set(each, group);
    }
  }
  for (const name of names) {
    const group = groups.get('default');
    if (group !== undefined && name === 'default') continue;
    groups.set('default', {
      name: 'default',
      description: group?.description ?? '',
      targets: [...(group?.targets ?? []), name],
    });
  }
  const group = groups.get('default');
  if (group !== undefined) groups.set('default', { ...group, targets: [...new Set(group.targets)].sort() });
  for (const [name, target] of [...targets])
    loadLinks(definition, { name, target, targets, overrides, visited: [] });
  return { targets, groups };
}

function matchNames({ groups, targets }: Definition, pattern: string): readonly string[] {
  if (!/[*?[\]]/.test(pattern)) return [pattern];
  const names = [...groups, ...targets]
    .map(({ name }) => name)
    .filter((name) => matchesPattern(pattern, name));
  if (names.length === 0) throw refusal(`could not find any target matching ${JSON.stringify(pattern)}`);
  return names;
}

interface Found {
  readonly targets: readonly string[];
  readonly groups: readonly string[];
}

function resolveGroup(definition: Definition, name: string, visited: Map<string, Found>): Found {
  const before = visited.get(name);
  if (before !== undefined) return before;
  const group = definition.groups.find((each) => each.name === name);
  if (group === undefined) return { targets: [name], groups: [] };
  visited.set(name, { targets: [], groups: [] });
  const found = group.targets.map((each) => ({ each, ...resolveGroup(definition, each, visited) }));
  const all = {
    targets: [...new Set(found.flatMap(({ each, targets }) => (targets.length > 0 ? targets : [each])))],
    groups: [name, ...found.flatMap(({ groups }) => groups)],
  };
  visited.set(name, all);
  return all;
}

/** A target with what it inherits and what is said over it. */
function resolveTarget(definition: Definition, name: string, overrides: Overrides): Target {
  const target = inherited(definition, name, overrides, new Map()) ?? { name };
  const { dockerfile = '' } = target;
  return {
    ...target,
    inherits: undefined,
    context: target.context ?? '.',
    dockerfile: dockerfile === '' ? 'Dockerfile' : dockerfile,
  };
}

function inherited(
  definition: Definition,
  name: string,
  overrides: Overrides,
  visited: Map<string, Target | undefined>,
): Target | undefined {
  if (visited.has(name)) return visited.get(name);
  visited.set(name, undefined);
  const own = definition.targets.find((each) => each.name === name);
  if (own === undefined) throw refusal(`failed to find target ${name}`);
  let base: Target = { name };
  for (const each of own.inherits ?? []) {
    const parent = inherited(definition, each, overrides, visited);
    if (parent !== undefined) base = mergeTargets(base, parent);
  }
  const target = normalized(overridden(mergeTargets(base, own), overrides.get(name)));
  visited.set(name, target);
  return target;
}

interface Link {
  readonly name: string;
  readonly target: Target;
  readonly targets: Map<string, Target>;
  readonly overrides: Overrides;
  readonly visited: readonly string[];
}

/** Targets that are another's context are built for it, and not kept. */
function loadLinks(definition: Definition, { name, target, targets, overrides, visited }: Link): void {
  const seen = [...visited, name];
  for (const place of target.contexts?.values() ?? []) {
    if (!place.startsWith('target:')) continue;
    const linked = place.slice('target:'.length);
    if (linked === name) throw refusal(`target ${linked} cannot link to itself`);
    if (seen.includes(linked)) throw refusal(`infinite loop from ${name} to ${linked}`);
    const known = targets.get(linked);
    const found = known ?? {
      ...resolveTarget(definition, linked, overrides),
      output: [{ kind: 'output', attributes: new Map([['type', 'cacheonly']]) } as const],
    };
    if (known === undefined) targets.set(linked, found);
    loadLinks(definition, { name: linked, target: found, targets, overrides, visited: seen });
    const [wanted = [], there = []] = [target.platforms, found.platforms];
    if (wanted.length > 1 && there.length > 1 && !wanted.every((each) => there.includes(each))) {
      throw refusal(
        `target ${linked} can't be used by ${name} because its platforms [${wanted.join(' ')}] are not a subset of [${there.join(' ')}]`,
      );
    }
  }
}
