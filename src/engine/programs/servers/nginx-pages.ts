// What nginx hands out of the file tree, and the pages that it makes itself.
import { isErrno, type Process } from '../../kernel';
import { headerOf, httpDate } from '../network/http';
import { MONTHS } from './nginx-log';
import type { Asked, Reply } from './nginx-worker';
import type { NginxSettings } from './nginx-settings';

export const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Moved Temporarily',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Time-out',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Request Entity Too Large',
  414: 'Request-URI Too Large',
  415: 'Unsupported Media Type',
  416: 'Requested Range Not Satisfiable',
  421: 'Misdirected Request',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
  505: 'HTTP Version Not Supported',
  507: 'Insufficient Storage',
};

/** The page's title where it is not the status line's. */
const TITLES: Readonly<Record<number, string>> = { 302: 'Found' };

/** The media type of a path's extension. */
export function typeOf(path: string, { types, defaultType }: NginxSettings): string {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return types.get(extension) ?? defaultType;
}

/** What is at a path: a file to send, a folder, or why not. */
export type Found =
  'directory' | 'nothing' | 'denied' | { readonly modifiedMs: number; readonly body: Uint8Array };

export function fileAt(p: Process, path: string): Found {
  try {
    const { kind, mtimeMs } = p.files.stat(path);
    if (kind === 'directory') return 'directory';
    return { modifiedMs: mtimeMs, body: p.files.readFile(path) };
  } catch (error) {
    if (!isErrno(error)) throw error;
    return error.code === 'EACCES' ? 'denied' : 'nothing';
  }
}

/** A file's answer: whole, the part that was asked for, or that it is as the client knows it (RFC 9110). */
export function fileReply(asked: Asked, type: string, file: Exclude<Found, string>): Reply {
  const { modifiedMs, body } = file;
  const tag = `"${Math.floor(modifiedMs / 1000).toString(16)}-${body.length.toString(16)}"`;
  const head = { startLine: '', headers: asked.headers };
  const known = headerOf(head, 'If-None-Match');
  const since = headerOf(head, 'If-Modified-Since');
  const isKnown =
    known === undefined
      ? since === httpDate(modifiedMs)
      : known.split(/, */).some((one) => one === tag || one === '*' || one === `W/${tag}`);
  if (isKnown) return { status: 304, type: '', body: new Uint8Array(), modifiedMs, tag };
  const range = /^bytes=(\d*)-(\d*)$/.exec(headerOf(head, 'Range') ?? '');
  if (range === null) return { status: 200, type, body, modifiedMs, tag };
  const [, from = '', to = ''] = range;
  const start = from === '' ? Math.max(0, body.length - Number(to)) : Number(from);
  const end = from === '' || to === '' ? body.length - 1 : Math.min(Number(to), body.length - 1);
  if (start > end) return { status: 416, type: 'text/html', range: `bytes */${body.length}` };
  const part = body.subarray(start, end + 1);
  return { status: 206, type, body: part, modifiedMs, tag, range: `bytes ${start}-${end}/${body.length}` };
}

export function errorPage(status: number, server: string): Uint8Array {
  const reason = TITLES[status] ?? REASONS[status];
  if (reason === undefined) return new Uint8Array();
  const title = `${status} ${reason}`;
  const lines = [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
    `<hr><center>${server}</center>`,
    '</body>',
    '</html>',
    '',
  ];
  return new TextEncoder().encode(lines.join('\r\n'));
}

const NAME_WIDTH = 50;
const SIZE_WIDTH = 19;

/** The list of a folder (autoindex): folders first, then by name. */
export function folderPage(p: Process, folder: string, uri: string): Uint8Array {
  const entries = [...p.files.readDirectory(folder)]
    .filter((name) => !name.startsWith('.'))
    .map((name) => ({ name, stat: p.files.stat(`${folder.replace(/\/$/, '')}/${name}`) }))
    .map(({ name, stat }) => ({ name, stat, isFolder: stat.kind === 'directory' }))
    .sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || (a.name < b.name ? -1 : 1));
  const rows = entries.map(({ name, stat, isFolder }) => {
    const whole = isFolder ? `${name}/` : name;
    const shown =
      whole.length > NAME_WIDTH ? `${escaped(whole.slice(0, NAME_WIDTH - 3))}..&gt;` : escaped(whole);
    const space = ' '.repeat(Math.max(0, NAME_WIDTH - whole.length) + 1);
    const size = (isFolder ? '-' : String(stat.sizeBytes)).padStart(SIZE_WIDTH);
    return `<a href="${encodeURI(whole)}">${shown}</a>${space}${dateOf(stat.mtimeMs)} ${size}\r\n`;
  });
  const title = `Index of ${escaped(uri)}`;
  const head = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<h1>${title}</h1>`;
  const list = `<hr><pre><a href="../">../</a>\r\n${rows.join('')}</pre><hr></body>\r\n</html>\r\n`;
  return new TextEncoder().encode(head + list);
}

function dateOf(ms: number): string {
  const d = new Date(ms);
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${two(d.getUTCDate())}-${MONTHS[d.getUTCMonth()]}-${d.getUTCFullYear()}`;
  return `${day} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
