import { joinBytes } from '../../../fs';
import { isErrno } from '../../../kernel';
import type { Connection, Process, Task } from '../../../kernel';
import {
  bodyLengthOf,
  headerOf,
  headText,
  HttpError,
  readBody,
  readResponse,
  startTls,
  CERTIFICATES,
  hasCertificates,
} from '../http';
import { TimedOut, within } from '../../shared/within';
import type { BodyLength, Header, Response } from '../http';
import { authorityOf, redirectTarget, urlText } from '../url';
import type { Url } from '../url';
import type { Meter } from './meter';

/** A failed transfer: curl's exit status (curl(1), EXIT CODES) and what it says of it. */
export class CurlError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export interface TransferOptions {
  readonly method: string;
  readonly headers: readonly Header[];
  readonly body?: Uint8Array;
  readonly follow: boolean;
  readonly maxRedirects: number;
  /** Keeps the method on a redirect, as given with -X. */
  readonly keepMethod: boolean;
  readonly connectDeadlineMs: number;
  readonly deadlineMs: number;
  /** Trusts every server (-k). */
  readonly isInsecure: boolean;
  /** What a host is said to be at (`--resolve`). */
  readonly addressOf: (host: string, port: number) => string | undefined;
  /** Says one line of -v, with its mark. */
  readonly say: (line: string) => Task<void>;
  /** Takes each response's head, also of those that are followed. */
  readonly head: (response: Response) => Task<void>;
  /** Takes the last response's body; `isLast` false: of one that is followed, to be thrown away. */
  readonly take: (part: Uint8Array) => Task<void>;
  /** Refuses a response before its body is read. */
  readonly check: (response: Response) => void;
  readonly meter: Meter;
}

export interface TransferResult {
  readonly response: Response;
  readonly url: Url;
  readonly redirects: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly localPort: number;
  readonly sizeBytes: number;
  readonly startMs: number;
  readonly connectedMs: number;
  readonly firstByteMs: number;
}

/** One address fetched, through its redirects. Throws CurlError. */
export function* transfer(p: Process, first: Url, options: TransferOptions): Task<TransferResult> {
  const startMs = p.nowMs;
  try {
    return yield* within(p, options.deadlineMs, follow(p, first, options, startMs));
  } catch (error) {
    if (!(error instanceof TimedOut)) throw error;
    const ms = Math.round(p.nowMs - startMs);
    throw new CurlError(28, `Operation timed out after ${ms} milliseconds with 0 bytes received`);
  }
}

function* follow(p: Process, first: Url, options: TransferOptions, startMs: number): Task<TransferResult> {
  let url = first;
  let request = { method: options.method, body: options.body };
  for (let redirects = 0; ; redirects++) {
    const connection = yield* open(p, url, options);
    try {
      const connectedMs = p.nowMs;
      const response = yield* exchange(connection, url, { ...options, ...request });
      const firstByteMs = p.nowMs;
      yield* options.head(response);
      const location = headerOf(response, 'Location');
      const next =
        options.follow && isRedirect(response.status) && location !== undefined
          ? redirectTarget(url, location)
          : undefined;
      if (next === undefined) options.check(response);
      let sizeBytes = 0;
      if (hasBody(request.method, response.status)) {
        const length = bodyLengthOf(response, 'to the end');
        if (typeof length === 'number') options.meter.expect(length);
        const take = function* (part: Uint8Array): Task<void> {
          if (sizeBytes === 0)
            yield* options.say(`${next ? '* Ignoring the response-body' : `{ [${part.length} bytes data]`}`);
          sizeBytes += part.length;
          if (next) return;
          yield* options.meter.received(part.length);
          yield* options.take(part);
        };
        yield* receive(connection, length, take, () => sizeBytes);
      }
      if (next === undefined) {
        const { remoteAddress, remotePort, localPort } = connection;
        const times = { startMs, connectedMs, firstByteMs };
        return { response, url, redirects, remoteAddress, remotePort, localPort, sizeBytes, ...times };
      }
      if (redirects >= options.maxRedirects) {
        throw new CurlError(47, `Maximum (${options.maxRedirects}) redirects followed`);
      }
      yield* options.say(`* Issue another request to this URL: '${urlText(next)}'`);
      url = next;
      if (
        response.status !== 307 &&
        response.status !== 308 &&
        !options.keepMethod &&
        request.method === 'POST'
      ) {
        request = { method: 'GET', body: undefined };
      }
    } finally {
      connection.close();
    }
  }
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

function hasBody(method: string, status: number): boolean {
  return method !== 'HEAD' && status !== 204 && status !== 304 && status >= 200;
}

function* receive(
  connection: Connection,
  length: BodyLength,
  take: (part: Uint8Array) => Task<void>,
  received: () => number,
): Task<void> {
  try {
    yield* readBody(connection, length, take);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const left = typeof length === 'number' ? length - received() : 0;
    throw new CurlError(18, `end of response with ${left} bytes missing`);
  }
}

function* open(p: Process, url: Url, options: TransferOptions): Task<Connection> {
  const address = options.addressOf(url.host, url.port) ?? (yield* lookUp(p, url, options));
  yield* options.say(`*   Trying ${address.includes(':') ? `[${address}]` : address}:${url.port}...`);
  const startMs = p.nowMs;
  let connection: Connection;
  try {
    connection = yield* within(p, options.connectDeadlineMs, p.network.connect(address, url.port));
  } catch (error) {
    const ms = Math.floor(p.nowMs - startMs);
    if (error instanceof TimedOut) {
      if (p.nowMs >= options.deadlineMs) throw error;
      throw new CurlError(28, `Connection timed out after ${Math.round(p.nowMs - startMs)} milliseconds`);
    }
    if (!isErrno(error)) throw error;
    if (error.code === 'ETIMEDOUT')
      throw new CurlError(
        28,
        `Failed to connect to ${url.host} port ${url.port} after ${ms} ms: Timeout was reached`,
      );
    yield* options.say(
      `* connect to ${address} port ${url.port} from ${p.network.interfaces.at(-1)?.address.split('/')[0] ?? '0.0.0.0'} failed: ${words(error.code)}`,
    );
    throw new CurlError(
      7,
      `Failed to connect to ${url.host} port ${url.port} after ${ms} ms: Could not connect to server`,
    );
  }
  yield* options.say(`* Connected to ${url.host} (${address}) port ${url.port}`);
  if (url.scheme !== 'https') return connection;
  if (!options.isInsecure && !hasCertificates(p)) {
    connection.close();
    throw new CurlError(77, `error setting certificate file: ${CERTIFICATES}`);
  }
  if (!(yield* startTls(connection))) {
    connection.close();
    throw new CurlError(35, 'TLS connect error: error:0A0000C6:SSL routines::packet length too long');
  }
  yield* options.say(
    '* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / X25519MLKEM768 / id-ecPublicKey',
  );
  return connection;
}

function words(code: string): string {
  const known: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'Connection refused',
    EHOSTUNREACH: 'No route to host',
  };
  return known[code] ?? 'Network is unreachable';
}

function* lookUp(p: Process, url: Url, options: TransferOptions): Task<string> {
  if (/^[\d.]+$|:/.test(url.host)) return url.host;
  try {
    const address = yield* within(p, options.connectDeadlineMs, p.network.resolve(url.host));
    yield* options.say(`* Host ${url.host}:${url.port} was resolved.`);
    yield* options.say('* IPv6: (none)');
    yield* options.say(`* IPv4: ${address}`);
    return address;
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new CurlError(6, `Could not resolve host: ${url.host}`);
  }
}

function* exchange(
  connection: Connection,
  url: Url,
  request: Pick<TransferOptions, 'method' | 'headers' | 'body' | 'say' | 'meter'>,
): Task<Response> {
  yield* request.say(url.scheme === 'https' ? '* using HTTP/2' : '* using HTTP/1.x');
  const own: Header[] = [['Host', authorityOf(url)], ...request.headers];
  if (request.body && !own.some(([name]) => /^content-length$/i.test(name))) {
    own.push(['Content-Length', String(request.body.length)]);
    if (!own.some(([name]) => /^content-type$/i.test(name))) {
      own.push(['Content-Type', 'application/x-www-form-urlencoded']);
    }
  }
  // A header given as `Name:` is left out, and one given twice counts once, the later.
  const headers = own.filter(
    ([name, value], at) =>
      value !== '' &&
      !own.some(
        ([other], later) => later > at && other.toLowerCase() === name.toLowerCase() && isSingle(name),
      ),
  );
  const head = { startLine: `${request.method} ${url.path} HTTP/1.1`, headers };
  for (const line of headText(head).split('\r\n').slice(0, -1)) yield* request.say(`> ${line}`);
  const bytes = new TextEncoder().encode(headText(head));
  try {
    yield* connection.write(request.body ? joinBytes([bytes, request.body]) : bytes);
    request.meter.sent(request.body?.length ?? 0);
    if (request.body) yield* request.say(`} [${request.body.length} bytes data]`);
    yield* request.say(
      request.body
        ? `* upload completely sent off: ${request.body.length} bytes`
        : '* Request completely sent off',
    );
    return yield* readResponse(connection);
  } catch (error) {
    if (error instanceof HttpError) {
      if (error.kind === 'empty reply') throw new CurlError(52, 'Empty reply from server');
      throw new CurlError(1, 'Received HTTP/0.9 when not allowed');
    }
    if (isErrno(error) && (error.code === 'EPIPE' || error.code === 'ECONNRESET')) {
      throw new CurlError(56, 'Recv failure: Connection reset by peer');
    }
    throw error;
  }
}

function isSingle(name: string): boolean {
  return /^(host|user-agent|accept|content-type|content-length)$/i.test(name);
}
