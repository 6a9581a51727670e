/** Messages of HTTP/1.1 over a stream (RFC 9112), as far as both sides of a simulated network need them. */
import { joinBytes } from '../../fs';
import type { Connection, Process, Stream, Task } from '../../kernel';

export type Header = readonly [name: string, value: string];

export interface Head {
  readonly startLine: string;
  readonly headers: readonly Header[];
}

export interface Response extends Head {
  readonly status: number;
  readonly reason: string;
  /** HTTP/1.1 */
  readonly version: string;
}

/** The other side closed before it said anything, or does not speak HTTP. */
export class HttpError extends Error {
  constructor(readonly kind: 'empty reply' | 'not http' | 'short body') {
    super(kind);
  }
}

const TLS_HANDSHAKE = 0x16;
/** The first bytes of a client that wants TLS: record type, version 3.1. What follows is plain here. */
const CLIENT_HELLO = Uint8Array.of(TLS_HANDSHAKE, 3, 1, 10);
const SERVER_HELLO = Uint8Array.of(TLS_HANDSHAKE, 3, 3, 10);

export function headerOf(head: Head, name: string): string | undefined {
  const lower = name.toLowerCase();
  return head.headers.find(([key]) => key.toLowerCase() === lower)?.[1];
}

/** A message's first line and headers; undefined where the other side has closed. */
export function* readHead(stream: Stream): Task<Head | undefined> {
  let startLine = yield* stream.readLine();
  if (startLine === '' || startLine === '\r') startLine = yield* stream.readLine();
  if (startLine === undefined) return undefined;
  const headers: Header[] = [];
  for (;;) {
    const line = (yield* stream.readLine())?.replace(/\r$/, '');
    if (line === undefined || line === '') break;
    const colon = line.indexOf(':');
    if (colon > 0) headers.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
  return { startLine: startLine.replace(/\r$/, ''), headers };
}

export function* readResponse(stream: Stream): Task<Response> {
  const head = yield* readHead(stream);
  if (head === undefined) throw new HttpError('empty reply');
  const [, version, status, reason = ''] = /^(HTTP\/\d\.\d) (\d{3}) ?(.*)$/.exec(head.startLine) ?? [];
  if (version === undefined) throw new HttpError('not http');
  return { ...head, version, status: Number(status), reason };
}

/** How much of a body follows: a number of bytes, pieces with their lengths, or all until the other side closes. */
export type BodyLength = number | 'chunked' | 'to the end';

export function bodyLengthOf(head: Head, otherwise: BodyLength): BodyLength {
  if (/chunked/i.test(headerOf(head, 'Transfer-Encoding') ?? '')) return 'chunked';
  const length = headerOf(head, 'Content-Length');
  return length === undefined ? otherwise : Number(length) || 0;
}

/** Gives a body to `take` piece by piece. Throws HttpError 'short body' where the other side closes too early. */
export function* readBody(
  stream: Stream,
  length: BodyLength,
  take: (part: Uint8Array) => Task<void>,
): Task<void> {
  if (length === 'chunked') {
    for (;;) {
      const size = parseInt((yield* stream.readLine()) ?? '0', 16);
      if (!(size > 0)) break;
      yield* readExactly(stream, size, take);
      yield* stream.readLine();
    }
    yield* stream.readLine();
  } else if (length === 'to the end') {
    for (let part = yield* stream.read(); part.length > 0; part = yield* stream.read()) yield* take(part);
  } else {
    yield* readExactly(stream, length, take);
  }
}

function* readExactly(stream: Stream, size: number, take: (part: Uint8Array) => Task<void>): Task<void> {
  for (let left = size; left > 0;) {
    const part = yield* stream.read(left);
    if (part.length === 0) throw new HttpError('short body');
    left -= part.length;
    yield* take(part);
  }
}

export function* readWholeBody(stream: Stream, length: BodyLength): Task<Uint8Array> {
  const parts: Uint8Array[] = [];
  yield* readBody(stream, length, function* (part) {
    parts.push(part);
  });
  return joinBytes(parts);
}

export function headText(head: Head): string {
  return `${head.startLine}\r\n${head.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

/** Says that it wants TLS and hears whether the other side speaks it: a plain web server does not. */
export function* startTls(connection: Connection): Task<boolean> {
  yield* connection.write(CLIENT_HELLO);
  const answer = yield* connection.read(SERVER_HELLO.length);
  return answer[0] === TLS_HANDSHAKE;
}

/** Where Debian and Alpine keep the certificates that are trusted (package ca-certificates). */
export const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** Whether a client can tell which servers to trust. */
export function hasCertificates({ files, env }: Process): boolean {
  return files.exists(env.get('SSL_CERT_FILE') ?? CERTIFICATES);
}

/** The server's side of it. False: the other side does not speak TLS. */
export function* acceptTls(connection: Connection): Task<boolean> {
  const hello = yield* connection.read(CLIENT_HELLO.length);
  if (hello[0] !== TLS_HANDSHAKE) return false;
  yield* connection.write(SERVER_HELLO);
  return true;
}

/** `Mon, 23 Nov 2026 20:56:27 GMT` */
export function httpDate(ms: number): string {
  return new Date(ms).toUTCString();
}

export const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  413: 'Request Entity Too Large',
  418: "I'm a teapot",
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};
