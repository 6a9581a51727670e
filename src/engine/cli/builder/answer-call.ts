import type { BuildRequest, BuildResult } from '../../builder';
import { DockerfileError, parseDockerfile } from '../../dockerfile';
import type { Task } from '../../kernel';
import { failedToBuild, refusal } from '../build-options/build-error';
import type { Call } from '../build-options/call';
import { sourceExcerpt } from '../build-progress/excerpt';
import { checkJson, checkReport } from '../build-report/check';
import { targetsJson, targetsReport } from '../build-report/targets';
import type { CommandContext } from '../context';

type Surroundings = Pick<CommandContext, 'stdout' | 'stderr'>;

/** Prints what `--call` asked for; gives the command's status. */
export function* answerCall(
  context: Surroundings,
  call: Call,
  { dockerfile: { name, text = '' } }: BuildRequest,
  { check }: BuildResult,
): Task<number> {
  switch (call.method) {
    case 'check':
      return check === undefined ? 0 : yield* answerCheck(context, call, { name, text }, check);
    case 'targets':
      return yield* answerTargets(context, call, { name, text });
    case 'outline':
      throw refusal(
        '--call=outline is not modelled here: a real Docker lists the build arguments and secrets that a target uses',
      );
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

function* answerTargets(
  { stdout, stderr }: Surroundings,
  call: Call,
  dockerfile: DockerfileText,
): Task<number> {
  try {
    const parsed = parseDockerfile(dockerfile.text);
    yield* stdout.write(call.isJson ? `${targetsJson(parsed)}\n` : targetsReport(parsed));
    return 0;
  } catch (error) {
    if (!(error instanceof DockerfileError)) throw error;
    yield* stderr.write(sourceExcerpt(dockerfile, error.range === undefined ? [] : [error.range]));
    throw failedToBuild(`failed to solve: ${error.message}`);
  }
}
