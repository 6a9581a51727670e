import type { SourceRange } from '../dockerfile';
import { filesKey, type Attempt, type Attempts } from './attempts';
import { selectionDifferences } from './files';
import type { Ingredients, Origin } from './ingredients';
import type { ProgressTeller } from './progress-teller';
import type { Snapshot } from './snapshot';
import { StepError, type Solver, type VertexState } from './solver';
import type { StageSteps } from './stage-steps';
import type { BuildVerdict, MissReason, Verdict } from './verdict';
import type { BuildVertex, Graph, Step } from './vertex';

/** A build of which it is asked why. */
export interface ExplainedBuild {
  readonly graph: Graph;
  readonly solver: Solver;
  readonly attempts: Attempts;
  /** Its number among the builds. */
  readonly number: number;
  readonly progress: ProgressTeller;
}

/** What became of a stage's steps, and why. */
export function verdictsOfStage(stage: StageSteps, build: ExplainedBuild): readonly BuildVerdict[] {
  const { from, instructions, resolved } = stage;
  const { index, from: written } = resolved.stage;
  const steps: { readonly step: Step; readonly range: SourceRange }[] = [
    ...(from === undefined ? [] : [{ step: from, range: written.range }]),
    ...instructions.flatMap(({ step, instruction }) =>
      step === undefined ? [] : [{ step, range: instruction.range }],
    ),
  ];
  return steps.map(({ step, range }): BuildVerdict => {
    const vertex = build.graph.vertexOf(step);
    if (vertex === undefined) {
      return {
        name: step.name,
        vertex: undefined,
        stage: index,
        range,
        verdict: { kind: 'not-needed' },
        tookMs: 0,
        layerBytes: undefined,
        isFailed: false,
        tree: undefined,
        treeBefore: undefined,
        diffIds: [],
      };
    }
    const { name, digest } = vertex;
    const verdict = verdictOf(vertex, build);
    return {
      name,
      vertex: digest,
      stage: index,
      range,
      verdict,
      tookMs: timeOf(vertex, verdict, build),
      ...resultOf(vertex, build),
    };
  });
}

/** What a step gave. */
function resultOf(
  vertex: BuildVertex,
  { solver }: ExplainedBuild,
): Pick<BuildVerdict, 'layerBytes' | 'isFailed' | 'tree' | 'treeBefore' | 'diffIds'> {
  const { solved, hit, error } = solver.stateOf(vertex);
  const snapshot = solved?.snapshot ?? hit?.snapshot;
  const layers = layersHere(snapshot);
  const parent = parentOf(vertex);
  const before = parent && solver.stateOf(parent);
  return {
    layerBytes: layers?.reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0),
    isFailed: error !== undefined,
    tree: error instanceof StepError ? error.tree : snapshot?.tree,
    treeBefore: snapshot?.below?.tree ?? before?.solved?.snapshot.tree ?? before?.hit?.snapshot.tree,
    diffIds: layers?.map(({ diffId }) => diffId) ?? [],
  };
}

/** Layers are not made for this: that would cost more than the build. */
function layersHere(snapshot: Snapshot | undefined): Snapshot['imageLayers'] {
  if (snapshot?.imageLayers !== undefined) return snapshot.imageLayers;
  return snapshot?.packed === undefined ? undefined : [snapshot.packed];
}

function timeOf({ digest, inputs, operation }: BuildVertex, verdict: Verdict, build: ExplainedBuild): number {
  if (verdict.kind !== 'ran') return 0;
  const { startedMs, completedMs } = build.progress.vertex(digest) ?? {};
  const own = startedMs === undefined || completedMs === undefined ? 0 : completedMs - startedMs;
  const copy = operation.kind === 'merge' ? inputs.at(-1)?.node : undefined;
  return own + (copy === undefined ? 0 : timeOf(copy, verdict, build));
}

function verdictOf(vertex: BuildVertex, build: ExplainedBuild): Verdict {
  const state = build.solver.stateOf(vertex);
  // What `--link` does is two vertices: the copy tells why, unless only what it is laid on has changed.
  const copy = vertex.operation.kind === 'merge' ? vertex.inputs.at(-1)?.node : undefined;
  if (copy !== undefined) {
    const own = verdictOf(copy, build);
    if (own.kind === 'ran') return own;
  }
  switch (state.fate) {
    case 'hit':
      return { kind: 'hit' };
    case 'executed':
    case 'failed':
      return { kind: 'ran', reason: reasonFor(vertex, state, build) };
    case 'unknown':
      // Of an image often nothing but its name is looked at.
      return state.decision === 'hit' ? { kind: 'hit' } : { kind: 'not-reached' };
  }
}

function reasonFor(vertex: BuildVertex, state: VertexState, build: ExplainedBuild): MissReason {
  if (vertex.cacheFlag !== undefined) return { kind: 'flag', flag: vertex.cacheFlag };
  const { attempts, number } = build;
  const { origin } = state;
  const before = state.keys.flatMap((key) => attempts.before(key, number) ?? [])[0];
  if (before !== undefined) return { kind: before.isFailed ? 'failed-before' : 'pruned' };
  if (origin === undefined) return { kind: 'first-build' };
  const parent = parentOf(vertex);
  const parentRan = parent !== undefined && ran(parent, build);
  if (vertex.operation.kind === 'merge' && parentRan)
    return { kind: 'parent', step: parent.name, vertex: parent.digest };
  if (vertex.operation.kind === 'image') return imageReason(vertex.ingredients, build);
  const now = { ingredients: vertex.ingredients, origin };
  const [near] = nearest(attempts.sameParent(now, number), now);
  if (near !== undefined) return ownDifference(near, now) ?? { kind: 'first-build' };
  const [same] = nearest(attempts.sameButParent(now, number), now);
  if (same !== undefined && parent !== undefined) return parentReason(parent, parentRan, same, build);
  // Neither what it stands on nor the step itself is as it was: its own difference, if it has one, says more.
  const [like] = nearest(
    attempts
      .inStage(vertex.ingredients, number)
      .filter(({ ingredients }) => isLike(ingredients, vertex.ingredients)),
    now,
  );
  if (like === undefined) return { kind: 'first-build' };
  return (
    ownDifference(like, now) ??
    (parent === undefined ? { kind: 'first-build' } : parentReason(parent, parentRan, like, build))
  );
}

/** Whether one may be another version of the other: the same text, or the same instruction at the same place. */
function isLike(one: Ingredients, other: Ingredients): boolean {
  return (
    one.text === other.text || (one.instruction === other.instruction && one.position === other.position)
  );
}

/** The step that this one stands on. */
function parentOf({ inputs }: BuildVertex): BuildVertex | undefined {
  const [first] = inputs;
  return first?.selectors === undefined ? first?.node : undefined;
}

function ran(vertex: BuildVertex, { solver }: ExplainedBuild): boolean {
  return solver.stateOf(vertex).fate === 'executed';
}

function parentReason(
  parent: BuildVertex,
  parentRan: boolean,
  before: Attempt,
  { attempts, number }: ExplainedBuild,
): MissReason {
  if (parentRan) return { kind: 'parent', step: parent.name, vertex: parent.digest };
  const [old] = before.origin.parentKeys.flatMap((key) => attempts.before(key, number) ?? []);
  return {
    kind: 'setting',
    name: 'step before it',
    before: old?.ingredients.text,
    after: parent.ingredients.text,
  };
}

function imageReason(ingredients: Ingredients, { attempts, number }: ExplainedBuild): MissReason {
  const { image, text } = ingredients;
  const earlier = attempts
    .inStage(ingredients, number)
    .filter(({ ingredients: { instruction } }) => instruction === 'FROM');
  const same = earlier.find(({ ingredients: old }) => old.image?.reference === image?.reference)?.ingredients;
  if (image !== undefined && same?.image !== undefined && same.image.digest !== image.digest) {
    const { reference, digest } = image;
    return { kind: 'base-image', reference, before: same.image.digest, after: digest };
  }
  const [other] = earlier;
  if (other === undefined || other.ingredients.text === text) return { kind: 'first-build' };
  return { kind: 'instruction', before: other.ingredients.text, after: text };
}

/**
 * The likeliest to be the same step in an earlier version first: where only one of what it does and its files differs,
 * so that undoing that makes it hit again; then the same kind of instruction, in the same stage; then the last one.
 */
function nearest(
  attempts: readonly Attempt[],
  { ingredients: { stage, instruction }, origin }: Pick<Attempt, 'ingredients' | 'origin'>,
): readonly Attempt[] {
  const likeness = ({ ingredients, origin: old }: Attempt): number =>
    (old.definition === origin.definition || filesKey(old) === filesKey(origin) ? 4 : 0) +
    (ingredients.instruction === instruction ? 2 : 0) +
    (ingredients.stage === stage ? 1 : 0);
  return [...attempts].sort((a, b) => likeness(b) - likeness(a));
}

/** The first thing of the step itself that differs. */
function ownDifference(
  before: Pick<Attempt, 'ingredients' | 'origin'>,
  now: Pick<Attempt, 'ingredients' | 'origin'>,
): MissReason | undefined {
  const [old, fresh] = [before.ingredients, now.ingredients];
  const isOtherText = old.text !== fresh.text;
  const text = ({ text: shown, settings }: Ingredients): string =>
    isOtherText ? shown : (settings.get('command') ?? shown);
  const otherInstruction: MissReason = { kind: 'instruction', before: text(old), after: text(fresh) };
  const isOtherDefinition = before.origin.definition !== now.origin.definition;
  if (isOtherDefinition) {
    // RUN is shown with its variables filled in; what counts is the command as it is written.
    const isRun = old.instruction === 'RUN' && fresh.instruction === 'RUN';
    const isOtherCommand = old.settings.get('command') !== fresh.settings.get('command');
    if (isRun ? isOtherCommand : isOtherText) return otherInstruction;
  }
  const changed =
    changeIn('argument', old.arguments, fresh.arguments) ??
    changeIn('environment', old.environment, fresh.environment) ??
    changeIn('setting', old.settings, fresh.settings);
  if (changed !== undefined) return asReason(changed);
  return fileReason(before.origin, now.origin) ?? (isOtherDefinition ? otherInstruction : undefined);
}

interface Change {
  readonly kind: string;
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

function asReason({ kind, name, before, after }: Change): MissReason {
  if (kind === 'argument') return { kind, name, before, after };
  if (kind === 'environment') return { kind, name, before, after };
  return { kind: 'setting', name, before, after };
}

function changeIn(
  kind: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Change | undefined {
  for (const name of new Set([...after.keys(), ...before.keys()])) {
    if (before.get(name) !== after.get(name))
      return { kind, name, before: before.get(name), after: after.get(name) };
  }
  return undefined;
}

function fileReason(before: Origin, now: Origin): MissReason | undefined {
  for (const [index, { from, selection }] of now.files.entries()) {
    const old = before.files[index]?.selection;
    if (old === undefined || old.key === selection.key) continue;
    const [difference, ...others] = selectionDifferences(old, selection);
    if (difference !== undefined) return { kind: 'file', from, difference, more: others.length };
  }
  return undefined;
}
