// A worker of nginx: takes connections from the ports that all workers share, answers requests and logs them.
import { type Connection, isErrno, type Listener, type Process, type Task } from '../../kernel';
import { bodyLengthOf, headerOf, httpDate, readHead, readWholeBody } from '../network/http';
import { TaskGroup } from '../shared/task-group';
import type { NginxLogs } from './nginx-log';
import { errorPage, REASONS } from './nginx-pages';
import { type Answered, answerTo } from './nginx-routes';
import type { NginxServer } from './nginx-settings';
import { expandVariables, type Sent } from './nginx-variables';

/** What is asked, as the handlers, the variables and the logs need it. */
export interface Asked {
  /** Number of the connection in this worker. */
  readonly count: number;
  readonly method: string;
  /** Path and query as they came. */
  readonly target: string;
  /** The path, decoded; another one after an internal redirect. */
  readonly uri: string;
  /** What stands behind the question mark. */
  readonly args: string;
  /** The path is no more the one that was asked for. */
  readonly isRewritten: boolean;
  /** `GET / HTTP/1.1` */
  readonly startLine: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly host: string;
  readonly client: string;
  readonly clientPort: number;
  readonly address: string;
  readonly port: number;
  readonly body: Uint8Array;
  /** Of the whole request, in bytes. */
  readonly length: number;
  readonly server: NginxServer;
  /** Where files are looked for. */
  readonly root: string;
  /** What regular expressions caught, by number or name, and what `set` set. */
  readonly captures: Readonly<Record<string, string>>;
  readonly proxyHost: string;
  readonly version: string;
}

export interface Reply {
  readonly status: number;
  readonly type: string;
  /** undefined: nginx' own page for the status. */
  readonly body?: Uint8Array;
  /** Of a length that is not told in advance. */
  readonly isChunked?: boolean;
  readonly modifiedMs?: number;
  readonly tag?: string;
  readonly range?: string;
  /** A place on this server, or a whole address. */
  readonly location?: string;
  /** Headers of a server that the request was passed on to. */
  readonly headers?: readonly (readonly [string, string])[];
  /** It is the answer, not an error that a page may be shown for. */
  readonly isFinal?: boolean;
}

/** What a worker serves. */
export interface Served {
  readonly servers: readonly NginxServer[];
  readonly upstreams: ReadonlyMap<string, string>;
  readonly logs: NginxLogs;
  readonly version: string;
  /** The next one of an upstream's servers, by its name. */
  readonly turns: Map<string, number>;
}

/** Serves until the worker is ended. */
export function* serve(p: Process, served: Served, listeners: readonly Listener[]): Task<number> {
  for (const signal of ['TERM', 'INT', 'QUIT', 'HUP', 'CHLD', 'USR1', 'WINCH'] as const)
    p.setDisposition(signal, 'default');
  const group = new TaskGroup();
  let count = 0;
  for (const listener of listeners) {
    group.add(
      (function* (): Task<void> {
        for (;;) {
          const connection = yield* listener.accept();
          count += 1;
          group.add(converse(p, served, connection, count));
        }
      })(),
    );
  }
  yield* group.run(p);
  return 0;
}

function* converse(p: Process, served: Served, connection: Connection, count: number): Task<void> {
  try {
    yield* answer(p, served, connection, count);
  } catch (error) {
    if (!isErrno(error)) throw error;
  } finally {
    connection.close();
  }
}

function* answer(p: Process, served: Served, connection: Connection, count: number): Task<void> {
  const request = yield* readHead(connection);
  if (request === undefined) return;
  const { startLine, headers } = request;
  const [method = '', target = '/'] = startLine.split(' ');
  const host = headerOf(request, 'Host') ?? '';
  const server = serverFor(served.servers, connection.localPort, host);
  if (server === undefined) return;
  const uri = decodePath(target.replace(/[?#].*/, ''));
  const isBad = uri === undefined || /[\s/]/.test(host) || !/^\S+ \S+ HTTP\/\d\.\d$/.test(startLine);
  const body = isBad ? new Uint8Array() : yield* readWholeBody(connection, bodyLengthOf(request, 0));
  const asked: Asked = {
    count,
    method,
    target,
    uri: uri ?? target,
    args: /\?([^#]*)/.exec(target)?.[1] ?? '',
    isRewritten: false,
    startLine,
    headers: isBad ? [] : headers,
    host,
    client: connection.remoteAddress,
    clientPort: connection.remotePort,
    address:
      p.network.interfaces.find(({ name }) => name !== 'lo')?.address.replace(/\/.*/, '') ?? '127.0.0.1',
    port: connection.localPort,
    body,
    length: headers.reduce(
      (sum, [name, value]) => sum + name.length + value.length + 4,
      startLine.length + 4,
    ),
    server,
    root: server.root,
    captures: {},
    proxyHost: '',
    version: served.version,
  };
  const answered: Answered = isBad
    ? { asked, reply: { status: 400, type: 'text/html' }, settings: server }
    : yield* answerTo(p, asked, served);
  yield* send(p, connection, served, answered);
}

/** The server that answers on a port: by the name that was asked for, else the default one, else the first. */
function serverFor(servers: readonly NginxServer[], port: number, host: string): NginxServer | undefined {
  const here = servers.filter(({ listens }) => listens.some((listen) => listen.port === port));
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const isNamed = (fits: (pattern: string) => boolean): NginxServer | undefined =>
    here.find(({ names }) => names.some(fits));
  return (
    isNamed((pattern) => pattern === name || (pattern.startsWith('.') && pattern.slice(1) === name)) ??
    isNamed((pattern) => /^\*?\./.test(pattern) && name.endsWith(pattern.replace(/^\*/, ''))) ??
    isNamed((pattern) => pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -1))) ??
    isNamed((pattern) => pattern.startsWith('~') && new RegExp(pattern.slice(1), 'i').test(name)) ??
    here.find(({ listens }) => listens.some((listen) => listen.port === port && listen.isDefault)) ??
    here[0]
  );
}

/** Decoded, with slashes merged and dots followed; undefined where that leads out, or is not well written. */
function decodePath(path: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const parts: string[] = [];
  for (const part of decoded.split('/').slice(1)) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.') parts.push(part);
  }
  const isFolder = /(^|\/)\.{0,2}$/.test(decoded);
  const kept = parts.filter((part) => part !== '');
  return `/${kept.join('/')}${isFolder && kept.length > 0 ? '/' : ''}`;
}

function* send(
  p: Process,
  connection: Connection,
  { logs }: Served,
  { asked, reply, settings }: Answered,
): Task<void> {
  const isHead = asked.method === 'HEAD';
  const server = settings.tellsVersion ? `nginx/${asked.version}` : 'nginx';
  const sent = reply.body ?? errorPage(reply.status, server);
  const added = settings.headers
    .filter(({ isAlways }) => isAlways || PLAIN_STATUSES.has(reply.status))
    .map(({ name, text }): [string, string] => [name, expandVariables(p, text, asked)])
    .filter(([, value]) => value !== '');
  const head = `${headOf(p, asked, reply, { server, length: sent.length, added }).join('\r\n')}\r\n\r\n`;
  yield* connection.write(head);
  const isEmpty = isHead || reply.status === 204 || reply.status === 304;
  const framed = reply.isChunked ? chunked(sent) : sent;
  if (!isEmpty) yield* connection.write(framed);
  const size: Sent = {
    status: reply.status,
    bodyBytes: isEmpty ? 0 : framed.length,
    headBytes: head.length,
  };
  for (const { path, format } of settings.accessLogs)
    yield* logs.write(p, path, `${lineOf(p, format, asked, size)}\n`);
}

/** An access log's line: what is missing is a dash. */
function lineOf(p: Process, format: string, asked: Asked, sent: Sent): string {
  return format.replace(/\$\{?\w+\}?/g, (variable) => {
    const value = expandVariables(p, variable, asked, sent);
    return value === '' ? '-' : value.replace(/["\\]/g, (char) => (char === '"' ? '\\x22' : '\\x5C'));
  });
}

/** Statuses whose answers get the headers of add_header. */
const PLAIN_STATUSES: ReadonlySet<number> = new Set([200, 201, 204, 206, 301, 302, 303, 304, 307, 308]);
/** After these the connection is not kept. */
const CLOSING: ReadonlySet<number> = new Set([400, 413, 414, 500, 501]);

function chunked(body: Uint8Array): Uint8Array {
  const head = new TextEncoder().encode(`${body.length.toString(16)}\r\n`);
  const tail = new TextEncoder().encode('\r\n0\r\n\r\n');
  const all = new Uint8Array(head.length + body.length + tail.length);
  all.set(head);
  all.set(body, head.length);
  all.set(tail, head.length + body.length);
  return all;
}

interface HeadParts {
  readonly server: string;
  readonly length: number;
  readonly added: readonly (readonly [string, string])[];
}

function headOf(
  p: Process,
  asked: Asked,
  reply: Reply,
  { server, length, added }: HeadParts,
): readonly string[] {
  const { status, type, modifiedMs, tag, range, location, headers = [] } = reply;
  const isOwnPlace = location?.startsWith('/') === true;
  const isWithoutBody = status === 204 || status === 304;
  const isWhole = modifiedMs !== undefined && status === 200;
  const isClosed =
    CLOSING.has(status) ||
    /^close$/i.test(headerOf({ startLine: '', headers: asked.headers }, 'Connection') ?? '');
  return [
    `HTTP/1.1 ${status} ${REASONS[status] ?? ''}`.trimEnd(),
    `Server: ${server}`,
    `Date: ${httpDate(p.nowMs)}`,
    ...(type === '' || isWithoutBody ? [] : [`Content-Type: ${type}`]),
    ...(isWithoutBody ? [] : [reply.isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`]),
    ...(modifiedMs === undefined ? [] : [`Last-Modified: ${httpDate(modifiedMs)}`]),
    ...(isOwnPlace ? [`Location: ${ownAddress(asked)}${location}`] : []),
    `Connection: ${isClosed ? 'close' : 'keep-alive'}`,
    ...(tag === undefined ? [] : [`ETag: ${tag}`]),
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(location === undefined || isOwnPlace ? [] : [`Location: ${location}`]),
    ...added.map(([name, value]) => `${name}: ${value}`),
    ...(isWhole ? ['Accept-Ranges: bytes'] : []),
    ...(range === undefined ? [] : [`Content-Range: ${range}`]),
  ];
}

/** As nginx names itself in a redirect: the host that was asked for, and the port on which it listens itself. */
function ownAddress({ host, server, port }: Asked): string {
  const name = host.replace(/:\d+$/, '') || (server.names[0] ?? '');
  return `http://${name}${port === 80 ? '' : `:${port}`}`;
}
