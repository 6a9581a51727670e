// docker container logs
import { findContainer, formatLogTime, parseMoment, readLogs, timeProblem } from '../../daemon';
import { parseDuration, quote } from '../../units';
import { CommandError, implement } from '../context';
import { containerLogs } from '../declarations/container';
import { logTags } from '../log-tags';

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
  const { Config: logOptions } = container.hostConfig.LogConfig;
  const { tag: template = '' } = logOptions;
  const tag =
    flags.details && template !== ''
      ? (yield* logTags(context.process)).logTagOf(template, container)
      : undefined;
  const details = flags.details ? `${detailsOf(logOptions, container.config, tag)} ` : '';
  yield* readLogs(daemon, reference, options, function* ({ timeMs, stream, line }) {
    const target = stream === 'stderr' && !hasTty ? stderr : stdout;
    const prefix = `${flags.timestamps ? `${formatLogTime(timeMs)} ` : ''}${details}`;
    if (prefix !== '') yield* target.write(prefix);
    yield* target.write(line);
  });
  return 0;
});

/**
 * The labels and variables that the log options name (`--log-opt labels=…`) or match (`labels-regex`), as `--details`
 * shows them. A pattern that is none matches nothing: Docker does not start such a container. Sources: moby, logger
 * Info.ExtraAttributes, attrsByteSlice.
 */
function detailsOf(
  options: Readonly<Record<string, string>>,
  config: {
    readonly Labels: Readonly<Record<string, string>> | null;
    readonly Env: readonly string[] | null;
  },
  tag: string | undefined,
): string {
  const chosen = (
    all: ReadonlyMap<string, string>,
    names: string | undefined,
    pattern: string | undefined,
  ): readonly (readonly [string, string])[] => {
    const wanted = new Set((names ?? '').split(','));
    const matches = readPattern(pattern);
    return [...all].filter(([name]) => wanted.has(name) || matches?.test(name) === true);
  };
  const labels = new Map(Object.entries(config.Labels ?? {}));
  const variables = new Map(
    (config.Env ?? []).flatMap((variable): (readonly [string, string])[] => {
      const equals = variable.indexOf('=');
      return equals < 0 ? [] : [[variable.slice(0, equals), variable.slice(equals + 1)]];
    }),
  );
  const details = new Map([
    ...chosen(labels, options['labels'], options['labels-regex']),
    ...chosen(variables, options['env'], options['env-regex']),
    ...(tag ? ([['tag', tag]] as const) : []),
  ]);
  return [...details]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${queryEscape(name)}=${queryEscape(value)}`)
    .join(',');
}

function readPattern(text: string | undefined): RegExp | undefined {
  if (text === undefined || text === '') return undefined;
  try {
    return new RegExp(text);
  } catch {
    return undefined;
  }
}

/** As Go's url.QueryEscape. */
function queryEscape(text: string): string {
  const rest = /[!'()*]/g;
  return encodeURIComponent(text)
    .replace(rest, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}
