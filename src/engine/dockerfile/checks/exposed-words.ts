import type { Analysis, StepTrace } from '../trace';
import { DockerfileError } from '../dockerfile-error';
import { expandWord } from '../words';

/** The words of every EXPOSE, variables filled in, up to one that is no port. */
export function* exposedWords(analysis: Analysis) {
  for (const { instruction, before } of analysis.steps) {
    if (instruction.name !== 'EXPOSE') continue;
    const escape = analysis.dockerfile?.escape ?? '\\';
    yield { instruction, words: instruction.ports.flatMap((port) => expandQuietly(port, before, escape)) };
  }
}

function expandQuietly(
  word: string,
  { variables }: StepTrace['before'],
  escape: Parameters<typeof expandWord>[2],
): readonly string[] {
  try {
    return expandWord(word, variables, escape).words;
  } catch (error) {
    if (error instanceof DockerfileError) return [];
    throw error;
  }
}
