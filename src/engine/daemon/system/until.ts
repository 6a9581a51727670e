import { parseDuration } from '../../units';
import { invalid } from '../errors';
import { parseMoment } from '../timestamps';

/** The moment that `--filter until=…` of the prune commands means; undefined where it is not given. */
export function untilOf(values: readonly string[], nowMs: number): number | undefined {
  const [text, ...more] = values;
  if (text === undefined) return undefined;
  if (more.length > 0) throw invalid('more than one until filter specified');
  const moment = parseMoment(text, nowMs, (duration) => parseDuration(duration) / 1e6);
  if (moment === undefined)
    throw invalid(`invalid filter 'until': failed to parse value as time or duration: "${text}"`);
  return moment;
}
