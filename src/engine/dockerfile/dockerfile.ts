import { DockerfileError } from './dockerfile-error';
import type { Directive } from './directives';
import type { ArgInstruction, FromInstruction, Instruction, StageInstruction } from './instructions';
import { parseLines, type DockerfileLines, type EmptyContinuation, type Line } from './lines';
import { parseInstruction } from './parse-instruction';
import type { EscapeToken } from './words';

/** FROM to next FROM. */
export interface Stage {
  readonly from: FromInstruction;
  /** Counted from 0. */
  readonly index: number;
  /** In lower case; empty when it has none. */
  readonly name: string;
  readonly instructions: readonly StageInstruction[];
}

/** A Dockerfile that has been understood. */
export interface Dockerfile {
  /** The ARGs before the first FROM. */
  readonly globalArgs: readonly ArgInstruction[];
  /** At least one. */
  readonly stages: readonly Stage[];
  readonly escape: EscapeToken;
  readonly directives: readonly Directive[];
  readonly emptyContinuations: readonly EmptyContinuation[];
}

/** What progress calls a stage: its name, or `stage-0` by its index. */
export function stageLabel(stage: Stage): string {
  return stage.name === '' ? `stage-${stage.index}` : stage.name;
}

/**
 * Reads a Dockerfile's text.
 * Throws a DockerfileError with BuildKit's text and range when it cannot be built whatever the build arguments are.
 */
export function parseDockerfile(text: string): Dockerfile {
  const { dockerfile, error } = understand(readLines(text));
  if (dockerfile === undefined) throw error ?? noStages();
  return dockerfile;
}

/** The lines of a Dockerfile; an empty text is refused first, as BuildKit does. */
export function readLines(text: string): DockerfileLines {
  if (text === '') throw new DockerfileError('empty', 'the Dockerfile cannot be empty');
  return parseLines(text);
}

/** A line and what it means; nothing for the line that stopped the reading. */
export interface ReadLine {
  readonly line: Line;
  readonly instruction?: Instruction;
}

/** How far reading came: a Dockerfile, or the error that stopped it and the lines up to there. */
export interface Understanding {
  readonly read: readonly ReadLine[];
  readonly dockerfile?: Dockerfile;
  readonly error?: DockerfileError;
}

/** Gives lines their meaning and sorts them into stages, up to the first error. */
export function understand(parsed: DockerfileLines): Understanding {
  const read: ReadLine[] = [];
  const globalArgs: ArgInstruction[] = [];
  const stages: { from: FromInstruction; instructions: StageInstruction[] }[] = [];
  for (const line of parsed.lines) {
    const instruction = parseQuietly(line);
    if (instruction instanceof DockerfileError) return { read: [...read, { line }], error: instruction };
    read.push({ line, instruction });
    const stage = stages.at(-1);
    if (instruction.name === 'FROM') stages.push({ from: instruction, instructions: [] });
    else if (stage !== undefined) stage.instructions.push(instruction);
    else if (instruction.name === 'ARG') globalArgs.push(instruction);
    else
      return { read, error: new DockerfileError('stage', 'no build stage in current context', line.range) };
  }
  if (stages.length === 0) return { read, error: noStages() };
  const { escape, directives, emptyContinuations } = parsed;
  const numbered = stages.map((stage, index) => ({ ...stage, index, name: stage.from.stageName }));
  return { read, dockerfile: { globalArgs, stages: numbered, escape, directives, emptyContinuations } };
}

function noStages(): DockerfileError {
  return new DockerfileError('stage', 'dockerfile contains no stages to build');
}

function parseQuietly(line: Line): Instruction | DockerfileError {
  try {
    return parseInstruction(line);
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    const message = `dockerfile parse error on line ${line.range.startLine}: ${error.message}`;
    return new DockerfileError(error.code, message, error.range);
  }
}

/**
 * Instructions that stand in no stage, as `docker commit --change` takes them; `check` sees their names before any is
 * understood. Throws a DockerfileError that says no line. Source: BuildKit instructions.ParseCommand.
 */
export function parseInstructions(
  text: string,
  check: (keyword: string) => void,
): readonly StageInstruction[] {
  const { lines } = parseLines(text);
  for (const { keyword } of lines) check(keyword);
  return lines.map((line) => {
    const instruction = parseInstruction(line);
    if (instruction.name === 'FROM')
      throw new DockerfileError('instruction', '*instructions.Stage is not a command type');
    return instruction;
  });
}

/**
 * The instruction that an image's ONBUILD trigger holds; it counts as written on the lines of the FROM that uses it.
 * Throws a DockerfileError with that range.
 */
export function parseTrigger(trigger: string, from: FromInstruction): StageInstruction {
  try {
    const { lines } = parseLines(trigger);
    const [line] = lines;
    if (line === undefined || lines.length !== 1) {
      throw new DockerfileError('instruction', 'onbuild trigger should be a single expression');
    }
    const instruction = parseInstruction({ ...line, range: from.range });
    if (instruction.name === 'FROM')
      throw new DockerfileError('instruction', '*instructions.Stage is not a command type');
    return instruction;
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    throw new DockerfileError(error.code, error.message, from.range);
  }
}
