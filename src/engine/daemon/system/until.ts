import { parseDuration, quote } from '../../units';
import { invalid } from '../errors';
import { parseMoment } from '../timestamps';
import { timeProblem } from './time-problem';

/** The moment that `--filter until=…` of the prune commands means; undefined where it is not given. */
export function untilOf(values: readonly string[], nowMs: number): number | undefined {
  const [text, ...more] = values;
  if (text === undefined) return undefined;
  if (more.length > 0) throw invalid('more than one until filter specified');
  return momentOf(text, nowMs, '');
}

/** The earliest of the moments that `--filter until=…` of images names, any number of times. */
export function earliestUntil(values: readonly string[], nowMs: number): number | undefined {
  const moments = values.map((text) => momentOf(text, nowMs, "invalid value for 'until' filter: "));
  return moments.length === 0 ? undefined : Math.min(...moments);
}

function momentOf(text: string, nowMs: number, prefix: string): number {
  const moment = parseMoment(text, nowMs, (duration) => parseDuration(duration) / 1e6);
  if (moment === undefined) throw invalid(`${prefix}${problemOf(text)}`);
  return moment;
}

/** What is wrong with a moment. Source: moby, daemon/internal/timestamp.Parse. */
function problemOf(text: string): string {
  if (text.trim() === '') return 'failed to parse value as time or duration: value is empty';
  const [seconds = ''] = text.split('.');
  return (
    timeProblem(text) ??
    `failed to parse value as time or duration: invalid seconds ${quote(seconds)}: invalid syntax`
  );
}
