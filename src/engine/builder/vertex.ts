import type { SourceRange } from '../dockerfile';
import { digestOfText } from '../oci';
import type { Selector } from './files';
import type { Ingredients } from './ingredients';
import type { Operation } from './operations';

/** An input of a vertex. */
export interface VertexInput<Node> {
  readonly node: Node;
  /**
   * What of it is used, where only that counts for the cache (files that are copied, read-only mounts); undefined
   * where the input as a whole is what the step stands on.
   */
  readonly selectors: readonly Selector[] | undefined;
}

/** What the cache does not look at. */
interface VertexFacts {
  /** What progress calls it. */
  readonly name: string;
  readonly ingredients: Ingredients;
  /** The flag that forbids the cache: `--no-cache`. */
  readonly cacheFlag: string | undefined;
}

/** A step before the graph is put in order: those that do the same become one vertex. BuildKit: an llb.State's output. */
export interface Step extends VertexFacts {
  readonly operation: Operation;
  readonly inputs: readonly VertexInput<Step>[];
  /** Lines of the Dockerfile that asked for it. */
  readonly range: SourceRange | undefined;
}

/** The digest of one of the builder's own vertices. */
export function internalDigest(name: string): string {
  return digestOfText(`internal ${name}`);
}

/** A node of the build graph. */
export interface BuildVertex extends VertexFacts {
  readonly digest: string;
  readonly operation: Operation;
  readonly inputs: readonly VertexInput<BuildVertex>[];
  readonly ranges: readonly SourceRange[];
}

/** The vertices that steps need, inputs before what needs them. Source: BuildKit client/llb State.Marshal. */
export class Graph {
  readonly #vertices = new Map<string, BuildVertex>();
  readonly #known = new Map<Step, string>();
  #settled: ReadonlySet<string> = new Set();

  get vertices(): readonly BuildVertex[] {
    return [...this.#vertices.values()];
  }

  vertexOf(step: Step): BuildVertex | undefined {
    const digest = this.#known.get(step);
    return digest === undefined ? undefined : this.#vertices.get(digest);
  }

  /** Depth first, inputs in their order, without recursion: a Dockerfile may have thousands of steps. */
  add(target: Step): BuildVertex {
    this.#settled = new Set(this.#vertices.keys());
    const open: Step[] = [target];
    for (let step = open.at(-1); step !== undefined; step = open.at(-1)) {
      const missing = step.inputs.find(({ node }) => !this.#known.has(node));
      if (missing !== undefined) open.push(missing.node);
      else {
        open.pop();
        if (!this.#known.has(step)) this.#addOne(step);
      }
    }
    const vertex = this.vertexOf(target);
    if (vertex === undefined) throw new TypeError('a step without vertex');
    return vertex;
  }

  /**
   * Of equal steps of one target, the name of the last one that was come across stays, as in BuildKit; what an
   * earlier target has named already keeps its name.
   */
  #addOne(step: Step): void {
    const inputs = step.inputs.flatMap(({ node, selectors }) => {
      const vertex = this.vertexOf(node);
      return vertex === undefined ? [] : [{ node: vertex, selectors }];
    });
    const { operation, name, range, cacheFlag, ingredients } = step;
    const parts = inputs.map(({ node, selectors }) => [node.digest, selectors ?? null]);
    const digest = digestOfText(JSON.stringify([operation.key, parts]));
    this.#known.set(step, digest);
    const known = this.#vertices.get(digest);
    const ranges = [...(known?.ranges ?? []), ...(range === undefined ? [] : [range])];
    this.#vertices.set(digest, {
      digest,
      operation,
      // The vertex that others already refer to must see the same inputs.
      inputs: known?.inputs ?? inputs,
      name: known !== undefined && this.#settled.has(digest) ? known.name : name,
      ranges,
      cacheFlag: known?.cacheFlag ?? cacheFlag,
      ingredients: known?.ingredients ?? ingredients,
    });
  }
}
