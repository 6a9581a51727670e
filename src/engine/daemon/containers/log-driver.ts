// Loaded when a container's --log-driver or --log-opt are set: what they may be, and what they make of its log.
import {
  goRegexpProblem,
  parseBool,
  parseHumanSize,
  parseInteger,
  parseRamSize,
  ValueError,
} from '../../units';
import type { HostConfig } from '../api/container';
import type { Task } from '../../kernel';
import type { Daemon } from '../daemon';
import { DaemonError, invalid, notFound } from '../errors';
import type { Container } from './container';
import type { LogEntry, LogRotation } from './log';
import { formatLogTime } from '../timestamps';

const details = ['labels', 'labels-regex', 'env', 'env-regex', 'tag'] as const;
const files = ['max-file', 'max-size', 'compress'] as const;

/** Of the copy that is kept for `docker logs` where a driver hands everything on: all of them know these. */
const cacheOptions = new Set(['cache-disabled', 'cache-max-size', 'cache-max-file', 'cache-compress']);
const prefixed = (prefix: string, names: string): readonly string[] =>
  names.split(' ').map((name) => `${prefix}-${name}`);

/** The options that a driver knows. Sources: moby, daemon/logger, ValidateLogOpt of each. */
const drivers: Readonly<Record<string, readonly string[]>> = {
  'json-file': [...files, ...details],
  local: [...files, ...details],
  journald: details,
  syslog: [
    ...details,
    ...prefixed('syslog', 'address facility format tls-ca-cert tls-cert tls-key tls-skip-verify'),
  ],
  awslogs: [
    ...details.filter((name) => !name.endsWith('regex')),
    ...prefixed(
      'awslogs',
      'group stream create-group create-stream region endpoint datetime-format multiline-pattern credentials-endpoint force-flush-interval-seconds max-buffered-events format',
    ),
  ],
  fluentd: [
    ...details,
    ...prefixed(
      'fluentd',
      'address async async-connect async-reconnect-interval buffer-limit max-retries request-ack retry-wait sub-second-precision read-timeout write-timeout',
    ),
  ],
  gcplogs: [
    ...details.filter((name) => name !== 'tag'),
    'gcp-project',
    'gcp-log-cmd',
    'gcp-meta-zone',
    'gcp-meta-name',
    'gcp-meta-id',
  ],
  gelf: [
    ...details,
    ...prefixed('gelf', 'address compression-level compression-type tcp-max-reconnect tcp-reconnect-delay'),
  ],
  splunk: [
    ...details,
    ...prefixed(
      'splunk',
      'url token source sourcetype index capath caname insecureskipverify format verify-connection gzip gzip-level index-acknowledgment',
    ),
  ],
};

/** Throws what the daemon says of a driver that is none, and of options that it does not have (moby, ValidateLogOpts). */
export function checkLogDriver({ LogConfig: { Type, Config } }: HostConfig): void {
  if (Type === 'none') return;
  const { mode = '', 'max-buffer-size': bufferSize, ...own } = Config;
  if (!['', 'blocking', 'non-blocking'].includes(mode))
    throw invalid(`logger: logging mode not supported: ${mode}`);
  if (bufferSize !== undefined) {
    if (mode !== 'non-blocking')
      throw invalid("logger: max-buffer-size option is only supported with 'mode=non-blocking'");
    reading(
      () => parseRamSize(bufferSize),
      (problem) => invalid(`error parsing option max-buffer-size: ${problem}`),
    );
  }
  const known = drivers[Type];
  if (known === undefined)
    throw notFound(`error looking up logging plugin ${Type}: plugin "${Type}" not found`);
  if (Type === 'gelf' && !own['gelf-address']) throw invalid('gelf-address is a required parameter');
  const unknown = Object.keys(own).find((option) => !cacheOptions.has(option) && !known.includes(option));
  if (unknown === undefined) {
    if (Type === 'awslogs' && !own['awslogs-group'])
      throw invalid("must specify a value for log opt 'awslogs-group'");
    return;
  }
  const driver = Type === 'local' ? 'log driver local' : `${Type} log driver`;
  const quoted = Type === 'gelf' || Type === 'gcplogs' ? `"${unknown}"` : `'${unknown}'`;
  throw invalid(
    Type === 'gcplogs'
      ? `${quoted} is not a valid option for the gcplogs driver`
      : `unknown log opt ${quoted} for ${driver}`,
  );
}

/**
 * How the driver of a container that starts keeps its log; undefined where it keeps all. Throws where the driver cannot
 * begin. `isAnswered`: whether anybody listens at a port of this host. Sources: moby, New of jsonfilelog, syslog,
 * journald, fluentd, gelf and splunk, local.newConfig.
 */
export function startLogging(
  { LogConfig: { Type, Config } }: HostConfig,
  isAnswered: (port: number) => boolean,
): LogRotation | undefined {
  switch (Type) {
    case 'json-file':
      return jsonFileRotation(Config);
    case 'local':
      return localRotation(Config);
    case 'journald':
      throw cannotStart('journald is not enabled on this host');
    case 'syslog':
      if (Config['syslog-address'] === undefined) throw cannotStart('Unix syslog delivery error');
      return undefined;
    case 'fluentd':
      checkFluentd(Config, isAnswered);
      return undefined;
    case 'splunk':
      for (const option of ['splunk-url', 'splunk-token'])
        if (Config[option] === undefined) throw cannotStart(`splunk: ${option} is expected`);
      return undefined;
    default:
      return undefined;
  }
}

/** Connects before the container starts, unless that may be done later. Only this host is looked at. */
function checkFluentd(options: Options, isAnswered: (port: number) => boolean): void {
  const isLater = options['fluentd-async'] ?? options['fluentd-async-connect'] ?? '';
  if (isLater !== '' && reading(() => parseBool(isLater), cannotStart)) return;
  const address = (options['fluentd-address'] ?? '').replace(/^tcp:\/\//, '');
  const parts = /^(?:localhost|127\.0\.0\.1)?(?::(\d+))?$/.exec(address);
  if (parts === null) return;
  const port = Number(parts[1] ?? 24224);
  if (!isAnswered(port)) throw cannotStart(`dial tcp 127.0.0.1:${port}: connect: connection refused`);
}

/** Throws where what is told with every line cannot be read: patterns first, then the tag, as json-file's New does. */
export function* checkDetails(daemon: Daemon, container: Container): Task<void> {
  const { Type, Config } = container.hostConfig.LogConfig;
  if (Type === 'none') return;
  for (const name of ['labels-regex', 'env-regex']) {
    const problem = goRegexpProblem(Config[name] ?? '');
    if (problem !== undefined) throw cannotStart(problem);
  }
  const { tag = '' } = Config;
  const problem = tag === '' ? undefined : yield* daemon.host.logTagProblem(tag, container);
  if (problem !== undefined) throw cannotStart(problem);
}

type Options = Readonly<Record<string, string>>;

function cannotStart(problem: string): DaemonError {
  return new DaemonError(
    'system',
    `failed to create task for container: failed to initialize logging driver: ${problem}`,
  );
}

/** `read`'s value; its problem as `problemOf` has it. */
function reading<Value>(read: () => Value, problemOf: (problem: string) => DaemonError): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof ValueError) throw problemOf(error.message);
    throw error;
  }
}

/** A log in files of a certain size, of which the last ones are kept. */
interface LogFiles {
  /** A file that has this many bytes gets no more. */
  readonly fileBytes: number;
  readonly fileCount: number;
  readonly entryBytes: (entry: LogEntry) => number;
}

function rotating({ fileBytes, fileCount, entryBytes }: LogFiles): LogRotation {
  const older: number[] = [];
  let count = 0;
  let bytes = 0;
  return (entry) => {
    let gone = 0;
    if (bytes >= fileBytes) {
      older.push(count);
      [count, bytes] = [0, 0];
      if (older.length >= fileCount) gone = older.shift() ?? 0;
    }
    count += 1;
    bytes += entryBytes(entry);
    return gone;
  };
}

function jsonFileRotation(options: Options): LogRotation | undefined {
  const { 'max-size': size, 'max-file': count, compress } = options;
  const fileBytes = size === undefined ? undefined : reading(() => parseHumanSize(size), cannotStart);
  if (fileBytes !== undefined && fileBytes <= 0) throw cannotStart('max-size must be a positive number');
  const fileCount =
    count === undefined ? 1 : reading(() => parseInteger(count, { functionName: 'Atoi' }), cannotStart);
  if (fileCount < 1) throw cannotStart('max-file cannot be less than 1');
  const isCompressed = compress !== undefined && reading(() => parseBool(compress), cannotStart);
  if (isCompressed && (fileCount === 1 || fileBytes === undefined))
    throw cannotStart('compress cannot be true when max-file is less than 2 or max-size is not set');
  return fileBytes === undefined ? undefined : rotating({ fileBytes, fileCount, entryBytes: jsonEntryBytes });
}

function localRotation(options: Options): LogRotation {
  const { 'max-size': size, 'max-file': count, compress } = options;
  const invalidValue =
    (name: string, value: string) =>
    (problem: string): DaemonError =>
      cannotStart(`invalid value for ${name}: ${value}: ${problem}`);
  const fileBytes =
    size === undefined
      ? 20 * 1024 * 1024
      : reading(() => parseHumanSize(size), invalidValue('max-size', size));
  const fileCount =
    count === undefined
      ? 5
      : reading(() => parseInteger(count, { functionName: 'Atoi' }), invalidValue('max-file', count));
  const isCompressed =
    compress === undefined ||
    reading(
      () => parseBool(compress),
      (problem) => cannotStart(`invalid boolean value for compress: ${problem}`),
    );
  if (fileCount < 0) throw cannotStart('max-file must not be negative');
  if (isCompressed && fileCount <= 1)
    throw cannotStart('compression cannot be enabled when max file count is 1');
  return rotating({ fileBytes, fileCount, entryBytes: localEntryBytes });
}

/** One line of JSON; what the options add to each is not counted. */
function jsonEntryBytes({ timeMs, stream, line }: LogEntry): number {
  const log = JSON.stringify(new TextDecoder().decode(line)).replace(/[<>&]/g, '\\u0000');
  return `{"log":${log},"stream":"${stream}","time":"${formatLogTime(timeMs)}"}\n`.length;
}

/** A protobuf message between its own size twice, four bytes each. */
function localEntryBytes({ stream, line }: LogEntry): number {
  const text = line.length - 1;
  return 2 * 4 + (2 + stream.length) + 10 + (text < 128 ? 2 : 3) + text;
}
