// nginx of the official image: a master, a worker a CPU, static files, proxying, logs (facts/programs/nginx.txt).
import {
  isErrno,
  type Listener,
  type Process,
  type Program,
  type SignalName,
  SIGNAL_NUMBERS,
  type Task,
  type WaitResult,
} from '../../kernel';
import { type NginxBuild, nginxBuild } from './nginx-build';
import { NginxConfigError } from './nginx-config';
import { type NginxConfiguration, readConfiguration } from './nginx-configuration';
import { NginxLogs } from './nginx-log';
import { nginxOptions } from './nginx-options';
import { becomeWorker, failed, makeTemporaryFolders } from './nginx-user';
import { serve } from './nginx-worker';

const SIGNALS = ['TERM', 'INT', 'QUIT', 'HUP', 'CHLD', 'USR1', 'WINCH'] as const;

/** What a master and its workers are begun with. */
interface Situation {
  readonly build: NginxBuild;
  readonly logs: NginxLogs;
  readonly file: string;
  /** Of `-g`. */
  readonly words: readonly string[];
}

const NOT_MODELLED =
  'nginx: this build of nginx is not modelled on this simulated machine; the real one serves files and passes ' +
  "requests on, as the image nginx:alpine and Debian's package do here\n";

export const nginx: Program = {
  id: 'nginx/nginx',
  *run(p) {
    const build = nginxBuild(p);
    if (build === undefined) return yield* say(p, NOT_MODELLED, 1);
    const options = nginxOptions(p.argv.slice(1), build);
    if ('said' in options) return yield* say(p, options.said, options.status);
    const { file, words, action, tests, isQuiet } = options;
    const logs = new NginxLogs([{ path: build.errorLog ?? 'stderr', level: 'notice' }]);
    try {
      if (build.errorLog !== undefined) logs.use(p, [{ path: build.errorLog, level: 'notice' }], []);
    } catch (error) {
      if (!(error instanceof NginxConfigError)) throw error;
      yield* say(p, `nginx: [alert] could not open error log file: ${error.message}\n`, 0);
    }
    const situation = { build, logs, file, words };
    try {
      const configuration = yield* readConfiguration(p, situation);
      if (action !== undefined) return yield* signalMaster(p, logs, configuration, action);
      if (tests && !isQuiet) yield* p.stderr.write(`nginx: the configuration file ${file} syntax is ok\n`);
      const listeners = yield* prepare(p, situation, configuration, tests);
      if (!tests) return yield* start(p, situation, configuration, listeners);
      for (const listener of listeners.values()) listener.close();
      return isQuiet ? 0 : yield* say(p, `nginx: configuration file ${file} test is successful\n`, 0);
    } catch (error) {
      if (!(error instanceof NginxConfigError)) throw error;
      yield* logs.tell(p, 'emerg', error.message);
      return tests ? yield* say(p, `nginx: configuration file ${file} test failed\n`, 1) : 1;
    }
  },
};

function* say(p: Process, text: string, status: number): Task<number> {
  yield* p.stderr.write(text);
  return status;
}

/** `nginx -s quit`: a signal to the process that the PID file names; the error log has it, whatever its level. */
function* signalMaster(
  p: Process,
  logs: NginxLogs,
  { pidFile, errorLogs }: NginxConfiguration,
  signal: SignalName,
): Task<number> {
  const noticed = errorLogs.map(({ path }) => ({ path, level: 'notice' }));
  logs.use(p, noticed, []);
  yield* logs.say(p, 'notice', 'signal process started');
  if (!p.files.exists(pidFile))
    return yield* say(p, `nginx: [error] open() "${pidFile}" ${failed('ENOENT')}\n`, 1);
  const text = p.files.readText(pidFile).trim();
  if (!/^\d+$/.test(text))
    return yield* say(p, `nginx: [error] invalid PID number "${text}" in "${pidFile}"\n`, 1);
  try {
    p.kill(Number(text), signal);
  } catch (error) {
    if (!isErrno(error)) throw error;
    const number = error.code === 'ESRCH' ? '3: No such process' : '1: Operation not permitted';
    return yield* say(p, `nginx: [alert] kill(${text}, ${SIGNAL_NUMBERS[signal]}) failed (${number})\n`, 1);
  }
  return 0;
}

/** Makes, opens and listens to what the configuration names. Throws NginxConfigError where something is refused. */
function* prepare(
  p: Process,
  { build, logs }: Situation,
  { user, servers, errorLogs, allLogs, pidFile }: NginxConfiguration,
  tests: boolean,
): Task<Map<number, Listener>> {
  const refused = makeTemporaryFolders(p, build.temporary, user);
  if (refused !== undefined) throw new NginxConfigError(refused);
  logs.use(p, errorLogs, allLogs);
  if (tests) writePid(p, pidFile, '');
  const listeners = new Map<number, Listener>();
  for (let tried = 1; ; tried += 1) {
    const problem = openPorts(p, servers, listeners);
    if (problem === undefined) return listeners;
    if (problem.code !== 'EADDRINUSE') throw new NginxConfigError(problem.text);
    if (tests) return listeners;
    yield* logs.tell(p, 'emerg', problem.text);
    if (tried === MOST_BINDS) throw new NginxConfigError('still could not bind()');
    yield* logs.say(p, 'notice', 'try again to bind() after 500ms');
    yield* p.sleep(BIND_PAUSE_MS);
  }
}

const MOST_BINDS = 5;
const BIND_PAUSE_MS = 500;

function writePid(p: Process, path: string, text: string): void {
  try {
    if (text !== '' || !p.files.exists(path)) p.files.writeFile(path, text);
    else p.close(p.open(path, { write: true }));
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new NginxConfigError(`open() "${path}" ${failed(error.code)}`);
  }
}

const STDIN = 0;
const STDOUT = 1;

/** Is the master, or leaves one behind (`daemon on`, the default). */
function* start(
  p: Process,
  situation: Situation,
  configuration: NginxConfiguration,
  listeners: Map<number, Listener>,
): Task<number> {
  const body = (master: Process): Task<number> => runMaster(master, situation, configuration, listeners);
  if (!configuration.isDaemon) return yield* body(p);
  p.fork(function* (child) {
    child.newSession();
    const nowhere = child.open('/dev/null', { read: true, write: true });
    for (const fd of [STDIN, STDOUT]) child.dup(nowhere, fd);
    child.close(nowhere);
    situation.logs.takeStderr(child);
    return yield* body(child);
  });
  return 0;
}

/** Listens on the ports that are new; what the kernel refused, if so. */
function openPorts(
  p: Process,
  servers: NginxConfiguration['servers'],
  listeners: Map<number, Listener>,
): { readonly code: string; readonly text: string } | undefined {
  for (const { address, port } of servers.flatMap(({ listens }) => listens)) {
    if (listeners.has(port)) continue;
    try {
      listeners.set(port, p.network.listen(address.startsWith('[') ? '0.0.0.0' : address, port));
    } catch (error) {
      if (!isErrno(error)) throw error;
      return { code: error.code, text: `bind() to ${address}:${port} ${failed(error.code)}` };
    }
  }
  return undefined;
}

function* runMaster(
  p: Process,
  situation: Situation,
  first: NginxConfiguration,
  listeners: Map<number, Listener>,
): Task<number> {
  const { logs, build } = situation;
  const note = (text: string): Task<void> => logs.say(p, 'notice', text);
  for (const signal of SIGNALS) p.setDisposition(signal, 'catch');
  writePid(p, first.pidFile, `${p.pid}\n`);
  p.setTitle(`nginx: master process ${p.argv.join(' ')}`);
  yield* note('using the "epoll" event method');
  yield* note(`nginx/${build.version}`);
  yield* note('OS: Linux 6.12.57');
  yield* note('getrlimit(RLIMIT_NOFILE): 1024:524288');
  let workers = yield* startWorkers(p, situation, first, listeners);
  for (;;) {
    const signal = yield* nextSignal(p);
    if (signal === 'CHLD') yield* buryWorkers(p, logs);
    if (signal === 'CHLD' || signal === 'WINCH') continue;
    const received = `signal ${SIGNAL_NUMBERS[signal]} (SIG${signal}) received`;
    if (signal === 'USR1') {
      yield* note(`${received}, reopening logs`);
      yield* note('reopening logs');
      logs.rotate(p, first.user);
      continue;
    }
    if (signal === 'HUP') {
      yield* note(`${received}, reconfiguring`);
      workers = yield* reconfigure(p, situation, workers, listeners);
      continue;
    }
    yield* note(`${received}, ${signal === 'QUIT' ? 'shutting down' : 'exiting'}`);
    yield* endWorkers(p, logs, workers, signal === 'QUIT');
    yield* note('exit');
    if (p.files.exists(first.pidFile)) p.files.unlink(first.pidFile);
    return 0;
  }
}

function* startWorkers(
  p: Process,
  { logs, build: { version } }: Situation,
  { servers, upstreams, workers: count, user }: NginxConfiguration,
  listeners: ReadonlyMap<number, Listener>,
): Task<readonly Process[]> {
  yield* logs.say(p, 'notice', 'start worker processes');
  const workers: Process[] = [];
  for (let started = 0; started < count; started += 1) {
    const worker = p.fork(
      function* (child) {
        const refused = becomeWorker(child, user);
        const own = logs.ofWorker();
        const served = { servers, upstreams, logs: own, version, turns: new Map<string, number>() };
        if (refused === undefined) return yield* serve(child, served, [...listeners.values()]);
        yield* own.say(child, 'emerg', refused);
        return 2;
      },
      { argv: ['nginx: worker process'] },
    );
    workers.push(worker);
    yield* logs.say(p, 'notice', `start worker process ${worker.pid}`);
  }
  return workers;
}

/** Reads the configuration again: new workers with it, the old ones end. A mistake in it leaves all as it was. */
function* reconfigure(
  p: Process,
  situation: Situation,
  old: readonly Process[],
  listeners: Map<number, Listener>,
): Task<readonly Process[]> {
  const { logs } = situation;
  yield* logs.say(p, 'notice', 'reconfiguring');
  let configuration: NginxConfiguration;
  try {
    configuration = yield* readConfiguration(p, situation);
    logs.use(p, configuration.errorLogs, configuration.allLogs);
    const problem = openPorts(p, configuration.servers, listeners);
    if (problem !== undefined) throw new NginxConfigError(problem.text);
  } catch (error) {
    if (!(error instanceof NginxConfigError)) throw error;
    yield* logs.say(p, 'emerg', error.message);
    return old;
  }
  const wanted = new Set(configuration.servers.flatMap(({ listens }) => listens.map(({ port }) => port)));
  for (const [port, listener] of [...listeners]) {
    if (wanted.has(port)) continue;
    listener.close();
    listeners.delete(port);
  }
  yield* logs.say(p, 'notice', 'using the "epoll" event method');
  const workers = yield* startWorkers(p, situation, configuration, listeners);
  yield* endWorkers(p, logs, old, true);
  return workers;
}

function* endWorkers(
  p: Process,
  logs: NginxLogs,
  workers: readonly Process[],
  isGraceful: boolean,
): Task<void> {
  const note = (text: string, pid?: number): Task<void> => logs.say(p, 'notice', text, undefined, pid);
  for (const { pid } of workers) {
    if (isGraceful) yield* note('gracefully shutting down', pid);
    yield* note('exiting', pid);
    yield* note('exit', pid);
    if (p.processes().some((one) => one.pid === pid)) p.kill(pid, 'KILL');
  }
  for (const [index, { pid }] of workers.entries()) {
    if (index > 0) yield* note('signal 29 (SIGIO) received');
    yield* wait(p, pid);
    yield* note(`signal 17 (SIGCHLD) received from ${pid}`);
    yield* note(`worker process ${pid} exited with code 0`);
  }
  p.takeSignals();
}

/** Says of workers that could not begin that they have ended; none takes their place. */
function* buryWorkers(p: Process, logs: NginxLogs): Task<void> {
  for (;;) {
    let ended: WaitResult | undefined;
    try {
      ended = yield* p.wait(-1, { noHang: true });
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
    if (ended === undefined) return;
    const how =
      'code' in ended.status ? `with fatal code ${ended.status.code} and cannot be respawned` : 'on a signal';
    yield* logs.say(p, 'notice', `signal 17 (SIGCHLD) received from ${ended.pid}`);
    yield* logs.say(p, 'alert', `worker process ${ended.pid} exited ${how}`);
  }
}

/** Until that child has ended; one that has long been buried needs no wait. */
function* wait(p: Process, pid: number): Task<void> {
  for (;;) {
    try {
      yield* p.wait(pid);
      return;
    } catch (error) {
      if (!isErrno(error)) throw error;
      if (error.code === 'ECHILD') return;
      if (error.code !== 'EINTR') throw error;
    }
  }
}

function* nextSignal(p: Process): Task<SignalName> {
  for (;;) {
    const [first] = p.takeSignals();
    if (first !== undefined) return first;
    try {
      yield* p.pause();
    } catch (error) {
      if (!isErrno(error) || error.code !== 'EINTR') throw error;
    }
  }
}
