import type { TerminalMachine } from '../engine';
import { type GoalLine, type GoalState, goalStates } from './challenge';
import type { NewMachine } from './page-run';
import { type Deed, MissingPartsError, Player, type Step, TYPING_MS } from './player';
import type { CompletionReply, PlacedStep, ScreenChange, SessionStart, TerminalState } from './protocol';
import { effective, extended, movedTo, type Timeline } from './timeline';
import { transcriptOf } from './transcript';

/** Waits shorter than this are shown faster than they are: progress of downloads, start-up of services. */
const SHORT_WAIT_MS = 1_000;
const SHORT_WAIT_SPEED = 6;
/** What nobody sees pass, such as a command's start: so much in a row is not waited for at all. */
const UNSEEN_WAIT_MS = 50;
/** Turns of the machine in one go, so that keys get through to a program that never rests. */
const SLICE_STEPS = 20_000;
/** Turns within which a shell at its prompt has read a line. */
const TAKE_STEPS = 1_000;
/** A moment that is further away than so many slices of work is not waited for: nobody would have. */
const MAX_REMAKE_SLICES = 5_000;
/** A last command that was made again goes on before the reader's eyes when it takes longer. */
const REMAKE_PATIENCE_MS = 5 * 60_000;
/** A session that nobody looks at for longer is taken to have stood still. */
const MAX_IDLE_MS = 60 * 60_000;

/**
 * An example come alive: a machine as it was on the page, a reader's lines and keys, and undo. Knows nothing of
 * workers or of the page; its owner calls `advance` and waits as long as it says.
 */
export class LiveSession {
  #player: Player;
  #timeline: Timeline;
  /** What is still to be typed: steps of an example, and lines of a reader who did not wait for the prompt. */
  #queue: Step[] = [];
  #firstRow = 0;
  #lastText: string[] = [];
  #promptSinceMs: number | undefined;
  /** Where the machine's clock goes next, after the wait for it. */
  #jumpToMs: number | undefined;
  #lastActionMs = 0;

  /** Throws a MissingPartsError. */
  constructor(
    private readonly newMachines: (seed: string) => NewMachine,
    private readonly start: SessionStart,
    /** Real time, in milliseconds. */
    private readonly now: () => number,
  ) {
    this.#timeline = start.timeline;
    this.#player = this.#remade(start.timeline);
  }

  /** The machine as it is at this moment of a timeline. */
  #remade(timeline: Timeline): Player {
    const { origin, shownSteps } = this.start;
    const newMachine = this.newMachines(origin.seed);
    const players = new Map<string, Player>();
    const playerOf = (name: string): Player => {
      const known = players.get(name) ?? new Player(newMachine(name));
      players.set(name, known);
      return known;
    };
    for (const { machine, step } of origin.steps) playerOf(machine).play(step);
    const player = playerOf(origin.machine);
    player.settle();
    this.#firstRow = player.row;
    for (const step of shownSteps) player.play(step);
    if (shownSteps.length > 0) player.settle();
    for (const { step, atMs } of effective(timeline)) {
      runUntil(player.machine, atMs);
      enact(player, step);
    }
    player.settle(patienceMs(timeline, player.machine.nowMs));
    return player;
  }

  get state(): TerminalState {
    return this.#queue.length > 0 ? 'busy' : this.#player.state;
  }

  play(steps: readonly Step[]): void {
    this.#queue.push(...steps);
  }

  /** A line that comes while a command works waits for it, so that the two do not mix on the screen. */
  line(text: string): void {
    this.#catchUp();
    const step: Step = { kind: 'line', text };
    if (this.state === 'busy') this.#queue.push(step);
    else this.#do(step);
  }

  /** Lines that wait to be typed. */
  get #pending(): readonly string[] {
    return this.#queue.flatMap((step) => (step.kind === 'line' ? [step.text] : []));
  }

  keys(keys: string): void {
    this.#catchUp();
    this.#queue = [];
    this.#do({ kind: 'keys', keys });
  }

  /** What was done, and where in it the machine stands. */
  get timeline(): Timeline {
    return this.#timeline;
  }

  /** Writes a file of the machine, as an editor saves it. */
  file(path: string, content: string, mode: number): void {
    this.#catchUp();
    this.#do({ kind: 'file', path, content, mode });
  }

  /**
   * Takes moments back or does them again: the machine is made as it was after the `to`th. Throws a MissingPartsError,
   * and has then not moved.
   */
  travel(to: number): void {
    const timeline = movedTo(this.#timeline, to);
    this.#player = this.#remade(timeline);
    this.#timeline = timeline;
    this.#queue = [];
    this.#jumpToMs = undefined;
    this.#promptSinceMs = undefined;
    this.#lastText = [];
  }

  /** All that was done to the machine that is shown, by the page and by the reader. */
  get deeds(): readonly Deed[] {
    return this.#player.deeds;
  }

  /** What the page did to other machines meanwhile. */
  get otherSteps(): readonly PlacedStep[] {
    const { origin } = this.start;
    return origin.steps.filter(({ machine }) => machine !== origin.machine);
  }

  get machine(): TerminalMachine {
    return this.#player.machine;
  }

  /** The machine as it comes, before anything was done to it. */
  freshMachine(): TerminalMachine {
    const { seed, machine } = this.start.origin;
    return this.newMachines(seed)(machine);
  }

  /** Asks a goal's commands of a machine like this one, which is thrown away. Throws a MissingPartsError. */
  goalStates(goal: readonly GoalLine[]): readonly GoalState[] | undefined {
    return goalStates(this.#remade(this.#timeline), goal);
  }

  complete(text: string, cursor: number): CompletionReply {
    return this.#player.complete(text, cursor);
  }

  /** Keys of facts and code that the machine waits for. */
  get needs(): readonly string[] {
    return this.#player.machine.needs();
  }

  provide(key: string, value: unknown): void {
    this.#player.machine.provide(key, value);
  }

  /**
   * Lets the machine run a little. Answers how long to wait, in real milliseconds, before calling again;
   * undefined: until something is typed.
   */
  advance(): number | undefined {
    const { machine } = this.#player;
    if (this.#jumpToMs !== undefined) {
      machine.advance({ maxSteps: SLICE_STEPS, untilMs: this.#jumpToMs, jump: true });
      this.#jumpToMs = undefined;
    }
    for (let unseenMs = 0; ;) {
      this.#playNext();
      const end = machine.advance({ maxSteps: SLICE_STEPS, jump: false });
      if (end.why === 'budget') return 0;
      const isIdle = this.state === 'prompt';
      if (!isIdle) this.#promptSinceMs = undefined;
      else this.#promptSinceMs ??= this.now();
      const timerMs = end.why === 'sleeping' ? end.nextMs : Infinity;
      const dueMs = Math.min(timerMs, this.#nextStepMs() ?? Infinity);
      if (dueMs === Infinity) return undefined;
      const waitMs = Math.max(0, dueMs - machine.nowMs);
      if (isIdle) {
        // Nobody waits for it: what runs in the background keeps real time.
        this.#catchUp();
        return Math.min(waitMs, SHORT_WAIT_MS);
      }
      unseenMs += waitMs;
      if (waitMs === 0 || unseenMs > UNSEEN_WAIT_MS) {
        this.#jumpToMs = dueMs;
        return waitMs < SHORT_WAIT_MS ? waitMs / SHORT_WAIT_SPEED : SHORT_WAIT_MS;
      }
      machine.advance({ maxSteps: SLICE_STEPS, untilMs: dueMs, jump: true });
    }
  }

  /** What has changed on the screen since the last call; undefined: nothing. */
  change(): ScreenChange | undefined {
    const { screen } = this.#player;
    const lines = transcriptOf(screen, this.#firstRow, this.#player.endRow, this.#player.typedRows);
    const texts = [
      ...lines.map((line) => JSON.stringify(line)),
      JSON.stringify([this.#player.prompt, this.state, this.#pending]),
    ];
    let from = 0;
    while (from < texts.length && texts[from] === this.#lastText[from]) from++;
    if (from === texts.length && texts.length === this.#lastText.length) return undefined;
    this.#lastText = texts;
    const { prompt } = this.#player;
    return {
      from,
      lines: lines.slice(from),
      prompt,
      state: this.state,
      pending: this.#pending,
    };
  }

  /** At the prompt the machine's clock follows the real one, however long the reader thinks. */
  #catchUp(): void {
    if (this.#promptSinceMs === undefined) return;
    const passedMs = Math.min(this.now() - this.#promptSinceMs, MAX_IDLE_MS);
    this.#promptSinceMs = this.now();
    if (passedMs > 0) this.#player.machine.elapse(passedMs);
  }

  #nextStepMs(): number | undefined {
    const [next] = this.#queue;
    return next && this.#player.readyAtMs(next, this.#lastActionMs);
  }

  #playNext(): void {
    const readyMs = this.#nextStepMs();
    if (readyMs === undefined || readyMs > this.#player.machine.nowMs) return;
    const next = this.#queue.shift();
    if (next === undefined) return;
    if (next.kind === 'line' && this.#player.state === 'prompt') this.#player.machine.elapse(TYPING_MS);
    this.#do(next);
  }

  #do(step: Step): void {
    const { machine } = this.#player;
    this.#timeline = extended(this.#timeline, { step, atMs: machine.nowMs });
    this.#lastActionMs = machine.nowMs;
    this.#promptSinceMs = undefined;
    enact(this.#player, step);
  }
}

/** How long the last command made again may take at once: until the next one was typed, if that was taken back. */
function patienceMs(timeline: Timeline, nowMs: number): number {
  const next = timeline.actions[effective(timeline).length];
  return next === undefined ? REMAKE_PATIENCE_MS : Math.max(0, next.atMs - nowMs);
}

/** Lets the machine work until then. Throws a MissingPartsError. */
function runUntil(machine: TerminalMachine, untilMs: number): void {
  for (let slices = 0; machine.nowMs < untilMs; slices++) {
    if (slices === MAX_REMAKE_SLICES) throw new Error('this session takes too long to be made again');
    const { why } = machine.advance({ maxSteps: SLICE_STEPS, untilMs, jump: true });
    if (why === 'needs') throw new MissingPartsError(machine.needs());
    if (why !== 'budget') return;
  }
}

/** Does a step at once: whoever types does not wait for the prompt. */
function enact(player: Player, step: Step): void {
  if (step.kind === 'file' || step.kind === 'wait') player.play(step);
  else if (step.kind === 'keys') player.press(step.keys);
  else for (const line of step.text.split('\n')) enter(player, line);
}

/** Types a line and lets the shell take it, so that a line which follows at once finds the terminal busy. */
function enter(player: Player, line: string): void {
  const { machine, terminal } = player;
  const wasPrompting = terminal.prompting();
  player.enter(line);
  if (wasPrompting) machine.advance({ maxSteps: TAKE_STEPS, jump: false, stop: () => !terminal.prompting() });
}
