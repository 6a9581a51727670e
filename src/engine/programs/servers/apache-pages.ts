// What Apache hands out of its DocumentRoot, and the pages that it makes itself.
import { isErrno, type Process } from '../../kernel';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
  txt: 'text/plain',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  ico: 'image/x-icon',
  xml: 'application/xml',
};
const HTML = 'text/html; charset=iso-8859-1';

export interface ApacheReply {
  readonly status: number;
  readonly reason: string;
  readonly type: string;
  readonly body?: Uint8Array;
  readonly modifiedMs?: number;
  readonly location?: string;
}

interface Site {
  readonly documentRoot: string;
  readonly index: readonly string[];
}

export function fileReply(
  files: Process['files'],
  { documentRoot, index }: Site,
  target: string,
  host: string,
): ApacheReply {
  let path: string;
  try {
    path = decodeURIComponent(target.replace(/[?#].*/, ''));
  } catch {
    return { status: 400, reason: 'Bad Request', type: HTML };
  }
  try {
    const place = `${documentRoot}${path}`;
    if (files.stat(place).kind !== 'directory') return fileAt(files, place);
    if (!path.endsWith('/'))
      return { status: 301, reason: 'Moved Permanently', type: HTML, location: `http://${host}${path}/` };
    const first = index.find((name) => files.exists(`${place}${name}`));
    if (first !== undefined) return fileAt(files, `${place}${first}`);
    const names = [...files.readDirectory(place)].filter((name) => !name.startsWith('.')).sort();
    return listing(
      path,
      names.map((name) => (files.stat(place + name).kind === 'directory' ? `${name}/` : name)),
    );
  } catch (error) {
    if (!isErrno(error)) throw error;
    return error.code === 'EACCES'
      ? { status: 403, reason: 'Forbidden', type: HTML }
      : { status: 404, reason: 'Not Found', type: HTML };
  }
}

function fileAt(files: Process['files'], path: string): ApacheReply {
  const extension = /\.(\w+)$/.exec(path)?.[1] ?? '';
  return {
    status: 200,
    reason: 'OK',
    type: TYPES[extension] ?? 'application/octet-stream',
    body: files.readFile(path),
    modifiedMs: files.stat(path).mtimeMs,
  };
}

/** The page of mod_autoindex. */
function listing(path: string, names: readonly string[]): ApacheReply {
  const parent = path === '/' ? [] : ['<li><a href="../"> Parent Directory</a></li>'];
  const rows = names.map((name) => `<li><a href="${name}"> ${name}</a></li>`);
  const title = `Index of ${path.replace(/(.)\/$/, '$1')}`;
  const text = [
    '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">',
    '<html>',
    ' <head>',
    `  <title>${title}</title>`,
    ' </head>',
    ' <body>',
    `<h1>${title}</h1>`,
    `<ul>${[...parent, ...rows].join('\n')}`,
    '</ul>',
    '</body></html>',
    '',
  ].join('\n');
  return {
    status: 200,
    reason: 'OK',
    type: 'text/html;charset=ISO-8859-1',
    body: new TextEncoder().encode(text),
  };
}

const EXPLAINED: Readonly<Record<number, string>> = {
  400: 'Your browser sent a request that this server could not understand.<br />\n',
  403: "You don't have permission to access this resource.",
  404: 'The requested URL was not found on this server.',
  405: 'The requested method is not allowed for this URL.',
};

/** The page that says what is wrong. */
export function errorPage({ status, reason, location }: ApacheReply, target: string): Uint8Array {
  const text =
    location === undefined
      ? (EXPLAINED[status] ?? `${target} is not here.`)
      : `The document has moved <a href="${location}">here</a>.`;
  return new TextEncoder().encode(
    '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n' +
      `<html><head>\n<title>${status} ${reason}</title>\n</head><body>\n` +
      `<h1>${reason}</h1>\n<p>${text}</p>\n</body></html>\n`,
  );
}
