import type { Machine } from '../engine';
import { AuthorError } from './author-error';
import { type ConsoleStep, isKeys, lineAgrees, outputAgrees, parseConsole } from './console-block';
import { diffLines } from './diff';
import { CONSOLE_OPTIONS, FILE_OPTIONS, type Fence, unknownOption } from './fence';
import { Player, type Step } from './player';
import { lineText, transcriptOf, type TranscriptLine } from './transcript';

/** What the page needs of an example that was run. */
export interface RunExample {
  readonly machine: string;
  /** Starts the machine anew. */
  readonly fresh: boolean;
  readonly steps: readonly Step[];
  readonly lines: readonly TranscriptLine[];
  /** Keys of facts and code that its machine asked for and no earlier example of the page did. */
  readonly parts: readonly string[];
}

/** Where a block stands in its page. */
export interface BlockPlace {
  readonly file: string;
  /** Line of the fence, from 1; the block's first line is the next. */
  readonly line: number;
}

const FIRST_MACHINE = 'laptop';

/** Runs the blocks of a page, in order, on its machines. */
export class PageRun {
  readonly #players = new Map<string, Player>();
  /** Files put on a machine since its last example: they belong to its next one. */
  readonly #files = new Map<string, Step[]>();
  commandCount = 0;

  /** What machines have asked for already. */
  readonly #parts = new Set<string>();
  #newParts: string[] = [];

  constructor(private readonly newMachine: (name: string, onNeed: (key: string) => void) => Machine) {}

  /** A block with `title`: a file of the machine from here on. */
  file(fence: Fence, content: string, place: BlockPlace): void {
    this.#checkOptions(fence, FILE_OPTIONS, place);
    const machine = machineName(fence);
    const path = String(fence.options.get('title') ?? '');
    const mode = parseInt(String(fence.options.get('mode') ?? '644'), 8);
    const step: Step = { kind: 'file', path, content: `${content}\n`, mode };
    this.#player(machine, false).play(step);
    this.#files.set(machine, [...(this.#files.get(machine) ?? []), step]);
  }

  console(fence: Fence, text: string, place: BlockPlace): RunExample {
    this.#checkOptions(fence, CONSOLE_OPTIONS, place);
    const machine = machineName(fence);
    const fresh = fence.options.get('fresh') === true;
    const player = this.#player(machine, fresh);
    const steps = this.#parse(text, place);
    player.settle();
    const from = player.row;
    const played: Step[] = [...(this.#files.get(machine) ?? [])];
    this.#files.delete(machine);
    for (const [index, step] of steps.entries()) {
      played.push(this.#type(player, step, place));
      this.#check(player, step, steps[index + 1], place);
    }
    const parts = this.#newParts;
    this.#newParts = [];
    return {
      machine,
      parts,
      fresh,
      steps: played,
      lines: transcriptOf(player.screen, from, player.row, player.typedRows),
    };
  }

  #parse(text: string, place: BlockPlace): readonly ConsoleStep[] {
    try {
      return parseConsole(text);
    } catch (error) {
      throw new AuthorError(
        place.file,
        place.line + 1,
        error instanceof Error ? error.message : String(error),
      );
    }
  }

  #type(player: Player, step: ConsoleStep, { file, line }: BlockPlace): Step {
    const at = line + 1 + step.at;
    const typed: Step = isKeys(step)
      ? { kind: 'keys', keys: step.typed }
      : { kind: 'line', text: step.typed };
    if (step.prompt !== undefined) {
      if (!player.settle()) {
        throw new AuthorError(
          file,
          at,
          'the command before this line has not ended; end it with a line `^C`, or run it with -d',
        );
      }
      if (!lineAgrees(step.prompt, player.prompt)) {
        throw new AuthorError(file, at, 'the prompt here is another', [
          `- ${step.prompt}`,
          `+ ${player.prompt}`,
        ]);
      }
    }
    this.commandCount++;
    player.play(typed);
    return typed;
  }

  /** Compares what a step printed with what the author wrote, if anything. */
  #check(player: Player, step: ConsoleStep, next: ConsoleStep | undefined, { file, line }: BlockPlace): void {
    const from = player.row + (isKeys(step) ? 0 : 1);
    if (next && isKeys(next) && next.prompt === undefined) player.watch();
    else if (!player.settle() && step.expected) player.watch();
    if (step.expected === undefined) return;
    const shown = transcriptOf(player.screen, from, player.row, player.typedRows).map(lineText);
    if (outputAgrees(step.expected, shown)) return;
    const at = line + 1 + step.at;
    const diff = diffLines(step.expected, shown);
    throw new AuthorError(
      file,
      at,
      `\`${step.typed}\` prints something else than this page says (- page, + engine)`,
      diff,
    );
  }

  #player(name: string, fresh: boolean): Player {
    const known = this.#players.get(name);
    if (known && !fresh) return known;
    const player = new Player(this.newMachine(name, (key) => this.#noteNeed(key)));
    this.#players.set(name, player);
    return player;
  }

  #noteNeed(key: string): void {
    if (!this.#parts.has(key)) this.#newParts.push(key);
    this.#parts.add(key);
  }

  #checkOptions(fence: Fence, allowed: Readonly<Record<string, string>>, { file, line }: BlockPlace): void {
    const unknown = unknownOption(fence, allowed);
    if (unknown === undefined) return;
    const help = Object.entries(allowed).map(([name, meaning]) => `${name}: ${meaning}`);
    throw new AuthorError(
      file,
      line,
      `a ${fence.language} block has no option \`${unknown}\`; it may say`,
      help,
    );
  }
}

function machineName(fence: Fence): string {
  const name = fence.options.get('machine');
  return typeof name === 'string' ? name : FIRST_MACHINE;
}
