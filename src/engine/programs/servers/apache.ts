// httpd of the official image: static files, folders listed, logs (facts/programs/httpd.txt, Apache 2.4's documentation).
import {
  type Connection,
  isErrno,
  type Listener,
  type Process,
  type Program,
  SIGNAL_NUMBERS,
  type SignalName,
  type Task,
} from '../../kernel';
import { type Head, headerOf, httpDate, readHead } from '../network/http';
import { groupsOf, readUsers } from '../shared/users';
import { accessTime } from './nginx-log';
import { errorPage, fileReply, type ApacheReply } from './apache-pages';

const ROOT = '/usr/local/apache2';
/** StartServers of mpm_event. */
const CHILDREN = 3;
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

interface ApacheConfig {
  readonly ports: readonly number[];
  readonly documentRoot: string;
  readonly index: readonly string[];
  readonly serverName: string | undefined;
  readonly user: string;
}

export const apache: Program = {
  id: 'apache2/apache',
  *run(p) {
    const words = p.argv.slice(1);
    const version = `Apache/${p.env.get('HTTPD_VERSION') ?? '2.4'} (Unix)`;
    if (words.includes('-v')) {
      yield* p.stdout.write(`Server version: ${version}\n`);
      return 0;
    }
    const unknown = words.find((word) => /^-[^DdfCceEkvVhlLtTSMX]/.test(word));
    if (unknown !== undefined) {
      yield* p.stderr.write(`httpd: illegal option -- ${unknown.slice(1, 2)}\n${USAGE}`);
      return 1;
    }
    const path = words[words.indexOf('-f') + 1];
    const file = words.includes('-f') && path !== undefined ? path : `${ROOT}/conf/httpd.conf`;
    if (!p.files.exists(file)) {
      yield* p.stderr.write(`httpd: Could not open configuration file ${file}: No such file or directory\n`);
      return 1;
    }
    const config = readConfig(p.files.readText(file));
    if (config.serverName === undefined) yield* complainOfName(p);
    if (words.includes('-t')) {
      yield* p.stderr.write('Syntax OK\n');
      return 0;
    }
    const isForeground = words.some((word) => /^-?-?DFOREGROUND$|^FOREGROUND$/.test(word));
    const listeners: Listener[] = [];
    for (const port of config.ports) {
      try {
        listeners.push(p.network.listen('::', port));
      } catch (error) {
        if (!isErrno(error)) throw error;
        const [number, text] =
          error.code === 'EACCES' ? [13, 'Permission denied'] : [98, 'Address already in use'];
        yield* p.stderr.write(
          `(${number})${text}: AH00072: make_sock: could not bind to address 0.0.0.0:${port}\n` +
            'no listening sockets available, shutting down\nAH00015: Unable to open logs\n',
        );
        return 1;
      }
    }
    const serve = (own: Process): Task<number> => parent(own, config, { version, listeners });
    if (isForeground) return yield* serve(p);
    p.fork(function* (child) {
      child.newSession();
      return yield* serve(child);
    });
    return 0;
  },
};

const USAGE = `Usage: httpd [-D name] [-d directory] [-f file]
             [-C "directive"] [-c "directive"]
             [-k start|restart|graceful|graceful-stop|stop]
             [-v] [-V] [-h] [-l] [-L] [-t] [-T] [-S] [-X]
`;

/** The directives that serving files needs; blocks are read as if they were not there. */
function readConfig(text: string): ApacheConfig {
  const lines = text.split('\n').map((line) => line.trim());
  const all = (name: string): readonly string[] =>
    lines.flatMap((line) => {
      const [key = '', ...rest] = line.split(/\s+/);
      return key.toLowerCase() === name.toLowerCase() ? [rest.join(' ').replace(/^"(.*)"$/, '$1')] : [];
    });
  const ports = all('Listen').map((where) => Number(/(\d+)$/.exec(where)?.[1] ?? 80));
  return {
    ports: [...new Set(ports)],
    documentRoot: (all('DocumentRoot')[0] ?? `${ROOT}/htdocs`).replace(/\/$/, ''),
    index: all('DirectoryIndex')[0]?.split(/\s+/) ?? ['index.html'],
    serverName: all('ServerName')[0],
    user: all('User')[0] ?? 'www-data',
  };
}

function* complainOfName(p: Process): Task<void> {
  const [address = '127.0.0.1'] =
    p.network.interfaces.find(({ name }) => name !== 'lo')?.address.split('/') ?? [];
  const line =
    "AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using " +
    `${address}. Set the 'ServerName' directive globally to suppress this message\n`;
  // It reads its configuration twice.
  yield* p.stderr.write(line + line);
}

/** `[Sun Sep 20 10:00:00.000000 2026] [core:notice] [pid 1:tid 1]` */
function logHead(p: Process, module: string): string {
  const d = new Date(p.nowMs);
  const time = `${d.toISOString().slice(11, 19)}.${String(d.getUTCMilliseconds()).padStart(3, '0')}000`;
  const day = `${DAYS[d.getUTCDay()]} ${MONTHS[d.getUTCMonth()]} ${String(d.getUTCDate()).padStart(2, '0')}`;
  return `[${day} ${time} ${d.getUTCFullYear()}] [${module}] [pid ${p.pid}:tid ${p.pid}]`;
}

interface Serving {
  readonly version: string;
  readonly listeners: readonly Listener[];
}

function* parent(p: Process, config: ApacheConfig, { version, listeners }: Serving): Task<number> {
  for (const signal of ['TERM', 'INT', 'WINCH', 'HUP', 'USR1'] as const) p.setDisposition(signal, 'catch');
  const configured = (): Task<void> =>
    p.stderr.write(
      `${logHead(p, 'mpm_event:notice')} AH00489: ${version} configured -- resuming normal operations\n` +
        `${logHead(p, 'core:notice')} AH00094: Command line: 'httpd -D FOREGROUND'\n`,
    );
  yield* configured();
  const user = readUsers(p.files).find(({ name }) => name === config.user);
  const children = Array.from({ length: CHILDREN }, () =>
    p.fork(function* (child) {
      for (const signal of ['TERM', 'INT', 'WINCH', 'HUP', 'USR1'] as const)
        child.setDisposition(signal, 'default');
      if (child.credentials.uid === 0 && user !== undefined) {
        const { uid, gid } = user;
        child.setCredentials({ uid, gid, groups: groupsOf(child.files, user), capabilities: new Set() });
      }
      const [first] = listeners;
      if (first === undefined) return 0;
      for (;;) yield* converse(child, config, version, yield* first.accept());
    }),
  );
  for (;;) {
    const signal = yield* nextSignal(p);
    if (signal === 'HUP' || signal === 'USR1') {
      const how =
        signal === 'HUP'
          ? 'AH00494: SIGHUP received.  Attempting to restart'
          : 'AH00493: SIGUSR1 received.  Doing graceful restart';
      yield* p.stderr.write(`${logHead(p, 'mpm_event:notice')} ${how}\n`);
      yield* configured();
      continue;
    }
    for (const child of children) p.kill(child.pid, 'KILL');
    const text =
      signal === 'WINCH'
        ? 'AH00492: caught SIGWINCH, shutting down gracefully'
        : 'AH00491: caught SIGTERM, shutting down';
    yield* p.stderr.write(`${logHead(p, 'mpm_event:notice')} ${text}\n`);
    return 0;
  }
}

function* nextSignal(p: Process): Task<SignalName> {
  for (;;) {
    const first = p.takeSignals().find((signal) => SIGNAL_NUMBERS[signal] !== SIGNAL_NUMBERS.CHLD);
    if (first !== undefined) return first;
    try {
      yield* p.pause();
    } catch (error) {
      if (!isErrno(error) || error.code !== 'EINTR') throw error;
    }
  }
}

function* converse(p: Process, config: ApacheConfig, version: string, connection: Connection): Task<void> {
  try {
    const request = yield* readHead(connection);
    if (request !== undefined) yield* answer(p, config, version, { connection, request });
  } catch (error) {
    if (!isErrno(error)) throw error;
  } finally {
    connection.close();
  }
}

interface Conversation {
  readonly connection: Connection;
  readonly request: Head;
}

function* answer(
  p: Process,
  config: ApacheConfig,
  version: string,
  { connection, request }: Conversation,
): Task<void> {
  const [method = '', target = '/'] = request.startLine.split(' ');
  const isRead = method === 'GET' || method === 'HEAD';
  const reply: ApacheReply = isRead
    ? fileReply(p.files, config, target, headerOf(request, 'Host') ?? '')
    : { status: 405, reason: 'Method Not Allowed', type: 'text/html; charset=iso-8859-1' };
  const body = reply.body ?? errorPage(reply, target);
  const head = [
    `HTTP/1.1 ${reply.status} ${reply.reason}`,
    `Date: ${httpDate(p.nowMs)}`,
    `Server: ${version}`,
    ...(reply.modifiedMs === undefined
      ? []
      : [
          `Last-Modified: ${httpDate(reply.modifiedMs)}`,
          `ETag: "${body.length.toString(16)}-${(Math.floor(reply.modifiedMs / 1000) * 1e6).toString(16)}"`,
          'Accept-Ranges: bytes',
        ]),
    ...(reply.location === undefined ? [] : [`Location: ${reply.location}`]),
    `Content-Length: ${body.length}`,
    `Content-Type: ${reply.type}`,
  ];
  yield* connection.write(`${head.join('\r\n')}\r\n\r\n`);
  if (method !== 'HEAD') yield* connection.write(body);
  const size = method === 'HEAD' ? '-' : String(body.length);
  yield* p.stdout.write(
    `${connection.remoteAddress} - - [${accessTime(p)}] "${request.startLine}" ${reply.status} ${size}\n`,
  );
}
