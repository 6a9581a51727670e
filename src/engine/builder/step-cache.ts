import { Attempts } from './attempts';
import type { CacheRecordKind } from './cache-records';
import type { Snapshot } from './snapshot';

/** A result that is kept, and what it was made of. */
export interface CachedStep {
  /** 25 characters; what `docker buildx du` shows. */
  readonly id: string;
  /** What other steps refer to it by. */
  readonly key: string;
  readonly kind: CacheRecordKind;
  readonly description: string;
  readonly snapshot: Snapshot;
  /** Ids of the results that its files stand on. */
  readonly parents: readonly string[];
  readonly createdMs: number;
  lastUsedMs: number | undefined;
  usageCount: number;
}

/** A way in which one input of a step is known. */
export interface InputKey {
  readonly key: string;
  /** What of the input is selected; empty: all, or the key is that of the selected content already. */
  readonly selector: string;
}

/** A definition that was run with such an input at a place. */
export interface StepLink {
  readonly definition: string;
  readonly index: number;
  readonly input: InputKey;
}

/**
 * Results by what they were made of. A key stands for "this definition, on inputs with these keys"; each input may be
 * known under several keys (by definition, by content), and one that fits is enough. Source: BuildKit
 * solver/cachemanager.go.
 */
export class StepCache {
  /** By input key, definition and place: the keys of steps that had it there. */
  readonly #links = new Map<string, Set<string>>();
  /** By key: results, the newest last. */
  readonly #results = new Map<string, CachedStep[]>();
  /** By key: what it was made of. */
  readonly #origins = new Map<string, StepLink[]>();
  readonly #byId = new Map<string, CachedStep>();
  readonly attempts = new Attempts();

  get steps(): readonly CachedStep[] {
    return [...this.#byId.values()];
  }

  byId(id: string): CachedStep | undefined {
    return this.#byId.get(id);
  }

  /** Keys of kept results with this definition that had such an input at this place. */
  candidates(definition: string, index: number, keys: readonly InputKey[]): ReadonlySet<string> {
    return new Set([...this.#linked(definition, index, keys)].filter((key) => this.#results.has(key)));
  }

  /** The newest result for a key. */
  newest(key: string): CachedStep | undefined {
    return this.#results.get(key)?.at(-1);
  }

  /** The key that results of this definition and these inputs have had, kept or not. */
  knownKey(definition: string, inputs: readonly (readonly InputKey[])[]): string | undefined {
    const [first, ...others] = inputs.map((keys, index) => this.#linked(definition, index, keys));
    return [...(first ?? [])].find((key) => others.every((set) => set.has(key)));
  }

  /** The key under which a result of this definition and these inputs is kept: one that is known, or a new one. */
  keyFor(definition: string, inputs: readonly (readonly InputKey[])[], newKey: () => string): string {
    if (inputs.length === 0) return definition;
    const key = this.knownKey(definition, inputs) ?? newKey();
    for (const [index, keys] of inputs.entries()) {
      for (const inputKey of keys) {
        const name = linkName(definition, index, inputKey);
        const linked = this.#links.get(name);
        if (linked?.has(key)) continue;
        if (linked === undefined) this.#links.set(name, new Set([key]));
        else linked.add(key);
        this.#origins.set(key, [...this.originsOf(key), { definition, index, input: inputKey }]);
      }
    }
    return key;
  }

  /** All that a key is known to stand for; nothing where it is that of something without inputs. */
  originsOf(key: string): readonly StepLink[] {
    return this.#origins.get(key) ?? [];
  }

  #linked(definition: string, index: number, keys: readonly InputKey[]): ReadonlySet<string> {
    return new Set(keys.flatMap((key) => [...(this.#links.get(linkName(definition, index, key)) ?? [])]));
  }

  add(step: CachedStep): void {
    this.#byId.set(step.id, step);
    const results = this.#results.get(step.key);
    if (results === undefined) this.#results.set(step.key, [step]);
    else results.push(step);
  }

  remove(id: string): void {
    const step = this.#byId.get(id);
    if (step === undefined) return;
    this.#byId.delete(id);
    const rest = (this.#results.get(step.key) ?? []).filter((one) => one.id !== id);
    if (rest.length > 0) this.#results.set(step.key, rest);
    else this.#results.delete(step.key);
  }
}

function linkName(definition: string, index: number, { key, selector }: InputKey): string {
  return `${key}\n${definition}\n${index}\n${selector}`;
}
