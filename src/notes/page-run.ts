import type { TerminalMachine } from '../engine';
import { AuthorError } from './author-error';
import { type ConsoleStep, isKeys, lineAgrees, outputAgrees, parseConsole } from './console-block';
import { diffLines } from './diff';
import { durationMs } from './duration';
import { CONSOLE_OPTIONS, FILE_OPTIONS, type Fence, unknownOption } from './fence';
import { Player, type Step } from './player';
import { lineText, transcriptOf, type TranscriptLine } from './transcript';

/** What the page needs of an example that was run. */
export interface RunExample {
  readonly machine: string;
  /** Starts with new machines. */
  readonly isFresh: boolean;
  /** What is done to the machine before, unseen: its files, and what prepares it. */
  readonly before: readonly Step[];
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

/** Gives a page its machines, by name, all in the same surroundings. */
export type NewMachine = (name: string) => TerminalMachine;

const FIRST_MACHINE = 'laptop';

/** Runs the blocks of a page, in order, on its machines. */
export class PageRun {
  readonly #players = new Map<string, Player>();
  /** What was done to a machine since its last example, unseen: it belongs before its next one. */
  readonly #prepared = new Map<string, { isFresh: boolean; readonly steps: Step[] }>();
  /** What machines have asked for already. */
  readonly #parts = new Set<string>();
  #newParts: string[] = [];
  commandCount = 0;

  /** The machines that stand beside each other now. */
  #newMachine: NewMachine;

  constructor(private readonly newMachines: (onNeed: (key: string) => void) => NewMachine) {
    this.#newMachine = this.#anew();
  }

  #anew(): NewMachine {
    return this.newMachines((key) => this.#noteNeed(key));
  }

  /** A block with `title`: a file of the machine from here on. */
  file(fence: Fence, content: string, place: BlockPlace): void {
    this.#checkOptions(fence, FILE_OPTIONS, place);
    const path = String(fence.options.get('title') ?? '');
    const mode = parseInt(String(fence.options.get('mode') ?? '644'), 8);
    const step: Step = { kind: 'file', path, content: `${content}\n`, mode };
    this.#begin(fence).play(step);
    this.#preparation(fence).steps.push(step);
  }

  /** A block with `prepare`: it is typed, and its output checked, but not shown. */
  prepare(fence: Fence, text: string, place: BlockPlace): void {
    this.#checkOptions(fence, CONSOLE_OPTIONS, place);
    const steps = this.#parse(text, place);
    const player = this.#begin(fence);
    this.#wait(fence, player, place);
    this.#preparation(fence).steps.push(...this.#playAll(player, steps, place));
  }

  console(fence: Fence, text: string, place: BlockPlace): RunExample {
    this.#checkOptions(fence, CONSOLE_OPTIONS, place);
    const machine = machineName(fence);
    const steps = this.#parse(text, place);
    const player = this.#begin(fence);
    this.#wait(fence, player, place);
    const { isFresh, steps: before } = this.#preparation(fence);
    this.#prepared.delete(machine);
    player.settle();
    const from = player.row;
    const played = this.#playAll(player, steps, place);
    const parts = this.#newParts;
    this.#newParts = [];
    return {
      machine,
      isFresh,
      before,
      steps: played,
      parts,
      lines: transcriptOf(player.screen, from, player.row, player.typedRows),
    };
  }

  /** The machine of that name as it is at this point of the page. */
  machine(name: string = FIRST_MACHINE): TerminalMachine {
    return this.#player(name).machine;
  }

  #playAll(player: Player, steps: readonly ConsoleStep[], place: BlockPlace): readonly Step[] {
    return steps.map((step, index) => {
      const typed = this.#type(player, step, place);
      this.#check(player, step, steps[index + 1], place);
      return typed;
    });
  }

  /** The player of a block's machine; where the block says so all machines are new, and what is around them. */
  #begin(fence: Fence): Player {
    const machine = machineName(fence);
    if (fence.options.get('fresh') === true) {
      this.#players.clear();
      this.#prepared.clear();
      this.#newMachine = this.#anew();
      this.#prepared.set(machine, { isFresh: true, steps: [] });
    }
    return this.#player(machine);
  }

  /** Where a block says so, time passes before it. */
  #wait(fence: Fence, player: Player, { file, line }: BlockPlace): void {
    const later = fence.options.get('later');
    if (later === undefined) return;
    const ms = durationMs(String(later));
    if (ms === undefined)
      throw new AuthorError(file, line, 'a time is a number and its unit: later="30 days"');
    const step: Step = { kind: 'wait', ms };
    player.settle();
    player.play(step);
    this.#preparation(fence).steps.push(step);
  }

  #preparation(fence: Fence): { isFresh: boolean; readonly steps: Step[] } {
    const machine = machineName(fence);
    const known = this.#prepared.get(machine) ?? { isFresh: false, steps: [] };
    this.#prepared.set(machine, known);
    return known;
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

  #player(name: string): Player {
    const known = this.#players.get(name);
    if (known !== undefined) return known;
    const player = new Player(this.#newMachine(name));
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
