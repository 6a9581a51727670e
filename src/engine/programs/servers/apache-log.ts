// Apache's logs: where their lines go, and how they are written.
import { isErrno, type Process, strerror, type Task } from '../../kernel';
import { headerOf } from '../network/http';
import { ApacheConfigError } from './apache-config';
import type { ApacheServer, ApacheSite } from './apache-settings';
import { accessTime, MONTHS } from './nginx-log';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** `[Sun Sep 20 10:00:00.000000 2026] [core:notice] [pid 1:tid 1]`. */
export function apacheLogHead(p: Process, module: string, tid = p.pid): string {
  const d = new Date(p.nowMs);
  const time = `${d.toISOString().slice(11, 19)}.${String(d.getUTCMilliseconds()).padStart(3, '0')}000`;
  const day = `${DAYS[d.getUTCDay()]} ${MONTHS[d.getUTCMonth()]} ${String(d.getUTCDate()).padStart(2, '0')}`;
  return `[${day} ${time} ${d.getUTCFullYear()}] [${module}] [pid ${p.pid}:tid ${tid}]`;
}

export const LOG_LEVELS = ['emerg', 'alert', 'crit', 'error', 'warn', 'notice', 'info', 'debug'];

/** The least grave that the error log of a server takes. */
export function logLevelOf({ nodes }: ApacheServer): number {
  const words = nodes.filter(({ name }) => name.toLowerCase() === 'loglevel').at(-1)?.words ?? [];
  const level = words.find((word) => !word.includes(':'))?.toLowerCase() ?? 'warn';
  return level.startsWith('trace') ? LOG_LEVELS.length : LOG_LEVELS.indexOf(level);
}

/** Looks whether logs can be written. Throws ApacheConfigError. */
export function checkLogs(p: Process, { main, hosts }: ApacheSite): void {
  for (const server of [main, ...hosts]) {
    const folder = folderOf(server.errorLog);
    const about = server === main ? 'AH02291: Cannot access directory' : 'AH02290: Cannot access directory';
    if (!server.errorLog.startsWith('/proc/') && !p.files.exists(folder))
      throw new ApacheConfigError(
        `(2)No such file or directory: ${about} '${folder}/' for main error log\nAH00014: Configuration check failed`,
      );
    for (const node of server.nodes) {
      if (!/^(customlog|transferlog)$/i.test(node.name)) continue;
      const path = server.accessLogs.find((one) => one.path.endsWith(node.words[0] ?? ''))?.path ?? '';
      const place = folderOf(path);
      if (path.startsWith('/proc/') || p.files.exists(place)) continue;
      throw new ApacheConfigError(
        `(2)No such file or directory: AH02297: Cannot access directory '${place}/' for log file '${path}' defined at ${node.file}:${node.line}\nAH00014: Configuration check failed`,
      );
    }
  }
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

/** Open log files by path: the parent opens them, and its children have them from it. */
export type ApacheLogs = ReadonlyMap<string, number>;

const STDOUT = 1;
const STDERR = 2;

/** Throws ApacheConfigError where one may not be written. */
export function openLogs(
  p: Process,
  { main, hosts }: ApacheSite,
  before: ApacheLogs = new Map(),
): ApacheLogs {
  const logs = new Map(before);
  for (const server of [main, ...hosts]) {
    for (const path of [server.errorLog, ...server.accessLogs.map((one) => one.path)]) {
      if (logs.has(path)) continue;
      if (/^\/(proc\/self\/fd\/1|dev\/stdout)$/.test(path)) logs.set(path, STDOUT);
      else if (/^\/(proc\/self\/fd\/2|dev\/stderr)$/.test(path)) logs.set(path, STDERR);
      else logs.set(path, openLog(p, path));
    }
  }
  return logs;
}

function openLog(p: Process, path: string): number {
  try {
    return p.open(path, { write: true, create: true, append: true });
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new ApacheConfigError(
      `(13)${strerror(error.code)}: AH00091: httpd: could not open error log file ${path}.\nAH00015: Unable to open logs`,
    );
  }
}

export function* writeLog(p: Process, logs: ApacheLogs, path: string, line: string): Task<void> {
  const fd = logs.get(path);
  if (fd !== undefined) yield* p.stream(fd).write(line);
}

/** What an access log's format may name. */
export interface ApacheLogged {
  readonly startLine: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly sent: readonly (readonly [string, string])[];
  readonly status: number;
  readonly bytes: number;
  readonly client: string;
  readonly port: number;
  readonly serverName: string;
  readonly user: string | undefined;
}

/** A line of an access log. Source: mod_log_config's documentation. */
export function accessLine(p: Process, format: string, logged: ApacheLogged): string {
  return format
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t')
    .replace(/\\"/g, '"')
    .replace(
      /%[!\d,]*[<>]?(?:\{([^}]*)\})?[<>]?([a-zA-Z%])/g,
      (_, name: string | undefined, letter: string) =>
        letter === '%' ? '%' : valueOf(p, letter, name ?? '', logged),
    );
}

function valueOf(p: Process, letter: string, name: string, logged: ApacheLogged): string {
  const [method = '', target = '', protocol = ''] = logged.startLine.split(' ');
  const orDash = (text: string | undefined): string => (text === undefined || text === '' ? '-' : text);
  switch (letter) {
    case 'a':
    case 'h':
      return logged.client;
    case 'B':
      return String(logged.bytes);
    case 'b':
    case 'O':
      return logged.bytes === 0 ? '-' : String(logged.bytes);
    case 'D':
      return '0';
    case 'T':
      return '0';
    case 'e':
      return orDash(p.env.get(name));
    case 'H':
      return protocol;
    case 'i':
      return orDash(headerOf({ startLine: '', headers: logged.headers }, name));
    case 'o':
      return orDash(headerOf({ startLine: '', headers: logged.sent }, name));
    case 'm':
      return method;
    case 'P':
      return String(p.pid);
    case 'p':
      return String(logged.port);
    case 'q':
      return /\?.*/.exec(target)?.[0] ?? '';
    case 'r':
      return logged.startLine;
    case 's':
      return String(logged.status);
    case 't':
      return `[${accessTime(p)}]`;
    case 'U':
      return target.replace(/\?.*/, '');
    case 'u':
      return orDash(logged.user);
    case 'V':
    case 'v':
      return logged.serverName;
    case 'X':
      return '+';
  }
  return '-';
}
