// nginx of the official image: a master, a worker a CPU, static files, logs (facts/programs/nginx.txt).
import {
  type Connection,
  isErrno,
  type Process,
  type Program,
  type SignalName,
  SIGNAL_NUMBERS,
  type Task,
  type WaitResult,
} from '../../kernel';
import { readHead, headerOf } from '../network/http';
import { becomeWorker, failed, makeTemporaryFolders, workerUser } from './nginx-user';
import { NginxConfigError, type NginxServer, parseNginx, serversOf } from './nginx-config';

const CONFIG = '/etc/nginx/nginx.conf';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  css: 'text/css',
  js: 'application/javascript',
  json: 'application/json',
  txt: 'text/plain',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  ico: 'image/x-icon',
  xml: 'text/xml',
};
const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  301: 'Moved Permanently',
  302: 'Moved Temporarily',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Not Allowed',
  500: 'Internal Server Error',
};

export const nginx: Program = {
  id: 'nginx/nginx',
  *run(p) {
    const words = p.argv.slice(1);
    const version = p.env.get('NGINX_VERSION') ?? '1.26.3';
    if (words.includes('-v')) return yield* say(p, `nginx version: nginx/${version}\n`, 0);
    if (words.includes('-V')) return yield* say(p, `nginx version: nginx/${version}\n`, 0);
    let servers: readonly NginxServer[];
    try {
      servers = readServers(p);
    } catch (error) {
      if (!(error instanceof NginxConfigError)) throw error;
      yield* p.stderr.write(`nginx: [emerg] ${error.message}\n`);
      if (words.includes('-t')) yield* p.stderr.write(`nginx: configuration file ${CONFIG} test failed\n`);
      return 1;
    }
    if (words.includes('-t')) {
      yield* p.stderr.write(`nginx: the configuration file ${CONFIG} syntax is ok\n`);
      return yield* say(p, `nginx: configuration file ${CONFIG} test is successful\n`, 0);
    }
    const asked = words[words.indexOf('-s') + 1];
    if (words.includes('-s')) return yield* signalMaster(p, asked ?? '');
    return yield* master(p, version, servers);
  },
};

function* say(p: Process, text: string, status: number): Task<number> {
  yield* p.stderr.write(text);
  return status;
}

function readServers(p: Process): readonly NginxServer[] {
  const main = serversOf(parseNginx(p.files.readText(CONFIG), CONFIG));
  const folder = '/etc/nginx/conf.d';
  const extra = p.files.exists(folder)
    ? [...p.files.readDirectory(folder)].sort().filter((name) => name.endsWith('.conf'))
    : [];
  return [
    ...main,
    ...extra.flatMap((name) =>
      serversOf(parseNginx(p.files.readText(`${folder}/${name}`), `${folder}/${name}`)),
    ),
  ];
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
  const line = `${notice(p)} signal process started\n`;
  if (!p.files.exists('/run/nginx.pid')) {
    yield* p.stderr.write(line);
    return yield* say(p, 'nginx: [error] open() "/run/nginx.pid" failed (2: No such file or directory)\n', 1);
  }
  p.kill(Number(p.files.readText('/run/nginx.pid')), signal);
  return yield* say(p, line, 0);
}

const two = (number: number): string => String(number).padStart(2, '0');

function logTime(p: Process): string {
  const d = new Date(p.nowMs);
  const time = [d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds()].map(two).join(':');
  return `${d.getUTCFullYear()}/${two(d.getUTCMonth() + 1)}/${two(d.getUTCDate())} ${time}`;
}

function notice(p: Process, level = 'notice'): string {
  return `${logTime(p)} [${level}] ${p.pid}#${p.pid}:`;
}

function* master(p: Process, version: string, servers: readonly NginxServer[]): Task<number> {
  const user = workerUser(p, CONFIG);
  const log = function* (text: string): Task<void> {
    yield* p.stderr.write(`${notice(p)} ${text}\n`);
  };
  for (const signal of ['TERM', 'INT', 'QUIT', 'HUP', 'CHLD', 'USR1', 'WINCH'] as const)
    p.setDisposition(signal, 'catch');
  const fatal = (text: string): Task<number> =>
    say(p, `${notice(p, 'emerg')} ${text}\nnginx: [emerg] ${text}\n`, 1);
  if (user !== undefined && p.credentials.uid !== 0) {
    const text =
      'the "user" directive makes sense only if the master process runs with super-user privileges, ignored in ' +
      `${CONFIG}:2`;
    yield* p.stderr.write(`${notice(p, 'warn')} ${text}\nnginx: [warn] ${text}\n`);
  }
  const refused = makeTemporaryFolders(p, user);
  if (refused !== undefined) return yield* fatal(refused);
  const listeners = [];
  for (const server of servers) {
    try {
      listeners.push({ server, listener: p.network.listen('0.0.0.0', server.port) });
    } catch (error) {
      if (!isErrno(error)) throw error;
      return yield* fatal(`bind() to 0.0.0.0:${server.port} ${failed(error.code)}`);
    }
  }
  try {
    p.files.writeFile('/run/nginx.pid', `${p.pid}\n`);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return yield* fatal(`open() "/run/nginx.pid" ${failed(error.code)}`);
  }
  yield* log('using the "epoll" event method');
  yield* log(`nginx/${version}`);
  yield* log('OS: Linux 6.12.57');
  yield* log('getrlimit(RLIMIT_NOFILE): 1024:524288');
  yield* log('start worker processes');
  const workers: Process[] = [];
  for (const { server, listener } of listeners) {
    const worker = p.fork(
      function* (child) {
        const text = becomeWorker(child, user);
        if (text === undefined) return yield* serve(child, server, () => listener.accept());
        yield* child.stderr.write(`${notice(child, 'emerg')} ${text}\n`);
        return 2;
      },
      { argv: ['nginx: worker process'] },
    );
    workers.push(worker);
    yield* log(`start worker process ${worker.pid}`);
  }
  for (;;) {
    const signal = yield* nextSignal(p);
    if (signal === 'CHLD') yield* buryWorkers(p);
    if (signal === 'CHLD' || signal === 'USR1' || signal === 'WINCH') continue;
    const number = SIGNAL_NUMBERS[signal];
    if (signal === 'HUP') {
      yield* log(`signal ${number} (SIGHUP) received from 1, reconfiguring`);
      yield* log('reconfiguring');
      continue;
    }
    yield* log(
      `signal ${number} (SIG${signal}) received, ${signal === 'QUIT' ? 'shutting down' : 'exiting'}`,
    );
    for (const worker of workers) {
      const own = `${logTime(p)} [notice] ${worker.pid}#${worker.pid}:`;
      if (signal === 'QUIT') yield* p.stderr.write(`${own} gracefully shutting down\n`);
      yield* p.stderr.write(`${own} exiting\n${own} exit\n`);
      p.kill(worker.pid, 'KILL');
      yield* wait(p, worker.pid);
      yield* log(`signal 17 (SIGCHLD) received from ${worker.pid}`);
      yield* log(`worker process ${worker.pid} exited with code 0`);
    }
    yield* log('exit');
    return 0;
  }
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
    yield* p.stderr.write(
      `${notice(p)} signal 17 (SIGCHLD) received from ${ended.pid}\n` +
        `${notice(p, 'alert')} worker process ${ended.pid} exited ${how}\n`,
    );
  }
}

function* wait(p: Process, pid: number): Task<void> {
  for (;;) {
    try {
      yield* p.wait(pid);
      return;
    } catch (error) {
      if (!isErrno(error) || error.code !== 'EINTR') throw error;
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

function* serve(p: Process, server: NginxServer, accept: () => Task<Connection>): Task<number> {
  for (const signal of ['TERM', 'INT', 'QUIT', 'HUP', 'CHLD', 'USR1', 'WINCH'] as const)
    p.setDisposition(signal, 'default');
  for (let count = 1; ; count++) {
    const connection = yield* accept();
    try {
      yield* answer(p, server, connection, count);
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
    connection.close();
  }
}

function* answer(p: Process, server: NginxServer, connection: Connection, count: number): Task<void> {
  const request = yield* readHead(connection);
  if (request === undefined) return;
  const [method = '', target = '/', protocol = 'HTTP/1.0'] = request.startLine.split(' ');
  const path = decodeURIComponent(target.replace(/[?#].*/, ''));
  const found = yield* find(p, server, path, {
    count,
    request: request.startLine,
    host: headerOf(request, 'Host') ?? '',
    client: connection.remoteAddress,
  });
  const version = p.env.get('NGINX_VERSION') ?? '1.26.3';
  const isKnown = method === 'GET' || method === 'HEAD';
  const reply = isKnown ? found : { status: 405, body: errorPage(405, version), type: 'text/html' };
  const body = 'body' in reply && reply.body !== undefined ? reply.body : errorPage(reply.status, version);
  const head = [
    `HTTP/1.1 ${reply.status} ${REASONS[reply.status] ?? ''}`,
    `Server: nginx/${version}`,
    `Date: ${new Date(p.nowMs).toUTCString()}`,
    `Content-Type: ${reply.type}`,
    `Content-Length: ${body.length}`,
    ...(reply.modifiedMs === undefined ? [] : [`Last-Modified: ${new Date(reply.modifiedMs).toUTCString()}`]),
    'Connection: keep-alive',
    ...(reply.modifiedMs === undefined
      ? []
      : [
          `ETag: "${Math.floor(reply.modifiedMs / 1000).toString(16)}-${body.length.toString(16)}"`,
          'Accept-Ranges: bytes',
        ]),
    ...(reply.location === undefined ? [] : [`Location: ${reply.location}`]),
  ];
  yield* connection.write(`${head.join('\r\n')}\r\n\r\n`);
  if (method !== 'HEAD') yield* connection.write(body);
  const d = new Date(p.nowMs);
  const at = `${two(d.getUTCDate())}/${MONTHS[d.getUTCMonth()]}/${d.getUTCFullYear()}:${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} +0000`;
  const agent = headerOf(request, 'User-Agent') ?? '-';
  const line = `"${method} ${target} ${protocol}" ${reply.status} ${method === 'HEAD' ? 0 : body.length} "-" "${agent}" "-"`;
  yield* p.stdout.write(`${connection.remoteAddress} - - [${at}] ${line}\n`);
}

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body?: Uint8Array;
  readonly modifiedMs?: number;
  readonly location?: string;
}

interface Asked {
  readonly count: number;
  readonly request: string;
  readonly host: string;
  readonly client: string;
}

function* find(p: Process, server: NginxServer, path: string, asked: Asked): Task<Reply> {
  const location = server.locations
    .filter(({ prefix, isExact }) => (isExact ? path === prefix : path.startsWith(prefix)))
    .sort((a, b) => b.prefix.length - a.prefix.length)[0];
  if (location?.returns) {
    return {
      status: location.returns.status,
      type: 'application/octet-stream',
      body: new TextEncoder().encode(location.returns.text),
    };
  }
  const root = location?.root ?? server.root;
  const complain = function* (problem: string): Task<void> {
    const rest = `client: ${asked.client}, server: ${server.name}, request: "${asked.request}", host: "${asked.host}"`;
    yield* p.stderr.write(`${notice(p, 'error')} *${asked.count} ${problem}, ${rest}\n`);
  };
  const names = path.endsWith('/') ? server.index.map((name) => `${root}${path}${name}`) : [`${root}${path}`];
  for (const name of names) {
    try {
      const { kind, mtimeMs } = p.files.stat(name);
      if (kind === 'directory')
        return { status: 301, type: 'text/html', location: `http://${asked.host}${path}/` };
      const extension = /\.(\w+)$/.exec(name)?.[1] ?? '';
      return {
        status: 200,
        type: TYPES[extension] ?? 'application/octet-stream',
        body: p.files.readFile(name),
        modifiedMs: mtimeMs,
      };
    } catch (error) {
      if (!isErrno(error)) throw error;
      if (error.code === 'EACCES') {
        yield* complain(`open() "${name}" failed (13: Permission denied)`);
        return { status: 403, type: 'text/html' };
      }
    }
  }
  if (path.endsWith('/') && p.files.exists(`${root}${path}`)) {
    yield* complain(`directory index of "${root}${path}" is forbidden`);
    return { status: 403, type: 'text/html' };
  }
  yield* complain(`open() "${names[0] ?? root}" failed (2: No such file or directory)`);
  return { status: 404, type: 'text/html' };
}

function errorPage(status: number, version: string): Uint8Array {
  const title = `${status} ${REASONS[status] ?? ''}`;
  const lines = [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
    `<hr><center>nginx/${version}</center>`,
    '</body>',
    '</html>',
    '',
  ];
  return new TextEncoder().encode(lines.join('\r\n'));
}
