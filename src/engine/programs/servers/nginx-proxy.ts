// Requests that nginx passes on to another server (proxy_pass).
import { isErrno, type Process, type Task } from '../../kernel';
import { authorityOf } from '../network/url';
import { bodyLengthOf, headerOf, headText, HttpError, readResponse, readWholeBody } from '../network/http';
import { NginxConfigError, type NginxProxy, type NginxServer } from './nginx-config';
import { complain } from './nginx-pages';
import type { Asked, Reply } from './nginx-worker';

/** Headers that nginx writes itself. */
const OWN = new Set(['connection', 'content-length', 'content-type', 'date', 'server', 'transfer-encoding']);

/**
 * Looks up the hosts that requests are passed on to, once, when the configuration is read. Throws
 * NginxConfigError for a name that nobody has.
 */
export function* resolveUpstreams(
  p: Process,
  servers: readonly NginxServer[],
): Task<ReadonlyMap<string, string>> {
  const addresses = new Map<string, string>();
  for (const { proxy } of servers.flatMap(({ locations }) => locations)) {
    if (proxy === undefined || proxy.url.host.includes('$') || addresses.has(proxy.url.host)) continue;
    try {
      addresses.set(proxy.url.host, yield* p.network.resolve(proxy.url.host));
    } catch (error) {
      if (!isErrno(error) || error.code === 'EINTR') throw error;
      throw new NginxConfigError(`host not found in upstream "${proxy.url.host}" in ${proxy.where}`);
    }
  }
  return addresses;
}

/** Asks the other server; 502 when it does not answer. */
export function* passOn(
  p: Process,
  asked: Asked,
  proxy: NginxProxy,
  { prefix, upstreams }: { readonly prefix: string; readonly upstreams: ReadonlyMap<string, string> },
): Task<Reply> {
  const { url } = proxy;
  const target = proxy.path === undefined ? asked.target : proxy.path + asked.target.slice(prefix.length);
  const address = upstreams.get(url.host) ?? url.host;
  const upstream = `http://${address}:${url.port}${target}`;
  try {
    const connection = yield* p.network.connect(address, url.port);
    try {
      yield* connection.write(headText(requestFor(asked, proxy, target)));
      if (asked.body.length > 0) yield* connection.write(asked.body);
      const response = yield* readResponse(connection);
      const isEmpty = asked.method === 'HEAD' || response.status === 204 || response.status === 304;
      const body = yield* readWholeBody(connection, isEmpty ? 0 : bodyLengthOf(response, 'to the end'));
      return {
        status: response.status,
        type: headerOf(response, 'Content-Type') ?? '',
        headers: response.headers.filter(([name]) => !OWN.has(name.toLowerCase())),
        body,
      };
    } finally {
      connection.close();
    }
  } catch (error) {
    if (error instanceof HttpError) {
      yield* complain(
        p,
        asked,
        'upstream prematurely closed connection while reading response header from upstream',
        upstream,
      );
    } else if (isErrno(error) && error.code === 'ECONNREFUSED') {
      yield* complain(
        p,
        asked,
        'connect() failed (111: Connection refused) while connecting to upstream',
        upstream,
      );
    } else if (isErrno(error) && error.code !== 'EINTR') {
      yield* complain(
        p,
        asked,
        'connect() failed (113: No route to host) while connecting to upstream',
        upstream,
      );
    } else throw error;
    return { status: 502, type: 'text/html' };
  }
}

function requestFor(asked: Asked, { url, headers }: NginxProxy, target: string) {
  const proxyHost = authorityOf(url);
  const before = headerOf({ startLine: '', headers: asked.headers }, 'X-Forwarded-For');
  const variables: Readonly<Record<string, string>> = {
    host: asked.host.replace(/:\d+$/, ''),
    http_host: asked.host,
    proxy_host: proxyHost,
    remote_addr: asked.client,
    proxy_add_x_forwarded_for: before === undefined ? asked.client : `${before}, ${asked.client}`,
    scheme: 'http',
    request_uri: asked.target,
    server_name: asked.server.names[0] ?? '',
  };
  const set = headers.map(
    ([name, text]) => [name, text.replace(/\$(\w+)/g, (_, key: string) => variables[key] ?? '')] as const,
  );
  const replaced = new Set([...set.map(([name]) => name.toLowerCase()), 'host', 'connection']);
  const hostHeader = set.some(([name]) => name.toLowerCase() === 'host')
    ? []
    : [['Host', proxyHost] as const];
  const kept = asked.headers.filter(([name]) => !replaced.has(name.toLowerCase()));
  return {
    startLine: `${asked.method} ${target} HTTP/1.0`,
    headers: [...hostHeader, ...set, ['Connection', 'close'] as const, ...kept],
  };
}
