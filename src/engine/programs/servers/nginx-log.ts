// nginx's logs: where their lines go, and how a line begins. The official image's are links to stdout and stderr.
import { isErrno, type Process, type Task } from '../../kernel';
import type { User } from '../shared/users';
import { NginxConfigError } from './nginx-config';
import type { AccessLog, ErrorLog } from './nginx-settings';
import { failed } from './nginx-user';
import type { Asked, Served } from './nginx-worker';

/** Of the error log, from the gravest on. */
export const LEVELS = ['emerg', 'alert', 'crit', 'error', 'warn', 'notice', 'info', 'debug'];

export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (number: number): string => String(number).padStart(2, '0');

/** `2026/11/23 21:04:44 [notice] 1#1:`, of a process that has the number `pid`. */
export function logHead(p: Process, level: string, pid = p.pid): string {
  const d = new Date(p.nowMs);
  const time = [d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds()].map(two).join(':');
  const day = `${d.getUTCFullYear()}/${two(d.getUTCMonth() + 1)}/${two(d.getUTCDate())}`;
  return `${day} ${time} [${level}] ${pid}#${pid}:`;
}

/** `23/Nov/2026:21:04:46 +0000`, as the access log has it. */
export function accessTime(p: Process): string {
  const d = new Date(p.nowMs);
  const time = [d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds()].map(two).join(':');
  return `${two(d.getUTCDate())}/${MONTHS[d.getUTCMonth()]}/${d.getUTCFullYear()}:${time} +0000`;
}

const STDERR = 2;

/** The logs of a master or a worker: its open files. Workers begin with those of the master. */
export class NginxLogs {
  readonly #open: Map<string, number>;
  /** How often the master has opened its files anew; shared with its workers, which follow. */
  readonly #rotations: { count: number };
  #seen: number;
  #main: readonly ErrorLog[];

  constructor(main: readonly ErrorLog[], master?: NginxLogs) {
    this.#main = main;
    this.#open = new Map(master === undefined ? [['stderr', STDERR]] : master.#open);
    this.#rotations = master === undefined ? { count: 0 } : master.#rotations;
    this.#seen = this.#rotations.count;
  }

  /** For a worker that has been forked. */
  ofWorker(): NginxLogs {
    return new NginxLogs(this.#main, this);
  }

  /** Opens what is not open yet, and takes `main` for what is not about a request. Throws NginxConfigError. */
  use(p: Process, main: readonly ErrorLog[], all: readonly (ErrorLog | AccessLog)[]): void {
    for (const { path } of [...main, ...all]) this.#openFile(p, path);
    this.#main = main;
  }

  /** A line of the error log: of the main one, or of those of a server. */
  *say(p: Process, level: string, text: string, logs = this.#main, pid = p.pid): Task<void> {
    for (const log of logs) {
      if (LEVELS.indexOf(level) > LEVELS.indexOf(log.level)) continue;
      yield* this.write(p, log.path, `${logHead(p, level, pid)} ${text}\n`);
    }
  }

  /** A line that is for the one who begins nginx, too; stderr has it once. */
  *tell(p: Process, level: string, text: string): Task<void> {
    yield* this.say(p, level, text);
    if (!this.#main.some(({ path }) => path === 'stderr'))
      yield* p.stderr.write(`nginx: [${level}] ${text}\n`);
  }

  *write(p: Process, path: string, line: string): Task<void> {
    if (this.#seen !== this.#rotations.count) this.#openAgain(p);
    const fd = this.#open.get(path);
    if (fd !== undefined) yield* p.stream(fd).write(line);
  }

  /** A daemon's errors go to its log, whoever writes them. */
  takeStderr(p: Process): void {
    const [first] = this.#main;
    const fd = this.#open.get(first?.path ?? '');
    if (fd !== undefined && fd !== STDERR) p.dup(fd, STDERR);
  }

  /** The master's answer to USR1: files of the same names, which the workers' user may write. */
  rotate(p: Process, user: User | undefined): void {
    this.#rotations.count += 1;
    this.#openAgain(p);
    for (const path of this.#open.keys()) {
      if (user === undefined || path === 'stderr' || p.files.stat(path).kind !== 'file') continue;
      p.files.chown(path, user.uid, undefined);
    }
  }

  #openAgain(p: Process): void {
    this.#seen = this.#rotations.count;
    for (const [path, fd] of [...this.#open]) {
      if (path === 'stderr') continue;
      p.close(fd);
      this.#open.delete(path);
      this.#openFile(p, path);
    }
  }

  #openFile(p: Process, path: string): void {
    if (this.#open.has(path) || path.includes('$')) return;
    try {
      this.#open.set(path, p.open(path, { write: true, create: true, append: true }));
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new NginxConfigError(`open() "${path}" ${failed(error.code)}`);
    }
  }
}

/** A line of the error log about a request: `*1 open() … failed, client: …, server: …, request: …, host: …`. */
export function* complain(
  p: Process,
  asked: Asked,
  { logs }: Served,
  problem: string,
  upstream?: string,
): Task<void> {
  const { count, client, server, startLine, host } = asked;
  const rest =
    `client: ${client}, server: ${server.names[0] ?? ''}, request: "${startLine}", ` +
    `${upstream === undefined ? '' : `upstream: "${upstream}", `}host: "${host}"`;
  yield* logs.say(p, 'error', `*${count} ${problem}, ${rest}`, server.errorLogs);
}
