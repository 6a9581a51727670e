import type { BuildRequest, BuildResult } from '../../builder';
import { outlineDockerfile, parseDockerfile, type AnalysisOptions } from '../../dockerfile';
import type { Task } from '../../kernel';
import { refusal } from '../build-options/build-error';
import type { Call } from '../build-options/call';
import { checkJson, checkReport } from '../build-report/check';
import { outlineJson, outlineReport } from '../build-report/outline';
import { targetsJson, targetsReport } from '../build-report/targets';
import type { CommandContext } from '../context';

type Surroundings = Pick<CommandContext, 'stdout'>;

/** Prints what `--call` asked for; gives the command's status. */
export function* answerCall(
  context: Surroundings,
  call: Call,
  { dockerfile: { name, text = '' } }: BuildRequest,
  { check, reading }: BuildResult,
): Task<number> {
  switch (call.method) {
    case 'check':
      return check === undefined ? 0 : yield* answerCheck(context, call, { name, text }, check);
    case 'targets':
      yield* answerTargets(context, call, text);
      return 0;
    case 'outline':
      yield* answerOutline(context, call, text, reading);
      return 0;
  }
}

interface DockerfileText {
  readonly name: string;
  readonly text: string;
}

function* answerCheck(
  { stdout }: Surroundings,
  call: Call,
  dockerfile: DockerfileText,
  result: NonNullable<BuildResult['check']>,
): Task<number> {
  const { text, error } = checkReport(result, dockerfile);
  yield* stdout.write(call.isJson ? `${checkJson(result, dockerfile)}\n` : text);
  if (error !== undefined) throw refusal(error);
  return result.warnings.length > 0 && !call.ignoresStatus ? 1 : 0;
}

function* answerTargets({ stdout }: Surroundings, call: Call, text: string): Task<void> {
  const parsed = parseDockerfile(text);
  yield* stdout.write(call.isJson ? `${targetsJson(parsed, text)}\n` : targetsReport(parsed));
}

function* answerOutline(
  { stdout }: Surroundings,
  call: Call,
  text: string,
  reading: AnalysisOptions | undefined,
): Task<void> {
  const outline = outlineDockerfile(text, reading);
  yield* stdout.write(call.isJson ? `${outlineJson(outline, text)}\n` : outlineReport(outline));
}
