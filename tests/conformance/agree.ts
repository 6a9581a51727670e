import type { Answer } from './answer';
import { Normalizer } from './normalize.mjs';
import type { Command } from './transcript';

const SIZE = /(?<![\w.])\d+(?:\.\d+)?(?:B|kB|MB|GB|TB|KiB|MiB|GiB)(?![\w])|\{size\}/;
const ID = /\{id\d+\}/;
const TOKEN = new RegExp(`(${SIZE.source}|${ID.source})`);
const UNITS: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };
const SIZE_TOLERANCE = 0.02;

/** A command's answer as the comparison sees it. */
export interface Shown {
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  readonly status: number;
}

/**
 * Compares one transcript's answers with its recording, command after command, by the rules of README.md:
 * the same id stands for the same thing throughout, sizes agree within 2 %, DONE and CANCELED beside a failed
 * step agree.
 */
export class Comparison {
  readonly #normalizer = new Normalizer();
  readonly #ours = new Map<string, string>();
  readonly #theirs = new Map<string, string>();

  show(answer: Answer): Shown {
    return { stdout: this.#normalizer.text(answer.stdout), stderr: this.#normalizer.text(answer.stderr), status: answer.status };
  }

  agrees(recorded: Command, shown: Shown): boolean {
    const pairs: [string, string][] = [];
    const agree =
      recorded.status === shown.status &&
      this.#linesAgree(recorded.stdout, shown.stdout, pairs) &&
      this.#linesAgree(recorded.stderr, shown.stderr, pairs);
    if (agree) for (const [theirs, ours] of pairs) this.#pair(theirs, ours);
    return agree;
  }

  #linesAgree(recorded: readonly string[], shown: readonly string[], pairs: [string, string][]): boolean {
    const failed = recorded.some((line) => /^#\d+ ERROR/.test(line));
    const settle = (line: string) => (failed ? line.replace(/^(#\d+) (?:CANCELED$|DONE .*)/, '$1 DONE') : line);
    return (
      recorded.length === shown.length &&
      recorded.every((line, index) => this.#lineAgrees(settle(line), settle(shown[index] ?? ''), pairs))
    );
  }

  #lineAgrees(recorded: string, shown: string, pairs: [string, string][]): boolean {
    if (recorded === shown && !ID.test(recorded)) return true;
    const theirs = recorded.split(TOKEN);
    const ours = shown.split(TOKEN);
    return theirs.length === ours.length && theirs.every((part, index) => this.#partAgrees(part, ours[index] ?? '', pairs));
  }

  #partAgrees(recorded: string, shown: string, pairs: [string, string][]): boolean {
    if (ID.test(recorded) && ID.test(shown)) {
      pairs.push([recorded, shown]);
      return this.#mayPair(recorded, shown, pairs);
    }
    return recorded === shown || (isSize(recorded) && isSize(shown) && sizesAgree(recorded, shown));
  }

  /** One recorded id is one of ours and the other way round, over the whole file. */
  #mayPair(recorded: string, shown: string, pairs: readonly [string, string][]): boolean {
    const known = this.#theirs.get(recorded) ?? pairs.find(([theirs]) => theirs === recorded)?.[1] ?? shown;
    const knownBack = this.#ours.get(shown) ?? pairs.find(([, ours]) => ours === shown)?.[0] ?? recorded;
    return known === shown && knownBack === recorded;
  }

  #pair(recorded: string, shown: string): void {
    this.#theirs.set(recorded, shown);
    this.#ours.set(shown, recorded);
  }
}

function isSize(text: string): boolean {
  return new RegExp(`^(?:${SIZE.source})$`).test(text);
}

function sizesAgree(recorded: string, shown: string): boolean {
  if (recorded === '{size}' || shown === '{size}') return true;
  const [a, b] = [bytes(recorded), bytes(shown)];
  return Math.abs(a - b) <= SIZE_TOLERANCE * Math.max(a, b);
}

function bytes(size: string): number {
  const [, number = '', unit = ''] = /^([\d.]+)(\w+)$/.exec(size) ?? [];
  return Number(number) * (UNITS[unit] ?? 1);
}

/** The recorded and the shown answer in a transcript's own form, for a diff. */
export function transcriptLines(answer: Shown): string[] {
  return [
    ...answer.stdout.map((line) => `  ${line}`.trimEnd()),
    ...answer.stderr.map((line) => `! ${line}`.trimEnd()),
    ...(answer.status === 0 ? [] : [`? ${answer.status}`]),
  ];
}
