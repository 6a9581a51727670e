// What nginx hands out of the file tree, and the pages that it makes itself.
import { isErrno, type Process, type Task } from '../../kernel';
import { logHead } from './nginx-log';
import type { Asked, Reply } from './nginx-worker';

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
  ico: 'image/x-icon',
  xml: 'text/xml',
};

export const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Moved Temporarily',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Not Allowed',
  418: '',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

/** A line of the error log about a request: `*1 open() … failed, client: …, server: …, request: …, host: …`. */
export function* complain(p: Process, asked: Asked, problem: string, upstream?: string): Task<void> {
  const { count, client, server, startLine, host } = asked;
  const rest =
    `client: ${client}, server: ${server.names[0] ?? ''}, request: "${startLine}", ` +
    `${upstream === undefined ? '' : `upstream: "${upstream}", `}host: "${host}"`;
  yield* p.stderr.write(`${logHead(p, 'error')} *${count} ${problem}, ${rest}\n`);
}

/** The file at a path under `root`, or the index of a folder. */
export function* find(p: Process, asked: Asked, path: string, root: string): Task<Reply> {
  const { index } = asked.server;
  const names = path.endsWith('/') ? index.map((name) => `${root}${path}${name}`) : [`${root}${path}`];
  for (const name of names) {
    try {
      const { kind, mtimeMs } = p.files.stat(name);
      if (kind === 'directory')
        return { status: 301, type: 'text/html', location: `http://${asked.host}${path}/` };
      const extension = /\.(\w+)$/.exec(name)?.[1] ?? '';
      return {
        status: 200,
        type: TYPES[extension] ?? 'application/octet-stream',
        body: p.files.readFile(name),
        modifiedMs: mtimeMs,
      };
    } catch (error) {
      if (!isErrno(error)) throw error;
      if (error.code === 'EACCES') {
        yield* complain(p, asked, `open() "${name}" failed (13: Permission denied)`);
        return { status: 403, type: 'text/html' };
      }
    }
  }
  if (path.endsWith('/') && p.files.exists(`${root}${path}`)) {
    yield* complain(p, asked, `directory index of "${root}${path}" is forbidden`);
    return { status: 403, type: 'text/html' };
  }
  yield* complain(p, asked, `open() "${names[0] ?? root}" failed (2: No such file or directory)`);
  return { status: 404, type: 'text/html' };
}

export function errorPage(status: number, version: string): Uint8Array {
  const title = `${status} ${REASONS[status] ?? ''}`;
  const lines = [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
    `<hr><center>nginx/${version}</center>`,
    '</body>',
    '</html>',
    '',
  ];
  return new TextEncoder().encode(lines.join('\r\n'));
}
