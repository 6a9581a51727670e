/**
 * Two builds side by side: of two sides, each on a machine of its own, or of one side before and after a change. The
 * build plays it once for the page; in the browser the reader goes on from there. Same machines, same results.
 */
import type { BuildView, Machine } from '../engine';
import { compareNames, contentBytes, contentSize, nodeAt, walk } from '../engine/fs';
import { buildCount, buildViews } from '../engine/views';
import { MissingPartsError, TYPING_MS } from './player';

/** A file of the build context; `text` without the line feed at its end. */
export interface ContextFile {
  readonly path: string;
  readonly text: string;
  readonly mode: number;
}

/** What a button of the comparison does to every side's machine. */
export interface ContextChange {
  readonly label: string;
  /** Typed in the build context. */
  readonly lines: readonly string[];
  /** So long passes before. */
  readonly laterMs: number;
}

export interface ComparisonSide {
  readonly title: string;
  /** Of `docker build`. */
  readonly flags: string;
  /** That the other side does not have, or has otherwise. */
  readonly files: readonly ContextFile[];
}

export interface ComparisonSetup {
  /** With a side's name it decides ids and times. */
  readonly seed: string;
  /** Two: side by side. One: its last two builds. */
  readonly sides: readonly ComparisonSide[];
  /** Files of all sides. */
  readonly files: readonly ContextFile[];
  /** Offered as buttons. */
  readonly changes: readonly ContextChange[];
  /** Made after the first build; then all is built again. */
  readonly edit: ContextChange | undefined;
}

/** A build as the comparison shows it. */
export interface ComparedBuild {
  readonly title: string;
  readonly build: BuildView;
  /** The how manieth of its machine, from 1. */
  readonly number: number;
  /** How long the one before took on the same machine. */
  readonly previousMs: number | undefined;
}

export interface ComparisonState {
  readonly builds: readonly ComparedBuild[];
  /** Texts of the files as they are now: those of all sides, then each side's own. */
  readonly files: readonly ContextFile[];
  readonly sideFiles: readonly (readonly ContextFile[])[];
  /** What the last commands printed, where they failed or nothing was built. */
  readonly problem: string;
}

/**
 * Work that waits for machines: it yields one that needs something, and goes on when that was provided; or one that has
 * worked for a while, so that whoever drives it can do something else.
 */
export type MachineWork<T> = Generator<Machine, T, undefined>;

const FOLDER = 'app';
/** What is shown of a file of the context: a longer one is nothing to be edited. */
const MOST_BYTES = 19 * 1024;
/** Turns of a machine in one go. */
const SLICE_STEPS = 20_000;
/** For work that nobody stops. */
const NEVER = new AbortController().signal;
const ORDINALS = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth'];

interface Side {
  readonly setup: ComparisonSide;
  readonly machine: Machine;
}

export class Comparison {
  readonly #sides: readonly Side[];
  /** What each machine's files were written as, by path. */
  readonly #written = new Map<Machine, Map<string, string>>();

  constructor(
    newMachine: (name: string) => Machine,
    readonly setup: ComparisonSetup,
  ) {
    this.#sides = setup.sides.map((side, index) => ({
      setup: side,
      machine: newMachine(index === 0 ? 'laptop' : `laptop-${index + 1}`),
    }));
  }

  /** As the page shows it at first. */
  *begin(): MachineWork<ComparisonState> {
    for (const { machine, setup } of this.#sides) {
      this.#write(machine, [...this.setup.files, ...setup.files]);
      yield* this.#typed(machine, `cd ${FOLDER}`, NEVER);
    }
    const flags = this.setup.sides.map((side) => side.flags);
    const { edit } = this.setup;
    const isBuiltTwice = edit !== undefined || this.#sides.length === 1;
    const first = yield* this.build(isBuiltTwice ? flags.map(() => '') : flags);
    if (!isBuiltTwice || first.problem !== '') return first;
    if (edit !== undefined) {
      const changed = yield* this.change(edit);
      if (changed.problem !== '') return changed;
    }
    return yield* this.build(flags);
  }

  /** Writes those files that are not as given; side by side: those of all, then each side's own. */
  edit(files: readonly ContextFile[], sideFiles: readonly (readonly ContextFile[])[]): void {
    for (const [index, { machine }] of this.#sides.entries())
      this.#write(machine, [...files, ...(sideFiles[index] ?? [])]);
  }

  /** `stop` interrupts what is typed then. */
  *change({ lines, laterMs }: ContextChange, stop: AbortSignal = NEVER): MachineWork<ComparisonState> {
    let problem = '';
    for (const { machine } of this.#sides) {
      machine.elapse(laterMs);
      for (const line of lines) {
        const { status, output } = yield* this.#typed(machine, line, stop);
        if (status !== 0) problem = output;
      }
    }
    return this.#state(problem);
  }

  /** Builds all sides with these flags. `stop` interrupts the build that runs then, and the others are not begun. */
  *build(flags: readonly string[], stop: AbortSignal = NEVER): MachineWork<ComparisonState> {
    let problem = '';
    for (const [index, { machine }] of this.#sides.entries()) {
      if (stop.aborted && index > 0) break;
      const count = buildCount(machine);
      const words = ['docker', 'build', flags[index] ?? '', '-t', 'app', '.'].filter((word) => word !== '');
      const { output } = yield* this.#typed(machine, words.join(' '), stop);
      if (buildCount(machine) === count) problem = output;
    }
    return this.#state(problem);
  }

  #state(problem: string): ComparisonState {
    const sideFiles: (readonly ContextFile[])[] = [];
    let files: readonly ContextFile[] = [];
    for (const [index, { machine, setup }] of this.#sides.entries()) {
      const all = contextFiles(machine);
      const own = new Set(setup.files.map(({ path }) => path));
      sideFiles.push(all.filter(({ path }) => own.has(path)));
      if (index === 0) files = all.filter(({ path }) => !own.has(path));
      this.#written.set(machine, new Map(all.map(({ path, text }) => [path, text])));
    }
    return { builds: this.#builds(), files, sideFiles, problem };
  }

  #builds(): readonly ComparedBuild[] {
    const [only, other] = this.#sides;
    if (only === undefined) return [];
    if (other !== undefined)
      return this.#sides.flatMap(({ machine, setup: { title } }) =>
        lastBuilds(machine, 1).map((last) => ({ ...last, title })),
      );
    return lastBuilds(only.machine, 2);
  }

  /** Types a line and drives it to its end, or to where a reader stops it. */
  *#typed(
    machine: Machine,
    line: string,
    stop: AbortSignal,
  ): MachineWork<{ readonly status: number; readonly output: string }> {
    machine.elapse(TYPING_MS);
    machine.begin(line);
    let isInterrupted = false;
    for (;;) {
      const result = machine.goOn(SLICE_STEPS);
      if (result !== undefined && result.ended !== 'needs')
        return { status: result.status, output: `${result.stdout}${result.stderr}`.trim() };
      yield machine;
      if (stop.aborted && !isInterrupted) {
        isInterrupted = true;
        machine.interrupt();
      }
    }
  }

  #write(machine: Machine, files: readonly ContextFile[]): void {
    const written = this.#written.get(machine) ?? new Map<string, string>();
    this.#written.set(machine, written);
    for (const { path, text, mode } of files) {
      if (written.get(path) === text) continue;
      written.set(path, text);
      machine.writeFile(`${machine.world.host.home}/${FOLDER}/${path}`, `${text}\n`, mode);
    }
  }
}

/** A comparison's first state where everything is at hand, as when the site is built. Throws where something failed. */
export function playedAtOnce(comparison: Comparison): ComparisonState {
  const work = comparison.begin();
  let step = work.next();
  for (; step.done !== true; step = work.next()) {
    const needs = step.value.needs();
    if (needs.length > 0) throw new MissingPartsError(needs);
  }
  const { value } = step;
  if (value.problem !== '') throw new Error(value.problem);
  return value;
}

/** The files of the context by their paths, as far as they are short texts. */
function contextFiles(machine: Machine): readonly ContextFile[] {
  const folder = nodeAt(machine.tree(), `${machine.world.host.home}/${FOLDER}`);
  if (folder?.kind !== 'directory') return [];
  const files: ContextFile[] = [];
  for (const { path, node } of walk(folder)) {
    if (node.kind !== 'file' || contentSize(node.content) > MOST_BYTES) continue;
    const text = new TextDecoder().decode(contentBytes(node.content)).replace(/\n$/, '');
    files.push({ path: path.slice(1), text, mode: node.mode });
  }
  return files.toSorted((a, b) => compareNames(a.path, b.path));
}

function lastBuilds(machine: Machine, count: number): readonly ComparedBuild[] {
  // One more, for the time that it took.
  const views = buildViews(machine, count + 1);
  const shown = views.slice(-count);
  const before = buildCount(machine) - shown.length;
  return shown.map((build, index) => ({
    title: `${ORDINALS[before + index] ?? `${before + index + 1}th`} build`,
    build,
    number: before + index + 1,
    previousMs: views[views.length - shown.length + index - 1]?.tookMs,
  }));
}
