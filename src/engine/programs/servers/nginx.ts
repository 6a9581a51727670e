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
import { cpuCount } from '../system/machine';
import {
  type Directive,
  NginxConfigError,
  type NginxServer,
  parseNginx,
  serversOf,
  wordsOf,
} from './nginx-config';
import { log, logHead } from './nginx-log';
import { resolveUpstreams } from './nginx-proxy';
import { becomeWorker, failed, makeTemporaryFolders, workerUser } from './nginx-user';
import { serve } from './nginx-worker';

const CONFIG = '/etc/nginx/nginx.conf';
const EXTRA = '/etc/nginx/conf.d';
const PID_FILE = '/run/nginx.pid';
const SIGNALS = ['TERM', 'INT', 'QUIT', 'HUP', 'CHLD', 'USR1', 'WINCH'] as const;

interface Configuration {
  readonly servers: readonly NginxServer[];
  /** Addresses of the hosts that requests are passed on to: looked up once, as nginx does. */
  readonly upstreams: ReadonlyMap<string, string>;
  readonly workers: number;
  readonly isDaemon: boolean;
}

export const nginx: Program = {
  id: 'nginx/nginx',
  *run(p) {
    const words = p.argv.slice(1);
    const version = p.env.get('NGINX_VERSION') ?? '1.26.3';
    if (words.includes('-v') || words.includes('-V'))
      return yield* say(p, `nginx version: nginx/${version}\n`, 0);
    let configuration: Configuration;
    try {
      configuration = yield* readConfiguration(p, words);
    } catch (error) {
      if (!(error instanceof NginxConfigError)) throw error;
      const isTest = words.includes('-t');
      const text = `nginx: [emerg] ${error.message}\n`;
      yield* p.stderr.write(isTest ? text : `${logHead(p, 'emerg')} ${error.message}\n${text}`);
      if (isTest) yield* p.stderr.write(`nginx: configuration file ${CONFIG} test failed\n`);
      return 1;
    }
    if (words.includes('-t')) {
      yield* p.stderr.write(`nginx: the configuration file ${CONFIG} syntax is ok\n`);
      return yield* say(p, `nginx: configuration file ${CONFIG} test is successful\n`, 0);
    }
    const asked = words[words.indexOf('-s') + 1];
    if (words.includes('-s')) return yield* signalMaster(p, asked ?? '');
    return yield* start(p, version, configuration);
  },
};

function* say(p: Process, text: string, status: number): Task<number> {
  yield* p.stderr.write(text);
  return status;
}

function* readConfiguration(p: Process, words: readonly string[]): Task<Configuration> {
  if (!p.files.exists(CONFIG))
    throw new NginxConfigError(`open() "${CONFIG}" failed (2: No such file or directory)`);
  const given = words.flatMap((word, index) => (word === '-g' ? [words[index + 1] ?? ''] : []));
  const main: readonly Directive[] = [
    ...given.flatMap((text) => parseNginx(text, 'command line')),
    ...parseNginx(p.files.readText(CONFIG), CONFIG),
  ];
  const names = p.files.exists(EXTRA)
    ? [...p.files.readDirectory(EXTRA)].sort().filter((name) => name.endsWith('.conf'))
    : [];
  const servers = [
    ...serversOf(main),
    ...names.flatMap((name) =>
      serversOf(parseNginx(p.files.readText(`${EXTRA}/${name}`), `${EXTRA}/${name}`)),
    ),
  ];
  const upstreams = yield* resolveUpstreams(p, servers);
  const workers = wordsOf(main, 'worker_processes')?.[0] ?? '1';
  return {
    servers,
    upstreams,
    workers: workers === 'auto' ? cpuCount(p) : Math.max(1, Number(workers) || 1),
    isDaemon: wordsOf(main, 'daemon')?.[0] !== 'off',
  };
}

/** `nginx -s quit`: a signal to the process that /run/nginx.pid names. */
function* signalMaster(p: Process, action: string): Task<number> {
  const signals: Readonly<Record<string, SignalName>> = {
    stop: 'TERM',
    quit: 'QUIT',
    reload: 'HUP',
    reopen: 'USR1',
  };
  const signal = signals[action];
  if (signal === undefined) return yield* say(p, `nginx: invalid option: "-s ${action}"\n`, 1);
  const line = `${logHead(p)} signal process started\n`;
  if (!p.files.exists(PID_FILE)) {
    yield* p.stderr.write(line);
    return yield* say(p, `nginx: [error] open() "${PID_FILE}" ${failed('ENOENT')}\n`, 1);
  }
  p.kill(Number(p.files.readText(PID_FILE)), signal);
  return yield* say(p, line, 0);
}

/** Opens what only the beginning may fail at, then is the master or leaves one behind (`daemon on`, the default). */
function* start(p: Process, version: string, configuration: Configuration): Task<number> {
  const fatal = (text: string): Task<number> =>
    say(p, `${logHead(p, 'emerg')} ${text}\nnginx: [emerg] ${text}\n`, 1);
  const user = workerUser(p, CONFIG);
  if (user !== undefined && p.credentials.uid !== 0) {
    const text =
      'the "user" directive makes sense only if the master process runs with super-user privileges, ignored in ' +
      `${CONFIG}:2`;
    yield* p.stderr.write(`${logHead(p, 'warn')} ${text}\nnginx: [warn] ${text}\n`);
  }
  const refused = makeTemporaryFolders(p, user);
  if (refused !== undefined) return yield* fatal(refused);
  const listeners = new Map<number, Listener>();
  const problem = openPorts(p, configuration, listeners);
  if (problem !== undefined) return yield* fatal(problem);
  const body = (master: Process): Task<number> => runMaster(master, version, configuration, listeners);
  if (!configuration.isDaemon) return yield* body(p);
  p.fork(function* (child) {
    child.newSession();
    return yield* body(child);
  });
  return 0;
}

/** Listens on the ports that are new; what the kernel refused, if so. */
function openPorts(
  p: Process,
  { servers }: Configuration,
  listeners: Map<number, Listener>,
): string | undefined {
  for (const port of new Set(servers.flatMap(({ ports }) => ports))) {
    if (listeners.has(port)) continue;
    try {
      listeners.set(port, p.network.listen('0.0.0.0', port));
    } catch (error) {
      if (!isErrno(error)) throw error;
      return `bind() to 0.0.0.0:${port} ${failed(error.code)}`;
    }
  }
  return undefined;
}

function* runMaster(
  p: Process,
  version: string,
  first: Configuration,
  listeners: Map<number, Listener>,
): Task<number> {
  for (const signal of SIGNALS) p.setDisposition(signal, 'catch');
  try {
    p.files.writeFile(PID_FILE, `${p.pid}\n`);
  } catch (error) {
    if (!isErrno(error)) throw error;
    const text = `open() "${PID_FILE}" ${failed(error.code)}`;
    return yield* say(p, `${logHead(p, 'emerg')} ${text}\nnginx: [emerg] ${text}\n`, 1);
  }
  p.setTitle(`nginx: master process ${p.argv.join(' ')}`);
  yield* log(p, 'using the "epoll" event method');
  yield* log(p, `nginx/${version}`);
  yield* log(p, 'OS: Linux 6.12.57');
  yield* log(p, 'getrlimit(RLIMIT_NOFILE): 1024:524288');
  let workers = yield* startWorkers(p, first, listeners);
  for (;;) {
    const signal = yield* nextSignal(p);
    if (signal === 'CHLD') yield* buryWorkers(p);
    if (signal === 'CHLD' || signal === 'USR1' || signal === 'WINCH') continue;
    const received = `signal ${SIGNAL_NUMBERS[signal]} (SIG${signal}) received`;
    if (signal === 'HUP') {
      yield* log(p, `${received}, reconfiguring`);
      workers = yield* reconfigure(p, workers, listeners);
      continue;
    }
    yield* log(p, `${received}, ${signal === 'QUIT' ? 'shutting down' : 'exiting'}`);
    yield* endWorkers(p, workers, signal === 'QUIT');
    yield* log(p, 'exit');
    if (p.files.exists(PID_FILE)) p.files.unlink(PID_FILE);
    return 0;
  }
}

function* startWorkers(
  p: Process,
  { servers, upstreams, workers: count }: Configuration,
  listeners: ReadonlyMap<number, Listener>,
): Task<readonly Process[]> {
  const user = workerUser(p, CONFIG);
  yield* log(p, 'start worker processes');
  const workers: Process[] = [];
  for (let started = 0; started < count; started += 1) {
    const worker = p.fork(
      function* (child) {
        const text = becomeWorker(child, user);
        if (text === undefined) return yield* serve(child, { servers, upstreams }, [...listeners.values()]);
        yield* child.stderr.write(`${logHead(child, 'emerg')} ${text}\n`);
        return 2;
      },
      { argv: ['nginx: worker process'] },
    );
    workers.push(worker);
    yield* log(p, `start worker process ${worker.pid}`);
  }
  return workers;
}

/** Reads the configuration again: new workers with it, the old ones end. A mistake in it leaves all as it was. */
function* reconfigure(
  p: Process,
  old: readonly Process[],
  listeners: Map<number, Listener>,
): Task<readonly Process[]> {
  yield* log(p, 'reconfiguring');
  let configuration: Configuration;
  try {
    configuration = yield* readConfiguration(p, []);
  } catch (error) {
    if (!(error instanceof NginxConfigError)) throw error;
    yield* log(p, error.message, 'emerg');
    return old;
  }
  const problem = openPorts(p, configuration, listeners);
  if (problem !== undefined) {
    yield* log(p, problem, 'emerg');
    return old;
  }
  const wanted = new Set(configuration.servers.flatMap(({ ports }) => ports));
  for (const [port, listener] of [...listeners]) {
    if (wanted.has(port)) continue;
    listener.close();
    listeners.delete(port);
  }
  yield* log(p, 'using the "epoll" event method');
  const workers = yield* startWorkers(p, configuration, listeners);
  yield* endWorkers(p, old, true);
  return workers;
}

function* endWorkers(p: Process, workers: readonly Process[], isGraceful: boolean): Task<void> {
  for (const { pid } of workers) {
    const head = logHead(p, 'notice', pid);
    const graceful = isGraceful ? `${head} gracefully shutting down\n` : '';
    yield* p.stderr.write(`${graceful}${head} exiting\n${head} exit\n`);
    if (p.processes().some((one) => one.pid === pid)) p.kill(pid, 'KILL');
  }
  for (const [index, { pid }] of workers.entries()) {
    if (index > 0) yield* log(p, 'signal 29 (SIGIO) received');
    yield* wait(p, pid);
    yield* log(p, `signal 17 (SIGCHLD) received from ${pid}`);
    yield* log(p, `worker process ${pid} exited with code 0`);
  }
  p.takeSignals();
}

/** Says of workers that could not begin that they have ended; none takes their place. */
function* buryWorkers(p: Process): Task<void> {
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
    yield* log(p, `signal 17 (SIGCHLD) received from ${ended.pid}`);
    yield* log(p, `worker process ${ended.pid} exited ${how}`, 'alert');
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
