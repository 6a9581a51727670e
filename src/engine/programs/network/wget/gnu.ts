import { isErrno, strerror, type Connection, type Task } from '../../../kernel';
import { hasCertificates, headerOf, HttpError, startTls, type Response } from '../http';
import { TimedOut, within } from '../../shared/within';
import { fileNameOf, parseUrl, redirectTarget, urlText, type Url } from '../url';
import { connectSeconds } from './numbers';
import { lookUpFailure, receive, request, Sink, type WgetCall } from './request';

const MAX_REDIRECTS = 20;
/** Exit statuses (wget(1), EXIT STATUS). */
const FAILED = { general: 1, io: 3, network: 4, tls: 5, server: 8 } as const;
const DOT_BYTES = 1024;
const DOTS_PER_LINE = 50;
const DOTS_PER_GROUP = 10;
/** A transfer takes at least so long, for the rates that are shown. */
const LEAST_MS = 0.005;

class WgetError extends Error {
  constructor(
    readonly status: number,
    message = '',
  ) {
    super(message);
  }
}

/** GNU wget of one address. */
export function* fetchAsGnu(c: WgetCall, text: string): Task<number> {
  try {
    return yield* follow(c, text);
  } catch (error) {
    if (!(error instanceof WgetError)) throw error;
    if (error.message !== '') yield* say(c, 'always', error.message);
    return error.status;
  }
}

type When = 'always' | 'brief' | 'verbose';

/** Says something where -q (nothing) and -nv (only what matters) allow it. */
function* say({ p, flags }: WgetCall, when: When, text: string): Task<void> {
  if (flags.quiet || (flags.brief && when === 'verbose') || (!flags.brief && when === 'brief')) return;
  if (flags.log === undefined) yield* p.stderr.write(text);
  else p.files.writeFile(flags.log, text, { append: true });
}

function stamp({ p }: WgetCall): string {
  return new Date(p.nowMs).toISOString().slice(0, 19).replace('T', ' ');
}

function* follow(c: WgetCall, text: string): Task<number> {
  let url = parseUrl(text);
  if (url === undefined) throw new WgetError(FAILED.general, `${text}: Invalid host name.\n`);
  if (url.scheme !== 'http' && url.scheme !== 'https') {
    throw new WgetError(FAILED.general, `${text}: Unsupported scheme ${quote(c, url.scheme)}.\n`);
  }
  const path = outputPath(c, url);
  if (c.flags.noClobber && path !== undefined && c.flags.output === undefined) {
    const kept = path.replace(/\.\d+$/, '');
    if (kept !== path && c.p.files.exists(kept)) {
      yield* say(c, 'always', `File ${quote(c, kept)} already there; not retrieving.\n`);
      return FAILED.general;
    }
  }
  let open: { readonly connection: Connection; readonly host: string } | undefined;
  try {
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      yield* say(c, 'verbose', `--${stamp(c)}--  ${urlText(url)}\n`);
      const host = `${url.host}:${url.port}`;
      open?.connection.close();
      if (open?.host === host) yield* say(c, 'verbose', `Reusing existing connection to ${host}.\n`);
      open = { connection: yield* connect(c, url, open?.host === host), host };
      const response = yield* ask(c, open.connection, url);
      const location = headerOf(response, 'Location');
      if (response.status < 300 || response.status >= 400 || location === undefined) {
        return yield* finish(c, open.connection, url, response, path);
      }
      const next = redirectTarget(url, location);
      if (next === undefined) throw new WgetError(FAILED.general, `${location}: Invalid host name.\n`);
      yield* say(c, 'verbose', `Location: ${location} [following]\n`);
      url = next;
    }
    throw new WgetError(FAILED.server, `${MAX_REDIRECTS} redirections exceeded.\n`);
  } finally {
    open?.connection.close();
  }
}

/** A file that is there already is left alone: the new one gets a number. */
function outputPath({ p, flags }: WgetCall, url: Url): string | undefined {
  if (flags.output !== undefined) return flags.output === '-' ? undefined : flags.output;
  const name = `${flags.folder === undefined ? '' : `${flags.folder}/`}${fileNameOf(url) || 'index.html'}`;
  if (flags.goOn || !p.files.exists(name)) return name;
  for (let number = 1; ; number++) if (!p.files.exists(`${name}.${number}`)) return `${name}.${number}`;
}

function* connect(c: WgetCall, url: Url, isSilent: boolean): Task<Connection> {
  const { p } = c;
  const show = (text: string): Task<void> => (isSilent ? say(c, 'brief', '') : say(c, 'verbose', text));
  let address = url.host;
  const isNumeric = /^\d+\.\d+\.\d+\.\d+$/.test(url.host);
  if (!isNumeric) {
    yield* show(`Resolving ${url.host} (${url.host})... `);
    try {
      address = yield* p.network.resolve(url.host);
    } catch (error) {
      const words =
        lookUpFailure(error) === 'again'
          ? 'Temporary failure in name resolution'
          : 'Name or service not known';
      yield* show(`failed: ${words}.\n`);
      throw new WgetError(FAILED.network, `wget: unable to resolve host address ${quote(c, url.host)}\n`);
    }
    yield* show(`${address}\n`);
  }
  const place = isNumeric ? `${address}:${url.port}` : `${url.host} (${url.host})|${address}|:${url.port}`;
  yield* show(`Connecting to ${place}... `);
  try {
    const deadlineMs = p.nowMs + connectSeconds(c) * 1000;
    const connection = yield* within(p, deadlineMs, p.network.connect(address, url.port));
    yield* show('connected.\n');
    if (url.scheme === 'https' && !(yield* startTls(connection))) {
      throw new WgetError(FAILED.tls, 'Unable to establish SSL connection.\n');
    }
    if (url.scheme === 'https' && !c.flags.trust && !hasCertificates(p)) {
      connection.close();
      const whose = `ERROR: The certificate of ${quote(c, url.host)}`;
      throw new WgetError(FAILED.tls, `${whose} is not trusted.\n${whose} doesn't have a known issuer.\n`);
    }
    return connection;
  } catch (error) {
    if (!isErrno(error) && !(error instanceof TimedOut)) throw error;
    if (isErrno(error) && error.code === 'EINTR') throw error;
    yield* show(`failed: ${error instanceof TimedOut ? 'Connection timed out' : strerror(error.code)}.\n`);
    throw new WgetError(FAILED.network);
  }
}

function* ask(c: WgetCall, connection: Connection, url: Url): Task<Response> {
  yield* say(c, 'verbose', 'HTTP request sent, awaiting response... ');
  let response: Response;
  try {
    response = yield* request(c, connection, url, 'Wget/1.25.0');
  } catch (error) {
    if (!(error instanceof HttpError) && !isErrno(error)) throw error;
    yield* say(c, 'verbose', 'No data received.\n');
    throw new WgetError(FAILED.network);
  }
  if (c.flags.server) {
    const lines = [response.startLine, ...response.headers.map(([name, value]) => `${name}: ${value}`)];
    yield* say(c, 'verbose', `\n${lines.map((line) => `  ${line}\n`).join('')}`);
  } else yield* say(c, 'verbose', `${response.status} ${response.reason}\n`);
  return response;
}

function* finish(
  c: WgetCall,
  connection: Connection,
  url: Url,
  response: Response,
  path: string | undefined,
): Task<number> {
  if (response.status >= 400) {
    const words = `${stamp(c)} ERROR ${response.status}: ${response.reason}.\n`;
    yield* say(c, 'brief', `${urlText(url)}:\n${words}`);
    yield* say(c, 'verbose', `${words}\n`);
    return FAILED.server;
  }
  const announced = headerOf(response, 'Content-Length');
  const type = headerOf(response, 'Content-Type')?.replace(/;.*$/, '');
  const length =
    announced === undefined
      ? 'unspecified'
      : `${announced}${Number(announced) >= 1024 ? ` (${short(Number(announced))})` : ''}`;
  yield* say(c, 'verbose', `Length: ${length}${type === undefined ? '' : ` [${type}]`}\n`);
  if (c.flags.spider) {
    yield* say(c, 'verbose', 'Remote file exists.\n\n');
    return 0;
  }
  const sink = new Sink(c.p, path);
  const startMs = c.p.nowMs;
  try {
    sink.open();
    yield* say(c, 'verbose', `Saving to: ${path === undefined ? quote(c, 'STDOUT') : quote(c, path)}\n\n`);
    yield* receive(connection, response, sink);
  } catch (error) {
    if (error instanceof HttpError) throw new WgetError(FAILED.network, 'Read error at byte 0.\n');
    if (!isErrno(error) || error.code === 'EPIPE' || error.code === 'EINTR') throw error;
    throw new WgetError(FAILED.io, `${path ?? '-'}: ${strerror(error.code)}\n`);
  } finally {
    sink.close();
  }
  const ms = Math.max(LEAST_MS, c.p.nowMs - startMs);
  yield* say(c, 'verbose', progress(c, path ?? '-', sink.sizeBytes, ms));
  const size = announced === undefined ? String(sink.sizeBytes) : `${sink.sizeBytes}/${announced}`;
  const name = path === undefined ? 'written to stdout' : `${quote(c, path)} saved`;
  yield* say(c, 'verbose', `${stamp(c)} (${rate(sink.sizeBytes, ms, true)}) - ${name} [${size}]\n\n`);
  yield* say(c, 'brief', `${stamp(c)} URL:${urlText(url)} [${size}] -> "${path ?? '-'}" [1]\n`);
  return 0;
}

/** A bar on a terminal, else dots: one for each KiB, fifty to a line. */
function progress(c: WgetCall, path: string, sizeBytes: number, ms: number): string {
  const { p } = c;
  const time = `${Number((ms / 1000).toPrecision(1)) >= 0.001 ? Number((ms / 1000).toPrecision(1)) : 0}s`;
  if (p.isOpen(2) && p.isatty(2) && c.flags.log === undefined) {
    const { columns } = p.terminalSize(2);
    const name = path.replace(/^.*\//, '').slice(0, 19).padEnd(19);
    const bar = `${'='.repeat(Math.max(1, columns - 61))}>`;
    return `\r${name} 100%[${bar}] ${short(sizeBytes).padStart(7)}  ${rate(sizeBytes, ms, true).replace(' ', '').padStart(8)}    in ${time.padEnd(6)}  \n\n`;
  }
  const lines: string[] = [];
  const dots = Math.ceil(sizeBytes / DOT_BYTES);
  const lineBytes = DOTS_PER_LINE * DOT_BYTES;
  for (let first = 0; first === 0 || first < dots; first += DOTS_PER_LINE) {
    const count = Math.min(DOTS_PER_LINE, Math.floor((sizeBytes - first * DOT_BYTES) / DOT_BYTES));
    const shown =
      '.'
        .repeat(count)
        .padEnd(DOTS_PER_LINE)
        .match(new RegExp(`.{${DOTS_PER_GROUP}}`, 'g')) ?? [];
    const isLast = first + DOTS_PER_LINE >= dots;
    const done = Math.min(sizeBytes, first * DOT_BYTES + lineBytes);
    const percent = `${sizeBytes === 0 ? 100 : Math.floor((100 * done) / sizeBytes)}%`;
    const speed = rate(sizeBytes, ms, false).padStart(5);
    lines.push(
      `${`${first}K`.padStart(7)} ${shown.join(' ')}${percent.padStart(4)} ${speed}${isLast ? `=${time}` : ' 0s'}\n`,
    );
  }
  return `${lines.join('')}\n`;
}

/** `2.9M`, `812K`, `19`. */
function short(bytes: number): string {
  if (bytes < 1024) return String(bytes);
  const [value, unit] =
    bytes < 1024 ** 2
      ? [bytes / 1024, 'K']
      : bytes < 1024 ** 3
        ? [bytes / 1024 ** 2, 'M']
        : [bytes / 1024 ** 3, 'G'];
  return `${value < 10 ? value.toFixed(1) : String(Math.round(value))}${unit}`;
}

/** Bytes a second with three digits: `2.83 MB/s` or `2.83M`. */
function rate(bytes: number, ms: number, isLong: boolean): string {
  const units = isLong ? [' B/s', ' KB/s', ' MB/s', ' GB/s'] : ['', 'K', 'M', 'G'];
  let value = (bytes * 1000) / ms;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : String(Math.round(value))}${units[unit] ?? ''}`;
}

/** A UTF-8 locale has curly quotes; the C locale, which containers have, plain ones. */
function quote({ p }: WgetCall, text: string): string {
  const locale = p.env.get('LC_ALL') ?? p.env.get('LANG') ?? '';
  return /utf-?8$/i.test(locale) && !locale.startsWith('C.') ? `‘${text}’` : `'${text}'`;
}
