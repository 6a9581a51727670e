// Requests that nginx passes on to another server (proxy_pass).
import { isErrno, type Process, type Task } from '../../kernel';
import { bodyLengthOf, headerOf, headText, HttpError, readResponse, readWholeBody } from '../network/http';
import { authorityOf, parseUrl } from '../network/url';
import { NginxConfigError } from './nginx-config';
import { complain } from './nginx-log';
import type { NginxHttp, NginxLocation, NginxProxy } from './nginx-settings';
import { expandVariables } from './nginx-variables';
import type { Asked, Reply, Served } from './nginx-worker';

/** Headers that nginx writes itself. */
const OWN = new Set(['connection', 'content-length', 'content-type', 'date', 'server', 'transfer-encoding']);

/**
 * Looks up the hosts that requests are passed on to, once, when the configuration is read. Throws
 * NginxConfigError for a name that nobody has.
 */
export function* resolveUpstreams(
  p: Process,
  { servers, pools }: NginxHttp,
): Task<ReadonlyMap<string, string>> {
  const addresses = new Map<string, string>();
  const proxies = servers.flatMap(({ locations }) => withInner(locations));
  for (const { host, text, where } of [...pools, ...proxies.flatMap(({ proxy }) => proxy?.servers ?? [])]) {
    if (host.includes('$') || addresses.has(host)) continue;
    try {
      addresses.set(host, yield* p.network.resolve(host));
    } catch (error) {
      if (!isErrno(error) || error.code === 'EINTR') throw error;
      throw new NginxConfigError(`host not found in upstream "${text}"${where}`);
    }
  }
  return addresses;
}

/** Locations with those inside them. */
export function withInner(locations: readonly NginxLocation[]): readonly NginxLocation[] {
  return locations.flatMap((location) => [location, ...withInner(location.locations)]);
}

/** Asks the other server, or the next one of several that answers; 502 when none does. */
export function* passOn(
  p: Process,
  asked: Asked,
  { prefix, proxyHeaders }: NginxLocation,
  proxy: NginxProxy,
  served: Served,
): Task<Reply> {
  const address = parseUrl(expandVariables(p, proxy.address, asked));
  if (address === undefined) return { status: 500, type: 'text/html' };
  const here: Asked = { ...asked, proxyHost: authorityOf(address) };
  const isWhole = proxy.address.includes('$') && /^https?:\/\/[^/]+\/./.test(proxy.address);
  const target = isWhole
    ? address.path
    : asked.isRewritten
      ? rewrittenTarget(asked)
      : proxy.path === undefined
        ? asked.target
        : proxy.path + asked.target.slice(prefix.length);
  const text = headText(requestFor(p, here, proxyHeaders, target));
  const turn = served.turns.get(proxy.address) ?? 0;
  served.turns.set(proxy.address, turn + 1);
  const inTurn = proxy.servers.map((_, index) => proxy.servers[(turn + index) % proxy.servers.length]);
  for (const server of inTurn) {
    if (server === undefined) continue;
    const host = server.host.includes('$') ? address.host : server.host;
    const port = server.host.includes('$') ? address.port : server.port;
    let upstream = `http://${host}:${port}${target}`;
    try {
      const place = served.upstreams.get(host) ?? (yield* p.network.resolve(host));
      upstream = `http://${place}:${port}${target}`;
      return yield* exchange(p, asked, { place, port }, text);
    } catch (error) {
      const problem = problemOf(error);
      if (problem === undefined) throw error;
      yield* complain(p, asked, served, problem, upstream);
    }
  }
  return { status: 502, type: 'text/html' };
}

function rewrittenTarget({ uri, args }: Asked): string {
  return `${encodeURI(uri)}${args === '' ? '' : `?${args}`}`;
}

function problemOf(error: unknown): string | undefined {
  if (error instanceof HttpError)
    return 'upstream prematurely closed connection while reading response header from upstream';
  if (!isErrno(error) || error.code === 'EINTR') return undefined;
  return error.code === 'ECONNREFUSED'
    ? 'connect() failed (111: Connection refused) while connecting to upstream'
    : 'connect() failed (113: No route to host) while connecting to upstream';
}

function* exchange(
  p: Process,
  { method, body }: Asked,
  { place, port }: { readonly place: string; readonly port: number },
  text: string,
): Task<Reply> {
  const connection = yield* p.network.connect(place, port);
  try {
    yield* connection.write(text);
    if (body.length > 0) yield* connection.write(body);
    const response = yield* readResponse(connection);
    const isEmpty = method === 'HEAD' || response.status === 204 || response.status === 304;
    return {
      status: response.status,
      type: headerOf(response, 'Content-Type') ?? '',
      headers: response.headers.filter(([name]) => !OWN.has(name.toLowerCase())),
      body: yield* readWholeBody(connection, isEmpty ? 0 : bodyLengthOf(response, 'to the end')),
      isFinal: true,
    };
  } finally {
    connection.close();
  }
}

function requestFor(p: Process, asked: Asked, headers: NginxLocation['proxyHeaders'], target: string) {
  const set = headers
    .map(([name, text]) => [name, expandVariables(p, text, asked)] as const)
    .filter(([, value]) => value !== '');
  const replaced = new Set([...headers.map(([name]) => name.toLowerCase()), 'host', 'connection']);
  const isSet = (wanted: string): boolean => set.some(([name]) => name.toLowerCase() === wanted);
  const kept = asked.headers.filter(([name]) => !replaced.has(name.toLowerCase()));
  return {
    startLine: `${asked.method} ${target} HTTP/1.0`,
    headers: [
      ...(isSet('host') ? [] : [['Host', asked.proxyHost] as const]),
      ...set,
      ...(isSet('connection') ? [] : [['Connection', 'close'] as const]),
      ...kept,
    ],
  };
}
