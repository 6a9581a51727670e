import type { Dockerfile, EscapeToken, RunInstruction, StageInstruction, Variables } from '../dockerfile';
import { DockerfileError, expandWord, fileSources, parseHeredoc } from '../dockerfile';

/** An instruction as progress shows it: set variables filled in, the name in capitals. */
export function stepName(instruction: StageInstruction, variables: Variables, escape: EscapeToken): string {
  const expanded = expandLeniently(withSummary(instruction), variables, escape);
  const [word = '', ...rest] = expanded.split(' ');
  return [word.toUpperCase(), ...rest].join(' ');
}

function expandLeniently(text: string, variables: Variables, escape: EscapeToken): string {
  try {
    const options = { keepQuotes: true, keepEscapes: true, keepUnset: true };
    return expandWord(text, variables, escape, options).text;
  } catch (error) {
    if (error instanceof DockerfileError) return text;
    throw error;
  }
}

function withSummary(instruction: StageInstruction): string {
  const { source } = instruction;
  if (instruction.name !== 'RUN' || !isScript(instruction)) return source;
  const lines = (instruction.command.files[0]?.data ?? '').trim().split('\n');
  return `${source} (${lines[0] ?? ''}${lines.length > 1 ? '...' : ''})`;
}

/** Whether RUN has nothing but a here-document: that is the script then. */
export function isScript({ command: { args, files } }: RunInstruction): boolean {
  return files.length > 0 && args.length === 1 && parseHeredoc(args[0] ?? '') !== undefined;
}

/** A lone stage is not named, unless something else than stages is copied or mounted from. */
export function hasStageNames({ stages, escape }: Dockerfile): boolean {
  if (stages.length > 1) return true;
  return stages.some(({ instructions }) =>
    instructions.some(
      (instruction) =>
        (instruction.name === 'RUN' && instruction.mountSpecs.length > 0) ||
        fileSources(instruction, stages, escape).some(({ kind }) => kind === 'image'),
    ),
  );
}
