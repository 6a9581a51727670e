import type { RegexNode } from './parse';

/**
 * A matcher without backtracking: time grows with text times pattern, whatever the pattern. It also finds the
 * longest of all matches, as POSIX wants; JS takes the first that fits. Source of the idea: Thompson 1968,
 * Pike's captures.
 */
type Step =
  | { readonly op: 'set'; readonly test: RegExp | undefined; readonly char: string }
  | { readonly op: 'assert'; readonly test: RegExp }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'split'; readonly first: number; readonly second: number }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'match' };

export type Captures = readonly (number | undefined)[];

const MAX_STEPS = 20_000;

export class Nfa {
  readonly #steps: Step[] = [];
  readonly tooBig: boolean = false;

  constructor(
    root: RegexNode,
    readonly flags: string,
  ) {
    this.#emit(root);
    this.#steps.push({ op: 'match' });
    this.tooBig = this.#steps.length > MAX_STEPS;
  }

  #emit(node: RegexNode): void {
    const steps = this.#steps;
    if (steps.length > MAX_STEPS) return;
    switch (node.kind) {
      case 'char':
        steps.push(
          this.flags.includes('i')
            ? {
                op: 'set',
                test: new RegExp(`^[\\x${node.char.charCodeAt(0).toString(16).padStart(2, '0')}]$`, 'i'),
                char: '',
              }
            : { op: 'set', test: undefined, char: node.char },
        );
        return;
      case 'any':
        steps.push({ op: 'set', test: /[^]/, char: '' });
        return;
      case 'class':
        steps.push({ op: 'set', test: new RegExp(`[${node.source}]`, this.flags), char: '' });
        return;
      case 'assert':
        steps.push({ op: 'assert', test: new RegExp(node.source, `${this.flags}y`) });
        return;
      case 'sequence':
        for (const item of node.items) this.#emit(item);
        return;
      case 'group':
        steps.push({ op: 'save', slot: node.index * 2 });
        this.#emit(node.item);
        steps.push({ op: 'save', slot: node.index * 2 + 1 });
        return;
      case 'either': {
        const ends: number[] = [];
        node.options.forEach((option, index) => {
          const split = steps.length;
          if (index < node.options.length - 1) steps.push({ op: 'match' });
          this.#emit(option);
          if (index < node.options.length - 1) {
            ends.push(steps.length);
            steps.push({ op: 'match' });
            steps[split] = { op: 'split', first: split + 1, second: steps.length };
          }
        });
        for (const end of ends) steps[end] = { op: 'jump', to: steps.length };
        return;
      }
      case 'repeat': {
        for (let n = 0; n < node.min; n++) this.#emit(node.item);
        if (node.max === Infinity) {
          const split = steps.length;
          steps.push({ op: 'match' });
          this.#emit(node.item);
          steps.push({ op: 'jump', to: split });
          steps[split] = { op: 'split', first: split + 1, second: steps.length };
        } else {
          const splits: number[] = [];
          for (let n = node.min; n < node.max; n++) {
            splits.push(steps.length);
            steps.push({ op: 'match' });
            this.#emit(node.item);
          }
          for (const split of splits) steps[split] = { op: 'split', first: split + 1, second: steps.length };
        }
        return;
      }
      case 'back':
        return;
    }
  }

  /** The longest match that starts at `start`: start and end of the whole, then of each group. */
  longestAt(text: string, start: number): Captures | undefined {
    let best: (number | undefined)[] | undefined;
    let threads: { pc: number; saved: (number | undefined)[] }[] = [];
    const seen = new Uint32Array(this.#steps.length);
    let mark = 0;
    const add = (into: typeof threads, from: number, saved: (number | undefined)[], at: number): void => {
      const work: { pc: number; saved: (number | undefined)[] }[] = [{ pc: from, saved }];
      for (let one = work.pop(); one; one = work.pop()) {
        const step = this.#steps[one.pc];
        if (!step || seen[one.pc] === mark) continue;
        seen[one.pc] = mark;
        if (step.op === 'jump') work.push({ pc: step.to, saved: one.saved });
        else if (step.op === 'split') {
          work.push({ pc: step.second, saved: one.saved }, { pc: step.first, saved: one.saved });
        } else if (step.op === 'save') {
          const next = one.saved.slice();
          next[step.slot] = at;
          work.push({ pc: one.pc + 1, saved: next });
        } else if (step.op === 'assert') {
          step.test.lastIndex = at;
          if (step.test.test(text)) work.push({ pc: one.pc + 1, saved: one.saved });
        } else if (step.op === 'match') {
          if (best?.[1] === undefined || best[1] < at) {
            best = one.saved.slice();
            best[1] = at;
          }
        } else into.push(one);
      }
    };
    mark++;
    add(threads, 0, [start], start);
    for (let at = start; at < text.length && threads.length > 0; at++) {
      const char = text[at] ?? '';
      const next: typeof threads = [];
      mark++;
      for (const { pc, saved } of threads) {
        const step = this.#steps[pc];
        if (step?.op === 'set' && (step.test ? step.test.test(char) : step.char === char)) {
          add(next, pc + 1, saved, at + 1);
        }
      }
      threads = next;
    }
    return best;
  }
}
