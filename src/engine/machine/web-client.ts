import type { WebAnswer } from '../daemon';
import type { Connection, NetworkNamespace, Task } from '../kernel';
import { isErrno } from '../kernel';
import {
  authorityOf,
  bodyLengthOf,
  headerOf,
  headText,
  HttpError,
  parseUrl,
  readResponse,
  readWholeBody,
  startTls,
} from '../programs';

/** Why nobody answered, in the words of Go's net and http packages. */
interface Problem {
  readonly problem: string;
}

/** Fetches an address over HTTP, as the daemon does for ADD. */
export function* webGet(network: NetworkNamespace, text: string): Task<WebAnswer | Problem> {
  const url = parseUrl(text);
  if (url === undefined) return { problem: 'http: no Host in request URL' };
  const connection = yield* dial(network, url.host, url.port);
  if ('problem' in connection) return connection;
  try {
    if (url.scheme === 'https' && !(yield* startTls(connection)))
      return { problem: 'http: server gave HTTP response to HTTPS client' };
    const headers = [
      ['Host', authorityOf(url)],
      ['User-Agent', 'buildkit/v0.29'],
    ] as const;
    yield* connection.write(headText({ startLine: `GET ${url.path} HTTP/1.1`, headers }));
    const response = yield* readResponse(connection);
    const content = yield* readWholeBody(connection, bodyLengthOf(response, 'to the end'));
    const modified = headerOf(response, 'Last-Modified');
    return {
      status: response.status,
      statusText: response.reason,
      content,
      location: headerOf(response, 'Location'),
      etag: headerOf(response, 'ETag'),
      modifiedMs: modified === undefined ? undefined : Date.parse(modified),
    };
  } catch (error) {
    if (error instanceof HttpError || isErrno(error)) return { problem: 'EOF' };
    throw error;
  } finally {
    connection.close();
  }
}

function* dial(network: NetworkNamespace, host: string, port: number): Task<Connection | Problem> {
  let address = host;
  if (!/^[\d.]+$/.test(host)) {
    if (host === 'localhost') address = '127.0.0.1';
    else {
      try {
        address = yield* network.resolve(host, 4);
      } catch (error) {
        if (!isErrno(error)) throw error;
        return { problem: `dial tcp: lookup ${host}: no such host` };
      }
    }
  }
  try {
    return yield* network.connect(address, port);
  } catch (error) {
    if (!isErrno(error)) throw error;
    const words = error.code === 'ECONNREFUSED' ? 'connect: connection refused' : 'i/o timeout';
    return { problem: `dial tcp ${address}:${port}: ${words}` };
  }
}
