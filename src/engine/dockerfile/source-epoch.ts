import { DockerfileError } from './dockerfile-error';
import type { BuildArguments } from './scope';
import type { Variables } from './words';

const name = 'SOURCE_DATE_EPOCH';

/** The last second that a time in JSON can be: the year 9999. */
const lastSecond = 253_402_300_799;

/**
 * The moment, in milliseconds, that a build's result is to be dated with: the build argument SOURCE_DATE_EPOCH, or an
 * ARG of that name in front of the first FROM, in seconds; undefined: none is asked for. Throws a DockerfileError.
 * Source: BuildKit, dockerfile2llb/epoch.go.
 */
export function sourceEpochMs(
  buildArgs: BuildArguments,
  global: Variables,
  stageNames: readonly string[],
): number | undefined {
  const value = buildArgs[name] ?? global.get(name) ?? '';
  if (value === '') return undefined;
  const seconds = /^[+-]?\d+$/.test(value) ? Number(value) : NaN;
  if (seconds >= 0 && seconds <= lastSecond) return seconds * 1000;
  if (value === 'context' || stageNames.includes(value.toLowerCase())) {
    const real = 'the real one takes the time of the sources that it names';
    throw new DockerfileError('value', `${name}=${value} is not modelled here: ${real}`);
  }
  throw new DockerfileError('value', `invalid ${name}: ${value}`);
}
