import { formatDuration, parseDuration, parseInteger, quote } from '../units';
import { commandWords } from './arguments';
import { DockerfileError } from './dockerfile-error';
import { parseFlags } from './flags';
import { instructionFlags } from './instruction-flags';
import type { Healthcheck } from './instructions';
import type { Line } from './lines';

/** The shortest interval that Docker accepts: a millisecond. */
const minDurationNs = 1_000_000;

const withoutTimes = { intervalNs: 0, timeoutNs: 0, startPeriodNs: 0, startIntervalNs: 0, retries: 0 };

/** HEALTHCHECK's flags and command. Throws a DockerfileError or ValueError. */
export function parseHealthcheck(line: Line): Healthcheck {
  const [written, ...args] = line.args;
  if (written === undefined) throw invalid('HEALTHCHECK requires at least one argument');
  const type = written.toUpperCase();
  if (type === 'NONE') {
    if (args.length > 0) throw invalid('HEALTHCHECK NONE takes no arguments');
    return { test: ['NONE'], ...withoutTimes };
  }
  const flags = parseFlags(line.flags, instructionFlags.HEALTHCHECK);
  if (type !== 'CMD') throw invalid(`Unknown type ${quote(type)} in HEALTHCHECK (try CMD)`);
  const words = commandWords(args, line.isJson);
  if (words.length === 0) throw invalid('Missing command after HEALTHCHECK CMD');
  const duration = (name: string): number => parseOptionalDuration(name, flags.text(name));
  return {
    test: [line.isJson ? 'CMD' : 'CMD-SHELL', ...words],
    intervalNs: duration('interval'),
    timeoutNs: duration('timeout'),
    startPeriodNs: duration('start-period'),
    startIntervalNs: duration('start-interval'),
    retries: parseRetries(flags.text('retries') ?? ''),
  };
}

function invalid(message: string): DockerfileError {
  return new DockerfileError('instruction', message);
}

function parseOptionalDuration(name: string, text = ''): number {
  if (text === '') return 0;
  const durationNs = parseDuration(text);
  if (durationNs !== 0 && durationNs < minDurationNs) {
    throw invalid(`Interval ${quote(name)} cannot be less than ${formatDuration(minDurationNs)}`);
  }
  return durationNs;
}

function parseRetries(text: string): number {
  if (text === '') return 0;
  const retries = parseInteger(text, { bits: 32 });
  if (retries < 0) throw invalid(`--retries cannot be negative (${retries})`);
  return retries;
}
