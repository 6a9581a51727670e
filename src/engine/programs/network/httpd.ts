import type { Connection, Process, Task } from '../../kernel';
import { byteString } from '../shared/bytes';
import { reason } from '../shared/errors';
import { Reader } from '../shared/input';
import { program } from '../shared/program';
import { formatTime } from '../shared/time';
import { join, statOf } from '../shared/trees';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  css: 'text/css',
  js: 'application/javascript',
  json: 'application/json',
  txt: 'text/plain',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  ico: 'image/x-icon',
  xml: 'text/xml',
  pdf: 'application/pdf',
  md: 'text/plain',
};
const REASONS: Readonly<Record<number, readonly [string, string]>> = {
  400: ['Bad Request', 'Unsupported method'],
  403: ['Forbidden', ''],
  404: ['Not Found', 'The requested URL was not found'],
  501: ['Not Implemented', 'The requested method is not recognized'],
};

function header(status: string, lines: readonly string[], nowMs: number): string {
  return [
    `HTTP/1.1 ${status}`,
    `Date: ${formatTime('%a, %d %b %Y %H:%M:%S GMT', nowMs)}`,
    'Connection: close',
    ...lines,
    '',
    '',
  ].join('\r\n');
}

function* refuse(p: Process, connection: Connection, code: number): Task<void> {
  const [title, text] = REASONS[code] ?? ['Error', ''];
  const body = `<HTML><HEAD><TITLE>${String(code)} ${title}</TITLE></HEAD>\n<BODY><H1>${String(code)} ${title}</H1>\n${text}\n</BODY></HTML>\n`;
  yield* connection.write(header(`${String(code)} ${title}`, ['Content-type: text/html'], p.nowMs) + body);
}

/** One request, one answer: what BusyBox' httpd does for GET and HEAD. */
function* answer(p: Process, connection: Connection, root: string): Task<number> {
  const reader = new Reader(p, connection);
  const request = (yield* reader.line()) ?? '';
  for (
    let line = yield* reader.line();
    line !== undefined && line.replace(/\r$/, '') !== '';
    line = yield* reader.line()
  );
  const found = /^(GET|HEAD|[A-Z]+) (\S+) HTTP\/1\.[01]\r?$/.exec(request);
  try {
    if (!found) yield* refuse(p, connection, 400);
    else if (found[1] !== 'GET' && found[1] !== 'HEAD') yield* refuse(p, connection, 501);
    else {
      const url = decodeURIComponent((found[2] ?? '/').replace(/\?.*$/, ''));
      let path = join(root, url.replace(/^\/+/, ''));
      const folder = statOf(p, path)?.kind === 'directory';
      if (folder && !url.endsWith('/')) {
        yield* connection.write(header('302 Found', [`Location: ${url}/`], p.nowMs));
        return 0;
      }
      if (folder) path = join(path, 'index.html');
      const stat = url.split('/').includes('..') ? undefined : statOf(p, path);
      if (stat?.kind !== 'file') yield* refuse(p, connection, 404);
      else if (!p.files.access(path, 'r')) yield* refuse(p, connection, 403);
      else {
        const type = TYPES[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream';
        const modified = formatTime('%a, %d %b %Y %H:%M:%S GMT', stat.mtimeMs);
        yield* connection.write(
          header(
            '200 OK',
            [
              `Content-type: ${type}`,
              'Accept-Ranges: bytes',
              `Last-Modified: ${modified}`,
              `ETag: "${stat.mtimeMs.toString(16)}"`,
              `Content-Length: ${String(stat.sizeBytes)}`,
            ],
            p.nowMs,
          ),
        );
        if (found[1] === 'GET') yield* connection.write(p.files.readFile(path));
      }
    }
  } finally {
    connection.close();
  }
  return 0;
}

export const httpd = program({
  id: 'busybox/httpd',
  paths: [],
  flavours: ['busybox'],
  busyboxUsage:
    '[-ifv[v]] [-c CONFFILE] [-p [IP:]PORT] [-M NUM] [-K SEC] [-u USER[:GRP]] [-r REALM] [-h HOME]\nor httpd -d/-e/-m STRING',
  options: {
    foreground: 'f',
    port: 'p=PORT',
    home: 'h=HOME',
    verbose: 'v',
    user: 'u=USER',
    config: 'c=FILE',
    realm: 'r=REALM',
    inetd: 'i',
    decode: 'd=STRING',
    encode: 'e=STRING',
    password: 'm=STRING',
    max: 'M=NUM',
    keep: 'K=SEC',
  },
  *run(c) {
    const { flags, p } = c;
    if (flags.decode !== undefined) {
      yield* c.print(decodeURIComponent(flags.decode.replace(/\+/g, ' ')));
      return 0;
    }
    if (flags.encode !== undefined) {
      yield* c.write(
        byteString(flags.encode).replace(/[^A-Za-z0-9]/g, (char) => `&#${String(char.charCodeAt(0))};`),
      );
      return 0;
    }
    const root = flags.home ?? '.';
    try {
      p.chdir(root);
    } catch (error) {
      return yield* c.fail(`can't change directory to '${root}': ${reason(error)}`);
    }
    const [portText = '80', address = '::'] = (flags.port ?? '80').split(':').reverse();
    const serve = function* (own: Process): Task<number> {
      let listener;
      try {
        listener = own.network.listen(address, Number(portText));
      } catch (error) {
        yield* own.stderr.write(`${c.name}: bind: ${reason(error)}\n`);
        return 1;
      }
      // So the kernel buries those that have answered.
      own.setDisposition('CHLD', 'ignore');
      for (;;) {
        const connection = yield* listener.accept();
        own.fork(function* (child) {
          return yield* answer(child, connection, '.');
        });
      }
    };
    if (flags.foreground) return yield* serve(p);
    p.fork(function* (child) {
      child.newSession();
      return yield* serve(child);
    });
    // The daemon is bound before the shell goes on.
    yield* p.turn();
    return 0;
  },
});
