import type { Task } from '../kernel';
import { until, WaitQueue } from '../kernel';
import { digestOfText } from '../oci';
import type { Selection, Selector } from './files';
import type { Origin } from './ingredients';
import { BuildError } from './result';
import type { Snapshot } from './snapshot';
import type { CachedStep, InputKey, StepCache } from './step-cache';
import type { BuildVertex } from './vertex';

/** What of a step went wrong; `cacheKey`: before it ran, when its key was made. */
export class StepError extends Error {
  override readonly name = 'StepError';

  constructor(
    message: string,
    /** Which of BuildKit's two ways to a cache key failed: by what a step says, or by the content it uses. */
    readonly cacheKey?: 'loaded' | 'computed',
    /** The files as the step left them, where it came so far. */
    readonly tree?: Snapshot['tree'],
  ) {
    super(message);
  }
}

/** What a step gives when it is executed. */
export interface Executed {
  readonly snapshot: Snapshot;
  /** What selections are made from, where that is not the snapshot's own tree (contexts). */
  readonly hashed?: Snapshot['tree'];
}

/** What the solver has done by others. */
export interface SolverHands {
  background(name: string, task: Task<void>): { cancel(): void };
  /** The keys that a vertex without inputs is known by; undefined: only when it has been executed (contexts). */
  rootKeys(vertex: BuildVertex): Task<readonly string[] | undefined>;
  /** What is selected of a result. Throws a StepError. */
  select(selector: Selector, from: Solved): Selection;
  execute(vertex: BuildVertex, inputs: readonly Solved[]): Task<Executed>;
  /** Keeps a result; gives it back as it is kept. */
  keep(vertex: BuildVertex, key: string, executed: Executed, inputs: readonly Solved[]): CachedStep;
  newKey(): string;
  /** The step's result comes from the cache: it is read (`isLoaded`) or only known to be there. */
  hit(vertex: BuildVertex, step: CachedStep, isLoaded: boolean): void;
  /** Only the second of its keys was of use. */
  secondKeyUsed(vertex: BuildVertex): void;
  failed(vertex: BuildVertex, error: StepError): void;
}

/** A vertex' result, at hand. */
export interface Solved {
  readonly snapshot: Snapshot;
  readonly hashed: Snapshot['tree'];
  readonly step: CachedStep;
  readonly keys: readonly string[];
}

/** What became of a vertex. */
export type Fate = 'unknown' | 'hit' | 'executed' | 'failed';

/** A vertex while it is solved. */
export class VertexState {
  /** Undecided until it is known whether the cache has it. */
  decision: 'undecided' | 'hit' | 'miss' = 'undecided';
  keys: readonly string[] = [];
  hit: CachedStep | undefined;
  solved: Solved | undefined;
  isWanted = false;
  isStarted = false;
  fate: Fate = 'unknown';
  error: unknown;
  /** Known when it is decided: what it was looked up by. */
  origin: Origin | undefined;
  readonly changed = new WaitQueue();
  readonly slowKeys = new Map<number, InputKey>();
  readonly selections = new Map<number, readonly Selection[]>();

  constructor(readonly vertex: BuildVertex) {}
}

/**
 * Finds out, vertex by vertex from the last one back, what the cache has, and executes the rest, side by side where
 * nothing stands between. A step is looked up by its definition first, then by the content of what it uses of its
 * inputs, which therefore have to be there. Source: BuildKit solver/edge.go.
 */
export class Solver {
  readonly #states = new Map<string, VertexState>();
  readonly #threads: { cancel(): void }[] = [];
  readonly #over = new WaitQueue();
  #failure: { readonly error: unknown } | undefined;

  constructor(
    readonly cache: StepCache,
    readonly hands: SolverHands,
  ) {}

  stateOf(vertex: BuildVertex): VertexState {
    const known = this.#states.get(vertex.digest);
    if (known !== undefined) return known;
    const state = new VertexState(vertex);
    this.#states.set(vertex.digest, state);
    return state;
  }

  /** The results of these vertices. Throws the first step's StepError; what still runs is ended then. */
  *solve(targets: readonly BuildVertex[]): Task<readonly Solved[]> {
    try {
      const states = targets.map((target) => this.#want(target));
      yield* until(
        this.#over,
        () => this.#failure !== undefined || states.every(({ solved }) => solved !== undefined),
      );
      if (this.#failure !== undefined) throw this.#failure.error;
      return states.flatMap(({ solved }) => solved ?? []);
    } finally {
      for (const thread of this.#threads) thread.cancel();
    }
  }

  #start(vertex: BuildVertex): VertexState {
    const state = this.stateOf(vertex);
    if (state.isStarted) return state;
    state.isStarted = true;
    this.#threads.push(this.hands.background(vertex.name, this.#live(state)));
    return state;
  }

  #want(vertex: BuildVertex): VertexState {
    const state = this.#start(vertex);
    if (!state.isWanted) {
      state.isWanted = true;
      state.changed.wakeAll();
    }
    return state;
  }

  *#live(state: VertexState): Task<void> {
    try {
      yield* this.#decide(state);
      state.changed.wakeAll();
      yield* until(state.changed, () => state.isWanted);
      yield* this.#obtain(state);
      state.changed.wakeAll();
    } catch (error) {
      const problem = error instanceof BuildError ? new StepError(error.message) : error;
      state.fate = 'failed';
      state.error = problem;
      if (problem instanceof StepError && this.#failure === undefined)
        this.hands.failed(state.vertex, problem);
      this.#failure ??= { error: problem };
    }
    this.#over.wakeAll();
  }

  /** Finds out whether the cache has it. */
  *#decide(state: VertexState): Task<void> {
    const { vertex } = state;
    if (vertex.inputs.length === 0) {
      const keys = yield* this.hands.rootKeys(vertex);
      state.origin = { definition: vertex.operation.definition, parentKeys: [], files: [] };
      if (keys === undefined) {
        state.decision = 'miss';
        return;
      }
      const [found] =
        vertex.cacheFlag === undefined ? keys.flatMap((key) => this.cache.newest(key) ?? []) : [];
      state.keys = keys;
      state.hit = found;
      state.decision = 'hit';
      if (found !== undefined) this.#note(state, found.key, false);
      return;
    }
    const inputs = vertex.inputs.map(({ node }) => this.#start(node));
    for (const input of inputs) yield* until(input.changed, () => input.decision !== 'undecided');
    let found = this.#lookUp(state, inputs);
    if (found === undefined && this.#mayBeFound(state, inputs)) {
      // Content is looked at only where the definition alone could still do.
      yield* this.#lookAtContent(state, inputs);
      found = this.#lookUp(state, inputs);
    }
    if (found === undefined) {
      state.decision = 'miss';
      return;
    }
    state.hit = found;
    state.keys = [found.key];
    state.origin = this.#originOf(state, inputs);
    state.decision = 'hit';
    state.fate = 'hit';
    this.#note(state, found.key, false);
    this.#noteSecondKeys(state, inputs);
    this.hands.hit(vertex, found, false);
  }

  /** The ways in which an input is known so far. */
  #inputKeys(state: VertexState, input: VertexState, index: number): readonly InputKey[] {
    const selectors = state.vertex.inputs[index]?.selectors;
    const selector = selectors === undefined ? '' : digestOfText(JSON.stringify(selectors));
    const byContent = state.slowKeys.get(index);
    return [...input.keys.map((key) => ({ key, selector })), ...(byContent === undefined ? [] : [byContent])];
  }

  #lookUp(state: VertexState, inputs: readonly VertexState[]): CachedStep | undefined {
    const { vertex } = state;
    if (vertex.cacheFlag !== undefined) return undefined;
    const { definition } = vertex.operation;
    const [first = new Set<string>(), ...others] = inputs.map((input, index) =>
      this.cache.candidates(definition, index, this.#inputKeys(state, input, index)),
    );
    const key = [...first].find((candidate) => others.every((set) => set.has(candidate)));
    return key === undefined ? undefined : this.cache.newest(key);
  }

  /** Whether some input's content, once known, could still make it a hit. */
  #mayBeFound(state: VertexState, inputs: readonly VertexState[]): boolean {
    const { vertex } = state;
    if (vertex.cacheFlag !== undefined) return false;
    const { definition } = vertex.operation;
    return (
      vertex.inputs.some(({ selectors }) => selectors !== undefined) &&
      inputs.every(
        (input, index) =>
          vertex.inputs[index]?.selectors !== undefined ||
          this.cache.candidates(definition, index, this.#inputKeys(state, input, index)).size > 0,
      )
    );
  }

  /** Has the inputs made whose content counts, and their keys by content. */
  *#lookAtContent(state: VertexState, inputs: readonly VertexState[]): Task<void> {
    const indexes = [...inputs.keys()].filter(
      (index) => state.vertex.inputs[index]?.selectors !== undefined && !state.slowKeys.has(index),
    );
    for (const index of indexes) if (inputs[index] !== undefined) this.#want(inputs[index].vertex);
    for (const index of indexes) {
      const input = inputs[index];
      if (input === undefined) continue;
      yield* until(input.changed, () => input.solved !== undefined);
      if (input.solved === undefined) continue;
      const selections: Selection[] = [];
      state.selections.set(index, selections);
      try {
        for (const selector of state.vertex.inputs[index]?.selectors ?? [])
          selections.push(this.hands.select(selector, input.solved));
      } catch (error) {
        // What is not there counts as nothing, so that it can be told what went.
        selections.push({ key: '', found: [] });
        state.origin = this.#originOf(state, inputs);
        throw error;
      }
      const content = digestOfText(selections.map(({ key }) => key).join('\n'));
      state.slowKeys.set(index, { key: `content ${content}`, selector: '' });
    }
  }

  #originOf(state: VertexState, inputs: readonly VertexState[]): Origin {
    const { vertex } = state;
    const parent = vertex.inputs[0]?.selectors === undefined ? inputs[0] : undefined;
    return {
      definition: vertex.operation.definition,
      parentKeys: parent?.keys ?? [],
      files: [...state.selections].flatMap(([index, selections]) =>
        selections.map((selection) => ({ from: sourceName(vertex.inputs[index]?.node), selection })),
      ),
    };
  }

  #noteSecondKeys(state: VertexState, inputs: readonly VertexState[]): void {
    const { definition } = state.vertex.operation;
    for (const [index, input] of inputs.entries()) {
      const [first, ...others] = input.keys;
      if (first === undefined || others.length === 0) continue;
      const keys = this.#inputKeys(state, input, index).filter(({ key }) => key === first);
      const isFirst =
        state.hit !== undefined && this.cache.candidates(definition, index, keys).has(state.hit.key);
      if (!isFirst) this.hands.secondKeyUsed(input.vertex);
    }
  }

  /** Takes the result out of the cache, or makes it. */
  *#obtain(state: VertexState): Task<void> {
    const { vertex, hit } = state;
    if (hit !== undefined) {
      this.hands.hit(vertex, hit, true);
      state.fate = 'hit';
      const { tree } = hit.snapshot;
      state.solved = { snapshot: hit.snapshot, hashed: tree, step: hit, keys: state.keys };
      return;
    }
    const inputs = vertex.inputs.map(({ node }) => this.#want(node));
    yield* this.#lookAtContent(state, inputs);
    for (const input of inputs) yield* until(input.changed, () => input.solved !== undefined);
    const solved = inputs.flatMap((input) => input.solved ?? []);
    state.origin = this.#originOf(state, inputs);
    const keys = this.#resultKeys(state, inputs);
    const [key = ''] = keys;
    let executed: Executed;
    try {
      executed = yield* this.hands.execute(vertex, solved);
    } catch (error) {
      state.keys = keys;
      this.#note(state, key, true);
      throw error;
    }
    const step = this.hands.keep(vertex, key, executed, solved);
    state.fate = 'executed';
    state.keys = keys;
    this.#note(state, key, false);
    state.solved = {
      snapshot: executed.snapshot,
      hashed: executed.hashed ?? executed.snapshot.tree,
      step,
      keys,
    };
  }

  /** The keys that a result of this vertex is known by from now on. */
  #resultKeys({ vertex, keys }: VertexState, inputs: readonly VertexState[]): readonly string[] {
    if (vertex.inputs.length === 0) return keys.length > 0 ? keys : [this.hands.newKey()];
    const state = this.stateOf(vertex);
    const inputKeys = inputs.map((input, index) => this.#inputKeys(state, input, index));
    return [this.cache.keyFor(vertex.operation.definition, inputKeys, () => this.hands.newKey())];
  }

  #note({ vertex, origin }: VertexState, key: string, isFailed: boolean): void {
    const { ingredients } = vertex;
    if (origin === undefined || ingredients.instruction === '') return;
    this.cache.attempts.note({ ingredients, origin, key, isFailed });
  }
}

/** What files come from: a stage by its label, an image by its name; empty: the build context. */
function sourceName(vertex: BuildVertex | undefined): string {
  if (vertex === undefined) return '';
  const { operation, ingredients } = vertex;
  if (operation.kind === 'image') return operation.reference;
  if (operation.kind === 'local') return operation.name === 'context' ? '' : operation.name;
  return ingredients.stage;
}
