import type { Ingredients, Origin } from './ingredients';

/** A step that was tried, whatever came of it: what later ones are compared with. */
export interface Attempt {
  readonly ingredients: Ingredients;
  readonly origin: Origin;
  /** The key of its result. */
  readonly key: string;
  readonly isFailed: boolean;
}

interface Entry {
  readonly attempt: Attempt;
  /** Numbers of the builds in which it was first tried, and last needed. */
  readonly firstBuild: number;
  readonly lastBuild: number;
  /** Counts on with each use. */
  readonly order: number;
}

/** How many are remembered; the ones that were not needed for longest go first. */
const mostEntries = 20_000;

/** What was built before: the builder's memory for telling why a step runs again. */
export class Attempts {
  readonly #byKey = new Map<string, Entry>();
  readonly #byDefinition = new Map<string, Set<Entry>>();
  readonly #byParent = new Map<string, Set<Entry>>();
  readonly #byStage = new Map<string, Set<Entry>>();
  #order = 0;
  #build = 0;

  /** From now on, what is noted belongs to a new build. */
  beginBuild(): number {
    this.#build += 1;
    return this.#build;
  }

  /** A step ran or was found in the cache: it is remembered as it was written this time. */
  note(attempt: Attempt): void {
    const known = this.#byKey.get(attempt.key);
    this.#order += 1;
    if (known !== undefined) this.#drop(known);
    const firstBuild = known?.firstBuild ?? this.#build;
    const entry: Entry = { attempt, firstBuild, lastBuild: this.#build, order: this.#order };
    this.#byKey.set(attempt.key, entry);
    for (const [index, name] of this.#placesOf(attempt)) {
      const set = index.get(name);
      if (set === undefined) index.set(name, new Set([entry]));
      else set.add(entry);
    }
    if (this.#byKey.size > mostEntries) this.#dropOldest();
  }

  /** The same step, tried before this build. */
  before(key: string, build: number): Attempt | undefined {
    const entry = this.#byKey.get(key);
    return entry !== undefined && entry.firstBuild < build ? entry.attempt : undefined;
  }

  /** Steps that did the same with the same files, on something else. The one needed last comes first. */
  sameButParent(
    { origin, ingredients }: Omit<Attempt, 'key' | 'isFailed'>,
    build: number,
  ): readonly Attempt[] {
    const files = filesKey(origin);
    return this.#earlier(this.#byDefinition.get(origin.definition), build).filter(
      (attempt) => isOfProject(attempt, ingredients) && filesKey(attempt.origin) === files,
    );
  }

  /** Other steps that stood on the same. */
  sameParent({ origin, ingredients }: Omit<Attempt, 'key' | 'isFailed'>, build: number): readonly Attempt[] {
    const found = new Set(origin.parentKeys.flatMap((key) => [...(this.#byParent.get(key) ?? [])]));
    return this.#earlier(found, build).filter((attempt) => isOfProject(attempt, ingredients));
  }

  /** Steps of the same Dockerfile's stage of that name. */
  inStage(ingredients: Ingredients, build: number): readonly Attempt[] {
    return this.#earlier(this.#byStage.get(stageKey(ingredients)), build);
  }

  /** Those of earlier builds that are no step of this one as well. */
  #earlier(entries: ReadonlySet<Entry> | undefined, build: number): readonly Attempt[] {
    return [...(entries ?? [])]
      .filter(({ lastBuild }) => lastBuild < build)
      .sort((a, b) => b.order - a.order)
      .map(({ attempt }) => attempt);
  }

  #placesOf({ ingredients, origin }: Attempt): readonly (readonly [Map<string, Set<Entry>>, string])[] {
    return [
      [this.#byDefinition, origin.definition],
      [this.#byStage, stageKey(ingredients)],
      ...origin.parentKeys.map((key) => [this.#byParent, key] as const),
    ];
  }

  #drop(entry: Entry): void {
    this.#byKey.delete(entry.attempt.key);
    for (const [index, name] of this.#placesOf(entry.attempt)) index.get(name)?.delete(entry);
  }

  #dropOldest(): void {
    const sorted = [...this.#byKey.values()].sort((a, b) => a.order - b.order);
    for (const entry of sorted.slice(0, mostEntries / 10)) this.#drop(entry);
  }
}

/** The same for two steps that used the same files. */
export function filesKey({ files }: Origin): string {
  return files.map(({ selection }) => selection.key).join(' ');
}

function stageKey({ project, stage }: Ingredients): string {
  return `${project}\n${stage}`;
}

/** Other Dockerfiles have other steps: none of them is an earlier version of one of this. */
function isOfProject(attempt: Attempt, { project }: Ingredients): boolean {
  return attempt.ingredients.project === project;
}
