// A worker of nginx: takes connections from the ports that all workers share, and answers requests.
import { type Connection, isErrno, type Listener, type Process, type Task } from '../../kernel';
import { bodyLengthOf, headerOf, readHead, readWholeBody } from '../network/http';
import { TaskGroup } from '../shared/task-group';
import { type NginxServer, serverFor } from './nginx-config';
import { accessTime } from './nginx-log';
import { errorPage, find, REASONS } from './nginx-pages';
import { passOn } from './nginx-proxy';

/** What is asked, as the handlers and the logs need it. */
export interface Asked {
  /** Number of the connection in this worker. */
  readonly count: number;
  readonly method: string;
  readonly target: string;
  /** `GET / HTTP/1.1` */
  readonly startLine: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly host: string;
  readonly client: string;
  readonly body: Uint8Array;
  readonly server: NginxServer;
}

export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body?: Uint8Array;
  readonly modifiedMs?: number;
  readonly location?: string;
  /** Headers of a server that the request was passed on to. */
  readonly headers?: readonly (readonly [string, string])[];
}

/** What a worker serves. */
interface Served {
  readonly servers: readonly NginxServer[];
  readonly upstreams: ReadonlyMap<string, string>;
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
  const { startLine } = request;
  const [method = '', target = '/', protocol = 'HTTP/1.0'] = startLine.split(' ');
  const host = headerOf(request, 'Host') ?? '';
  const server = serverFor(served.servers, connection.localPort, host);
  if (server === undefined) return;
  const body = yield* readWholeBody(connection, bodyLengthOf(request, 0));
  const client = connection.remoteAddress;
  const { headers } = request;
  const asked: Asked = { count, method, target, startLine, headers, host, client, body, server };
  const reply = yield* replyTo(p, asked, served);
  const version = p.env.get('NGINX_VERSION') ?? '1.26.3';
  const sent = reply.body ?? errorPage(reply.status, version);
  yield* connection.write(`${headOf(p, reply, sent.length, version).join('\r\n')}\r\n\r\n`);
  const isHead = method === 'HEAD';
  if (!isHead) yield* connection.write(sent);
  const agent = headerOf(request, 'User-Agent') ?? '-';
  const referrer = headerOf(request, 'Referer') ?? '-';
  const forwarded = headerOf(request, 'X-Forwarded-For') ?? '-';
  const line = `"${method} ${target} ${protocol}" ${reply.status} ${isHead ? 0 : sent.length}`;
  yield* p.stdout.write(`${client} - - [${accessTime(p)}] ${line} "${referrer}" "${agent}" "${forwarded}"\n`);
}

function* replyTo(p: Process, asked: Asked, { upstreams }: Served): Task<Reply> {
  const path = decodePath(asked.target.replace(/[?#].*/, ''));
  if (path === undefined) return { status: 400, type: 'text/html' };
  if (asked.server.returns) return returned(asked.server.returns);
  const location = locationFor(asked.server, path);
  if (location?.returns) return returned(location.returns);
  if (location?.proxy) return yield* passOn(p, asked, location.proxy, { prefix: location.prefix, upstreams });
  if (asked.method !== 'GET' && asked.method !== 'HEAD') return { status: 405, type: 'text/html' };
  for (const [index, tried] of (location?.tryFiles ?? []).entries()) {
    const isLast = index === (location?.tryFiles ?? []).length - 1;
    if (isLast && tried.startsWith('=')) return { status: Number(tried.slice(1)), type: 'text/html' };
    const candidate = tried.replaceAll('$uri', path);
    const root = locationFor(asked.server, candidate)?.root ?? asked.server.root;
    if (isLast || isThere(p, `${root}${candidate}`, tried.endsWith('/')))
      return yield* find(p, asked, candidate, root);
  }
  return yield* find(p, asked, path, location?.root ?? asked.server.root);
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** The location with the longest prefix of the path; an exact one before all. */
function locationFor({ locations }: NginxServer, path: string): NginxServer['locations'][number] | undefined {
  return locations
    .filter(({ prefix, isExact }) => (isExact ? path === prefix : path.startsWith(prefix)))
    .sort((a, b) => Number(b.isExact) - Number(a.isExact) || b.prefix.length - a.prefix.length)[0];
}

function returned({ status, text }: { readonly status: number; readonly text: string }): Reply {
  if ([301, 302, 303, 307, 308].includes(status)) return { status, type: 'text/html', location: text };
  if (text === '' && status >= 300) return { status, type: 'text/html' };
  return { status, type: 'application/octet-stream', body: new TextEncoder().encode(text) };
}

function isThere(p: Process, path: string, isFolder: boolean): boolean {
  try {
    return (p.files.stat(path).kind === 'directory') === isFolder;
  } catch (error) {
    if (!isErrno(error)) throw error;
    return false;
  }
}

function headOf(p: Process, reply: Reply, length: number, version: string): readonly string[] {
  const { status, type, modifiedMs, location, headers = [] } = reply;
  const own = modifiedMs === undefined ? [] : [`Last-Modified: ${new Date(modifiedMs).toUTCString()}`];
  const seconds = Math.floor((modifiedMs ?? 0) / 1000);
  const tag = `ETag: "${seconds.toString(16)}-${length.toString(16)}"`;
  return [
    `HTTP/1.1 ${status} ${REASONS[status] ?? ''}`,
    `Server: nginx/${version}`,
    `Date: ${new Date(p.nowMs).toUTCString()}`,
    ...(type === '' ? [] : [`Content-Type: ${type}`]),
    `Content-Length: ${length}`,
    ...own,
    'Connection: keep-alive',
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(modifiedMs === undefined ? [] : [tag, 'Accept-Ranges: bytes']),
    ...(location === undefined ? [] : [`Location: ${location}`]),
  ];
}
