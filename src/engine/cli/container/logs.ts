// docker container logs
import { findContainer, formatLogTime, parseMoment, readLogs, timeProblem } from '../../daemon';
import { parseDuration, quote } from '../../units';
import { CommandError, implement } from '../context';
import { containerLogs } from '../declarations/container';

export const logs = implement(containerLogs, function* (context) {
  const { flags, daemon, stdout, stderr } = context;
  const [reference = ''] = context.operands;
  const container = findContainer(daemon, reference);
  const hasTty = container.config.Tty;
  const moment = (name: 'since' | 'until'): number | undefined => {
    const text = flags[name];
    if (text === '') return undefined;
    const momentMs = parseMoment(text, daemon.nowMs, (duration) => parseDuration(duration) / 1e6);
    if (momentMs !== undefined) return momentMs;
    const problem = timeProblem(text) ?? `failed to parse value as time or duration: ${quote(text)}`;
    throw new CommandError(`invalid value for "${name}": ${problem}`);
  };
  const sinceMs = moment('since');
  const untilMs = moment('until');
  const tail = /^\d+$/.test(flags.tail) ? Number(flags.tail) : undefined;
  const options = {
    follow: flags.follow,
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(untilMs === undefined ? {} : { untilMs }),
    ...(tail === undefined ? {} : { tail }),
  };
  const details = flags.details
    ? `${detailsOf(container.hostConfig.LogConfig.Config, container.config)} `
    : '';
  yield* readLogs(daemon, reference, options, function* ({ timeMs, stream, line }) {
    const target = stream === 'stderr' && !hasTty ? stderr : stdout;
    const prefix = `${flags.timestamps ? `${formatLogTime(timeMs)} ` : ''}${details}`;
    if (prefix !== '') yield* target.write(prefix);
    yield* target.write(line);
  });
  return 0;
});

/** The labels and variables that the log options name (`--log-opt labels=…`), as `--details` shows them. */
function detailsOf(
  options: Readonly<Record<string, string>>,
  config: {
    readonly Labels: Readonly<Record<string, string>> | null;
    readonly Env: readonly string[] | null;
  },
): string {
  const wanted = (text: string | undefined): readonly string[] =>
    (text ?? '').split(',').filter((name) => name !== '');
  const labels = wanted(options['labels']).flatMap((name) => {
    const value = config.Labels?.[name];
    return value === undefined ? [] : [`${name}=${value}`];
  });
  const names = new Set(wanted(options['env']));
  const variables = (config.Env ?? []).filter((variable) => names.has(variable.split('=', 1)[0] ?? ''));
  return [...labels, ...variables].sort().join(',');
}
