import type { Connection, Task } from '../kernel';
import { isErrno } from '../kernel';
import { acceptTls, headerOf, headText, httpDate, readHead } from '../programs';
import type { WebFiles } from './web-files';

export { WebFiles } from './web-files';

const notFound = new TextEncoder().encode('There is no such file on this simulated host.\n');
/** A line of 100 Mbit/s: what a transfer takes beside the round trips. */
const msPerMegabyte = 80;
const pieceBytes = 1 << 16;

/** Reads one request and answers it. */
export function* answer(connection: Connection, files: WebFiles): Task<void> {
  try {
    if (connection.localPort === 443 && !(yield* acceptTls(connection))) return;
    const request = yield* readHead(connection);
    const [, method, path] = /^(GET|HEAD) (\S+) HTTP/.exec(request?.startLine ?? '') ?? [];
    if (request !== undefined) {
      const host = headerOf(request, 'Host')?.replace(/:\d+$/, '') ?? '';
      const file = path === undefined ? undefined : files.find(host, path);
      const content = file?.content ?? notFound;
      const headers = [
        ['Content-Type', file?.contentType ?? 'text/plain'],
        ['Content-Length', String(content.length)],
        ...(file === undefined ? [] : [['Last-Modified', httpDate(file.modifiedMs)] as const]),
        ['Connection', 'close'],
      ] as const;
      const startLine = `HTTP/1.1 ${file === undefined ? '404 Not Found' : '200 OK'}`;
      yield* connection.write(headText({ startLine, headers }));
      if (method !== 'HEAD') yield* send(connection, content);
    }
  } catch (error) {
    if (!isErrno(error)) throw error;
  } finally {
    connection.close();
  }
}

function* send(connection: Connection, content: Uint8Array): Task<void> {
  for (let at = 0; at < content.length; at += pieceBytes) {
    const piece = content.subarray(at, at + pieceBytes);
    yield { forMs: (piece.length / 1e6) * msPerMegabyte };
    yield* connection.write(piece);
  }
}
