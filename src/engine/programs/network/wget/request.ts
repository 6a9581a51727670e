import { joinBytes } from '../../../fs';
import { isErrno, type Connection, type Process, type Task } from '../../../kernel';
import type { Call } from '../../shared/program';
import { bodyLengthOf, headText, readBody, readResponse } from '../http';
import type { BodyLength, Header, Response } from '../http';
import { authorityOf, type Url } from '../url';

export const WGET_OPTIONS = {
  output: 'O,output-document=FILE',
  log: 'o,output-file=FILE',
  quiet: 'q,quiet',
  brief: 'no-verbose',
  verbose: 'v,verbose',
  server: 'S,server-response',
  spider: 'spider',
  header: 'header=STR',
  postData: 'post-data=STR',
  postFile: 'post-file=FILE',
  agent: 'U,user-agent=AGENT',
  folder: 'P,directory-prefix=DIR',
  timeout: 'T,timeout=SEC',
  tries: 't,tries=N',
  connectTimeout: 'connect-timeout=SEC',
  wait: 'w,wait=SEC',
  waitRetry: 'waitretry=SEC',
  goOn: 'c,continue',
  noClobber: 'no-clobber',
  trust: 'no-check-certificate',
  showProgress: 'show-progress',
  noProgress: 'no-show-progress',
  progress: 'progress=TYPE',
  proxy: 'Y=ON',
  version: 'V,version',
} as const;

export type WgetCall = Call<typeof WGET_OPTIONS>;

/** Sends the request of one address and reads the answer's head. */
export function* request(c: WgetCall, connection: Connection, url: Url, agent: string): Task<Response> {
  const body = postBody(c);
  const headers: Header[] = [
    ['Host', authorityOf(url)],
    ['User-Agent', c.flags.agent ?? agent],
    ...(c.gnu
      ? ([
          ['Accept', '*/*'],
          ['Accept-Encoding', 'identity'],
          ['Connection', 'Keep-Alive'],
        ] as const)
      : ([['Connection', 'close']] as const)),
    ...(body
      ? ([
          ['Content-Type', 'application/x-www-form-urlencoded'],
          ['Content-Length', String(body.length)],
        ] as const)
      : []),
    ...c.all('header').map((line): Header => {
      const [name = '', ...value] = line.split(':');
      return [name, value.join(':').trim()];
    }),
  ];
  const method = body ? 'POST' : c.flags.spider && c.gnu ? 'HEAD' : 'GET';
  const bytes = new TextEncoder().encode(headText({ startLine: `${method} ${url.path} HTTP/1.1`, headers }));
  yield* connection.write(body ? joinBytes([bytes, body]) : bytes);
  return yield* readResponse(connection);
}

function postBody(c: WgetCall): Uint8Array | undefined {
  const { postData, postFile } = c.flags;
  if (postData !== undefined) return new TextEncoder().encode(postData);
  return postFile === undefined ? undefined : c.p.files.readFile(postFile);
}

/** Where what is received goes: a file that is made with its first byte, or stdout. */
export class Sink {
  #fd: number | undefined;
  sizeBytes = 0;

  constructor(
    private readonly p: Process,
    readonly path: string | undefined,
  ) {}

  /** Throws the Errno of open(2). */
  open(exclusive = false): void {
    if (this.path === undefined || this.#fd !== undefined) return;
    this.#fd = this.p.open(this.path, { write: true, create: true, truncate: true, exclusive });
  }

  *take(part: Uint8Array): Task<void> {
    this.open();
    this.sizeBytes += part.length;
    yield* (this.#fd === undefined ? this.p.stdout : this.p.stream(this.#fd)).write(part);
  }

  close(): void {
    if (this.#fd !== undefined) this.p.close(this.#fd);
    this.#fd = undefined;
  }
}

/** Receives the body; the number of bytes that were announced is given back, undefined where none was. */
export function* receive(connection: Connection, response: Response, sink: Sink): Task<BodyLength> {
  const length = bodyLengthOf(response, 'to the end');
  yield* readBody(connection, length, (part) => sink.take(part));
  return length;
}

/** The words of a failed look-up; other errors go on. */
export function lookUpFailure(error: unknown): 'again' | 'unknown' {
  if (!isErrno(error)) throw error;
  return error.code === 'EAGAIN' ? 'again' : 'unknown';
}
