// httpd of the official image: its command line, its parent and its children (facts/programs/httpd.txt, the real apache2).
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
import { bodyLengthOf, headerOf, httpDate, readHead, readWholeBody } from '../network/http';
import { TaskGroup } from '../shared/task-group';
import { groupsOf, readUsers } from '../shared/users';
import {
  ApacheConfigError,
  type ApacheNode,
  below,
  checkApache,
  newReading,
  readApacheFile,
  readApacheText,
  STATIC,
} from './apache-config';
import {
  accessLine,
  apacheLogHead,
  type ApacheLogs,
  checkLogs,
  LOG_LEVELS,
  logLevelOf,
  openLogs,
  writeLog,
} from './apache-log';
import { type ApacheOptions, apacheOptions, USAGE } from './apache-options';
import { APACHE_REASONS } from './apache-pages';
import { ApacheAnswerer, type ApacheReply } from './apache-routes';
import {
  type ApacheServer,
  apacheSite,
  type ApacheSite,
  type HeaderChange,
  serverFor,
} from './apache-settings';

const ROOT = '/usr/local/apache2';
/** StartServers of mpm_event. */
const CHILDREN = 3;

/** Directives that change what a client sees and are read but not followed here. */
const NOT_FOLLOWED: ReadonlySet<string> = new Set(
  'proxypass proxypassmatch rewriterule sslengine sethandler addhandler expiresactive addoutputfilterbytype order allow deny addencoding addcharset adddefaultcharset browsermatch setenvif <limit <limitexcept <if <proxy indexignore userdir'.split(
    ' ',
  ),
);

export const apache: Program = {
  id: 'apache2/apache',
  *run(p) {
    const options = apacheOptions(p.argv.slice(1));
    if ('said' in options) return yield* say(p, options.said, 1);
    const version = `Apache/${p.env.get('HTTPD_VERSION') ?? '2.4'} (Unix)`;
    if (options.shows !== undefined) return yield* show(p, options, version);
    let site: ApacheSite;
    try {
      site = readSite(p, options);
    } catch (error) {
      if (!(error instanceof ApacheConfigError)) throw error;
      const isWhole = /^(AH|\()/.test(error.message);
      return yield* say(p, `${isWhole ? '' : 'httpd: '}${error.message}\n`, 1);
    }
    for (const [module, text] of site.reading.warnings)
      yield* p.stderr.write(`${apacheLogHead(p, `${module}:warn`)} ${text}\n`);
    for (const text of site.reading.remarks) yield* p.stderr.write(`${text}\n`);
    const dumps = options.defines.filter((name) => name.startsWith('DUMP_'));
    yield* complainOfName(p, site);
    if (dumps.length > 0) return yield* dump(p, site, dumps);
    try {
      checkLogs(p, site);
    } catch (error) {
      if (!(error instanceof ApacheConfigError)) throw error;
      return yield* say(p, `${error.message}\n`, 1);
    }
    yield* sayNotFollowed(p, site);
    if (options.tests) return yield* say(p, 'Syntax OK\n', 0);
    if (options.signal !== undefined && options.signal !== 'start')
      return yield* signal(p, site, options.signal);
    return yield* start(p, site, version, options);
  },
};

function* say(p: Process, text: string, status: number): Task<number> {
  yield* p.stderr.write(text);
  return status;
}

function* show(p: Process, { shows }: ApacheOptions, version: string): Task<number> {
  if (shows === 'help') return yield* say(p, USAGE, 1);
  if (shows === 'built in') {
    const names = STATIC.map((name) =>
      name === 'core' ? 'core.c' : name === 'http' ? 'http_core.c' : `mod_${name}.c`,
    );
    yield* p.stdout.write(`Compiled in modules:\n${names.map((name) => `  ${name}\n`).join('')}`);
    return 0;
  }
  yield* p.stdout.write(`Server version: ${version}\n`);
  if (shows === 'settings')
    yield* p.stderr.write(
      'httpd: the other settings that -V shows are not modelled on this simulated machine\n',
    );
  return 0;
}

/** Reads and checks all of it. Throws ApacheConfigError. */
function readSite(p: Process, options: ApacheOptions): ApacheSite {
  const root = options.root ?? ROOT;
  const reading = newReading(p, root, options.defines);
  const given = (texts: readonly string[]): readonly ApacheNode[] =>
    texts.flatMap((text) => readApacheText(reading, text, '-c/-C directives'));
  const nodes = [
    ...given(options.first),
    ...readApacheFile(reading, below(root, options.file ?? 'conf/httpd.conf')),
    ...given(options.last),
  ];
  checkApache(reading, nodes);
  return apacheSite(reading, nodes, root);
}

/** The container's own name stands for the server's where the configuration has none. */
function* complainOfName(p: Process, { main }: ApacheSite): Task<void> {
  if (main.name !== undefined) return;
  const [address = '127.0.0.1'] =
    p.network.interfaces.find(({ name }) => name !== 'lo')?.address.split('/') ?? [];
  yield* p.stderr.write(
    "AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using " +
      `${address}. Set the 'ServerName' directive globally to suppress this message\n`,
  );
}

function* sayNotFollowed(p: Process, { main, hosts }: ApacheSite): Task<void> {
  const said = new Set<string>();
  const found: ApacheNode[] = [];
  const visit = (nodes: readonly ApacheNode[]): void => {
    for (const node of nodes) {
      const name = node.name.toLowerCase();
      if (NOT_FOLLOWED.has(name) && !said.has(name)) found.push(node);
      if (NOT_FOLLOWED.has(name)) said.add(name);
      visit(node.block ?? []);
    }
  };
  for (const { nodes } of [main, ...hosts]) visit(nodes);
  for (const { name, line, file } of found)
    yield* p.stderr.write(
      `httpd: ${name.replace(/^<(.*)$/, '<$1>')} in ${file}:${line} is not modelled on this simulated machine; what it would change stays as it is\n`,
    );
}

function* dump(p: Process, site: ApacheSite, dumps: readonly string[]): Task<number> {
  const { stdout } = p;
  if (dumps.includes('DUMP_MODULES')) {
    const lines = [...site.reading.modules].map(
      (name) => ` ${name}_module (${STATIC.includes(name) ? 'static' : 'shared'})\n`,
    );
    yield* stdout.write(`Loaded Modules:\n${lines.join('')}`);
  }
  if (dumps.includes('DUMP_VHOSTS')) yield* stdout.write(`VirtualHost configuration:\n${hostLines(site)}`);
  if (dumps.includes('DUMP_RUN_CFG')) {
    const id = (name: string): number => readUsers(p.files).find((one) => one.name === name)?.uid ?? 0;
    const names = dumps.map((name) => `Define: ${name}\n`).join('');
    yield* stdout.write(
      `ServerRoot: "${site.root}"\nMain DocumentRoot: "${site.main.documentRoot}"\nMain ErrorLog: "${site.main.errorLog}"\n` +
        `Mutex default: dir="${site.root}/logs/" mechanism=default \nPidFile: "${site.pidFile}"\n${names}` +
        `User: name="${site.user}" id=${id(site.user)}\nGroup: name="${site.group}" id=${id(site.group)}\n`,
    );
  }
  if (dumps.includes('DUMP_INCLUDES')) {
    const [first = '', ...others] = site.reading.files;
    yield* stdout.write(
      `Included configuration files:\n  (*) ${first}\n${others.map((path) => `    (${path})\n`).join('')}`,
    );
  }
  return 0;
}

/** Hosts by their addresses: one alone on a line, several below each other. */
function hostLines({ hosts }: ApacheSite): string {
  const addresses = [...new Set(hosts.flatMap((host) => host.addresses))];
  return addresses
    .map((address) => {
      const here = hosts.filter((host) => host.addresses.includes(address));
      const title = address.padEnd(22);
      const [first, second] = here;
      const name = (host: ApacheServer | undefined): string => `${host?.name ?? ''} (${host?.where ?? ''})\n`;
      if (second === undefined) return `${title} ${name(first)}${aliasLines(first)}`;
      const port = address.slice(address.lastIndexOf(':') + 1);
      const lines = here.map((host) => `         port ${port} namevhost ${name(host)}${aliasLines(host)}`);
      return `${title} is a NameVirtualHost\n         default server ${name(first)}${lines.join('')}`;
    })
    .join('');
}

function aliasLines(host: ApacheServer | undefined): string {
  return (host?.aliases ?? []).map((alias) => `                 alias ${alias}\n`).join('');
}

const SENT: Readonly<Record<string, SignalName>> = {
  stop: 'TERM',
  restart: 'HUP',
  graceful: 'USR1',
  'graceful-stop': 'WINCH',
};

/** `httpd -k`: a signal to the parent that the PID file names. */
function* signal(p: Process, { pidFile }: ApacheSite, kind: string): Task<number> {
  const text = p.files.exists(pidFile) ? p.files.readText(pidFile).trim() : '';
  const pid = Number(text);
  const isRunning = text !== '' && p.processes().some((one) => one.pid === pid);
  const sent = SENT[kind];
  if (isRunning && sent !== undefined) {
    p.kill(pid, sent);
    return 0;
  }
  const why = text === '' ? 'no pid file' : `pid ${text}?`;
  if (kind === 'stop' || kind === 'graceful-stop') {
    yield* p.stdout.write(`httpd (${why}) not running\n`);
    return 0;
  }
  yield* p.stdout.write('httpd not running, trying to start\n');
  return yield* say(
    p,
    `httpd: starting it by -k ${kind} is not modelled on this simulated machine; -k start does\n`,
    1,
  );
}

function* start(p: Process, site: ApacheSite, version: string, options: ApacheOptions): Task<number> {
  // It reads its configuration twice, and says so each time.
  yield* complainOfName(p, site);
  const listeners: Listener[] = [];
  const seen = new Set<number>();
  for (const { address, port } of site.listens) {
    if (seen.has(port)) continue;
    seen.add(port);
    try {
      listeners.push(
        p.network.listen(address === undefined || address.startsWith('[') ? '::' : address, port),
      );
    } catch (error) {
      if (!isErrno(error)) throw error;
      const problem = error.code === 'EACCES' ? '(13)Permission denied' : '(98)Address already in use';
      const places = address === undefined ? ['[::]', '0.0.0.0'] : [address];
      const lines = places.map(
        (place) => `${problem}: AH00072: make_sock: could not bind to address ${place}:${port}\n`,
      );
      return yield* say(
        p,
        `${lines.join('')}no listening sockets available, shutting down\nAH00015: Unable to open logs\n`,
        1,
      );
    }
  }
  if (listeners.length === 0)
    return yield* say(p, 'no listening sockets available, shutting down\nAH00015: Unable to open logs\n', 1);
  let logs: ApacheLogs;
  try {
    logs = openLogs(p, site);
  } catch (error) {
    if (!(error instanceof ApacheConfigError)) throw error;
    return yield* say(p, `${error.message}\n`, 1);
  }
  const serve = (own: Process): Task<number> => parent(own, { site, version, listeners, options, logs });
  if (options.defines.includes('FOREGROUND')) return yield* serve(p);
  p.fork(function* (child) {
    child.newSession();
    const nowhere = child.open('/dev/null', { read: true, write: true });
    for (const fd of [0, 1]) child.dup(nowhere, fd);
    child.dup(logs.get(site.main.errorLog) ?? nowhere, 2);
    child.close(nowhere);
    return yield* serve(child);
  });
  return 0;
}

interface Serving {
  readonly site: ApacheSite;
  readonly version: string;
  readonly listeners: readonly Listener[];
  readonly options: ApacheOptions;
  readonly logs: ApacheLogs;
}

const CAUGHT = ['TERM', 'INT', 'WINCH', 'HUP', 'USR1'] as const;

function* parent(p: Process, serving: Serving): Task<number> {
  const { version, options } = serving;
  let { site, logs } = serving;
  for (const one of CAUGHT) p.setDisposition(one, 'catch');
  const note = (module: string, text: string): Task<void> =>
    writeLog(p, logs, site.main.errorLog, `${apacheLogHead(p, module)} ${text}\n`);
  const configured = function* (): Task<void> {
    yield* note('mpm_event:notice', `AH00489: ${version} configured -- resuming normal operations`);
    yield* note(
      'core:notice',
      `AH00094: Command line: '${p.argv.join(' ').replace('-DFOREGROUND', '-D FOREGROUND')}'`,
    );
  };
  writePid(p, site.pidFile);
  yield* configured();
  let children = startChildren(p, { ...serving, site, logs });
  for (;;) {
    const received = yield* nextSignal(p);
    if (received === 'HUP' || received === 'USR1') {
      yield* note(
        'mpm_event:notice',
        received === 'HUP'
          ? 'AH00494: SIGHUP received.  Attempting to restart'
          : 'AH00493: SIGUSR1 received.  Doing graceful restart',
      );
      try {
        site = readSite(p, options);
        logs = openLogs(p, site, logs);
      } catch (error) {
        if (!(error instanceof ApacheConfigError)) throw error;
        yield* p.stderr.write(`${error.message}\n`);
        for (const child of children) p.kill(child.pid, 'KILL');
        return 1;
      }
      for (const child of children) p.kill(child.pid, 'KILL');
      yield* complainOfName(p, site);
      children = startChildren(p, { ...serving, site, logs });
      yield* configured();
      continue;
    }
    for (const child of children) p.kill(child.pid, 'KILL');
    yield* note(
      'mpm_event:notice',
      received === 'WINCH'
        ? 'AH00492: caught SIGWINCH, shutting down gracefully'
        : 'AH00491: caught SIGTERM, shutting down',
    );
    if (p.files.exists(site.pidFile)) p.files.unlink(site.pidFile);
    return 0;
  }
}

function writePid(p: Process, path: string): void {
  try {
    p.files.writeFile(path, `${p.pid}\n`);
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}

function startChildren(p: Process, serving: Serving): readonly Process[] {
  const user = readUsers(p.files).find(({ name }) => name === serving.site.user);
  return Array.from({ length: CHILDREN }, () =>
    p.fork(function* (child) {
      for (const one of CAUGHT) child.setDisposition(one, 'default');
      if (child.credentials.uid === 0 && user !== undefined) {
        const { uid, gid } = user;
        child.setCredentials({ uid, gid, groups: groupsOf(child.files, user), capabilities: new Set() });
      }
      const group = new TaskGroup();
      for (const listener of serving.listeners) {
        group.add(
          (function* (): Task<void> {
            for (;;) {
              const connection = yield* listener.accept();
              group.add(converse(child, serving, connection));
            }
          })(),
        );
      }
      yield* group.run(child);
      return 0;
    }),
  );
}

function* nextSignal(p: Process): Task<SignalName> {
  for (;;) {
    const first = p.takeSignals().find((one) => SIGNAL_NUMBERS[one] !== SIGNAL_NUMBERS.CHLD);
    if (first !== undefined) return first;
    try {
      yield* p.pause();
    } catch (error) {
      if (!isErrno(error) || error.code !== 'EINTR') throw error;
    }
  }
}

function* converse(p: Process, serving: Serving, connection: Connection): Task<void> {
  try {
    yield* answer(p, serving, connection);
  } catch (error) {
    if (!isErrno(error)) throw error;
  } finally {
    connection.close();
  }
}

function* answer(p: Process, { site, version, logs }: Serving, connection: Connection): Task<void> {
  const request = yield* readHead(connection);
  if (request === undefined) return;
  yield* readWholeBody(connection, bodyLengthOf(request, 0));
  const { startLine, headers } = request;
  const [method = '', target = '/'] = startLine.split(' ');
  const host = headerOf(request, 'Host') ?? '';
  const port = connection.localPort;
  const server = serverFor(site, port, host);
  const name = server.name?.replace(/:\d+$/, '') ?? hostAddress(p);
  const self = `http://${host === '' ? `${name}${port === 80 ? '' : `:${port}`}` : host}`;
  const client = connection.remoteAddress;
  const banner = bannerOf(site, version);
  const signature = site.hasSignature
    ? `<hr>\n<address>${banner} Server at ${host.replace(/:\d+$/, '') || name} Port ${port}</address>\n`
    : '';
  const answerer = new ApacheAnswerer(p, site, server, { method, target, headers, client, self }, signature);
  const reply = answerer.answer();
  for (const { module, level, text, system } of answerer.complaints) {
    if (LOG_LEVELS.indexOf(level) > logLevelOf(server)) continue;
    const who = `[client ${client}:${connection.remotePort}]`;
    const shown = system === undefined ? `${who} ${text}` : `${system}: ${who} ${text}`;
    yield* writeLog(p, logs, server.errorLog, `${apacheLogHead(p, `${module}:${level}`)} ${shown}\n`);
  }
  const isHead = method === 'HEAD' || reply.status === 304;
  const closes =
    reply.closes || /HTTP\/1\.0$/.test(startLine) || /close/i.test(headerOf(request, 'Connection') ?? '');
  const sent: (readonly [string, string])[] = [
    ['Date', httpDate(p.nowMs)],
    ['Server', banner],
    ...headersOf(reply, method, closes),
  ];
  const head = sent.map(([key, value]) => `${key}: ${value}\r\n`).join('');
  yield* connection.write(`HTTP/1.1 ${reply.status} ${APACHE_REASONS[reply.status] ?? ''}\r\n${head}\r\n`);
  if (!isHead && reply.isChunked) {
    yield* connection.write(`${reply.body.length.toString(16)}\r\n`);
    yield* connection.write(reply.body);
    yield* connection.write('\r\n0\r\n\r\n');
  } else if (!isHead) yield* connection.write(reply.body);
  const bytes = isHead ? 0 : reply.body.length;
  const { status, user } = reply;
  const logged = { startLine, headers, sent, status, bytes, client, port, serverName: name, user };
  for (const { path, format } of server.accessLogs)
    yield* writeLog(p, logs, path, `${accessLine(p, format, logged)}\n`);
}

function hostAddress(p: Process): string {
  const [address = '127.0.0.1'] =
    p.network.interfaces.find(({ name }) => name !== 'lo')?.address.split('/') ?? [];
  return address;
}

/** What ServerTokens leaves of the name. */
function bannerOf({ tokens }: ApacheSite, version: string): string {
  const [, number = ''] = /^Apache\/(\S+)/.exec(version) ?? [];
  const [major = '', minor = ''] = number.split('.');
  if (tokens.startsWith('prod')) return 'Apache';
  if (tokens === 'major') return `Apache/${major}`;
  if (tokens === 'minor') return `Apache/${major}.${minor}`;
  return tokens.startsWith('min') ? `Apache/${number}` : version;
}

/** The headers behind Server, in Apache's order: what an error has first, the length, what Header sets, the type. */
function headersOf(
  reply: ApacheReply,
  method: string,
  closes: boolean,
): readonly (readonly [string, string])[] {
  const { settings, status } = reply;
  const isError = status >= 400 || status === 304;
  const always = changed(
    [],
    settings.headers.filter((one) => one.isAlways),
  );
  const isGood = !isError && (status < 300 || status >= 400);
  const own: (readonly [string, string])[] = [...reply.before];
  if (status !== 304 && reply.isChunked) own.push(['Transfer-Encoding', 'chunked']);
  else if (status !== 304 && !(method === 'HEAD' && isError))
    own.push(['Content-Length', String(reply.body.length)]);
  own.push(...reply.after);
  const typed = reply.type === undefined ? [] : [['Content-Type', reply.type] as const];
  const good = isGood ? settings.headers.filter((one) => !one.isAlways) : [];
  const all = [...always, ...changed(own, good)];
  return [
    ...all,
    ...(closes ? [['Connection', 'close'] as const] : []),
    ...changed(
      typed,
      good.filter((one) => one.action === 'unset'),
    ),
  ];
}

/** What Header does, in order. */
function changed(
  before: readonly (readonly [string, string])[],
  changes: readonly HeaderChange[],
): readonly (readonly [string, string])[] {
  let all = [...before];
  for (const { action, name, value } of changes) {
    const isSame = ([key]: readonly [string, string]): boolean => key.toLowerCase() === name.toLowerCase();
    const there = all.find(isSame);
    if (action === 'unset' || action === 'set') all = all.filter((one) => !isSame(one));
    if ((action === 'append' || action === 'merge') && there !== undefined)
      all = all.map((one) => (isSame(one) ? [one[0], `${one[1]}, ${value}`] : one));
    else if (action !== 'unset' && !(action === 'setifempty' && there !== undefined)) all.push([name, value]);
  }
  return all;
}

/** apachectl: httpd by other words. Source: apachectl(8). */
export const apachectl: Program = {
  id: 'apache2/apachectl',
  *run(p) {
    const [verb = '', ...rest] = p.argv.slice(1);
    if (verb === 'status' || verb === 'fullstatus')
      return yield* say(p, `apachectl: ${verb} is not modelled on this simulated machine\n`, 1);
    const words =
      verb === 'configtest'
        ? ['-t']
        : SENT[verb] !== undefined || verb === 'start'
          ? ['-k', verb]
          : [verb, ...rest];
    const argv = [`${ROOT}/bin/httpd`, ...words.filter((word) => word !== '')];
    return yield* p.exec(argv[0] ?? '', argv, p.env);
  },
};
