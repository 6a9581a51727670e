import { analyse } from './analysis';
import type { Stage } from './dockerfile';
import type { SourceRange } from './dockerfile-error';
import type { ArgInstruction } from './instructions';
import type { Mount } from './mounts';
import { resolveStages } from './resolve-stages';
import type { Analysis, AnalysisOptions } from './trace';
import { expandWord } from './words';

/** A build argument that a target takes. */
export interface OutlineArgument {
  readonly name: string;
  /** The value that it has in this build; empty when it has none. */
  readonly value: string;
  readonly description: string;
  readonly range: SourceRange;
}

/** A secret or an ssh agent that steps ask for. */
export interface OutlineMount {
  readonly name: string;
  readonly isRequired: boolean;
  readonly range: SourceRange;
}

/** What the build of a target takes. */
export interface Outline {
  /** The target's name and description; empty where it has none. */
  readonly name: string;
  readonly description: string;
  /** By line, as are secrets and agents. */
  readonly args: readonly OutlineArgument[];
  readonly secrets: readonly OutlineMount[];
  readonly agents: readonly OutlineMount[];
}

/**
 * What a target and the stages that it needs take: build arguments, secrets, ssh agents. Throws the DockerfileError
 * that would stop a build before it runs anything. Source: BuildKit dockerfile2llb/outline.go.
 */
export function outlineDockerfile(text: string, options: AnalysisOptions = {}): Outline {
  const analysis = analyse(text, options);
  const { dockerfile, error } = analysis;
  if (error !== undefined) throw error;
  if (dockerfile === undefined) throw new TypeError('what has no error has been understood');
  const { stages, targetIndex, dependencies } = resolveStages(dockerfile, options);
  const global = globalArguments(dockerfile.globalArgs, analysis, options);
  const args = new Map<string, OutlineArgument>();
  const secrets = new Map<string, OutlineMount>();
  const agents = new Map<string, OutlineMount>();
  const visited = new Set<number>();
  const visit = (index: number): void => {
    const resolved = stages[index];
    if (resolved === undefined || visited.has(index)) return;
    visited.add(index);
    addMissing(args, stageArguments(resolved.stage, global, analysis, options));
    for (const { instruction, expanded = instruction } of analysis.steps.filter(
      ({ stage }) => stage.index === index,
    )) {
      if (expanded.name !== 'RUN') continue;
      const { mounts = [], range } = expanded;
      addMissing(secrets, mounts.filter(({ type }) => type === 'secret').map(asOutlined(secretName, range)));
      addMissing(agents, mounts.filter(({ type }) => type === 'ssh').map(asOutlined(agentName, range)));
    }
    if (resolved.base.kind === 'stage') visit(resolved.base.index);
    for (const dependency of dependencies.get(index) ?? []) visit(dependency.index);
  };
  visit(targetIndex);
  const target = dockerfile.stages[targetIndex];
  return {
    name: target?.name ?? '',
    description: target?.from.description ?? '',
    args: byLine(args),
    secrets: byLine(secrets),
    agents: byLine(agents),
  };
}

/** An ARG before the first FROM, and the arguments that its default is made of. */
interface GlobalArgument extends OutlineArgument {
  readonly uses: readonly string[];
}

function globalArguments(
  instructions: readonly ArgInstruction[],
  { froms, dockerfile }: Analysis,
  { buildArgs = {} }: AnalysisOptions,
): ReadonlyMap<string, GlobalArgument> {
  const variables = froms[0]?.global.variables ?? new Map<string, string>();
  return new Map(
    instructions.flatMap(({ declarations, range }) =>
      declarations.map(({ key, value, description }): [string, GlobalArgument] => {
        const isGiven = value === undefined || Object.hasOwn(buildArgs, key);
        const uses = isGiven ? [] : expandWord(value, variables, dockerfile?.escape ?? '\\').matched;
        return [key, { name: key, value: variables.get(key) ?? '', description, range, uses }];
      }),
    ),
  );
}

/** The arguments of one stage: those that its FROM uses, and those that it declares. */
function stageArguments(
  stage: Stage,
  global: ReadonlyMap<string, GlobalArgument>,
  { froms, steps }: Analysis,
  { buildArgs = {} }: AnalysisOptions,
): readonly OutlineArgument[] {
  const found = new Map<string, OutlineArgument>();
  const used = new Set<string>();
  const use = (name: string): void => {
    if (used.has(name)) return;
    used.add(name);
    const argument = global.get(name);
    if (argument === undefined) return;
    found.set(name, argument);
    argument.uses.forEach(use);
  };
  for (const { image, platform } of froms.filter((from) => from.stage.index === stage.index)) {
    [...image.matched, ...(platform?.matched ?? [])].forEach(use);
  }
  for (const { instruction, expanded } of steps.filter((step) => step.stage.index === stage.index)) {
    if (instruction.name !== 'ARG' || expanded?.name !== 'ARG') continue;
    for (const [index, { key, value, description }] of expanded.declarations.entries()) {
      const isOwn = instruction.declarations[index]?.value !== undefined || Object.hasOwn(buildArgs, key);
      const isInherited = !isOwn && value !== undefined;
      use(key);
      if (!isInherited) {
        found.set(key, { name: key, value: value ?? '', description, range: instruction.range });
      }
    }
  }
  return [...found.values()];
}

function secretName({ id, source, target }: Mount): string {
  return source || id || (target.split('/').at(-1) ?? '');
}

function agentName({ id }: Mount): string {
  return id || 'default';
}

function asOutlined(nameOf: (mount: Mount) => string, range: SourceRange) {
  return (mount: Mount): OutlineMount => ({ name: nameOf(mount), isRequired: mount.isRequired, range });
}

function addMissing<Item extends { readonly name: string }>(
  items: Map<string, Item>,
  more: readonly Item[],
): void {
  for (const item of more) if (!items.has(item.name)) items.set(item.name, item);
}

function byLine<Item extends { readonly range: SourceRange }>(
  items: ReadonlyMap<string, Item>,
): readonly Item[] {
  return [...items.values()].sort((one, other) => one.range.startLine - other.range.startLine);
}
