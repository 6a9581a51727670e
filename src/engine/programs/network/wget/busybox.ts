import { isErrno, strerror, type Connection, type Task } from '../../../kernel';
import { headerOf, HttpError, startTls, type Response } from '../http';
import { TimedOut, within } from '../../shared/within';
import { authorityOf, fileNameOf, parseUrl, redirectTarget, type Url } from '../url';
import { receive, request, Sink, type WgetCall } from './request';

const MAX_REDIRECTS = 5;
const DEFAULT_TIMEOUT_SECONDS = 900;
/** What stands beside the bar of the progress line. */
const PROGRESS_WIDTH = 48;

/** BusyBox' wget of one address. */
export function* fetchAsBusybox(c: WgetCall, text: string): Task<number> {
  let url = parseUrl(text);
  if (url === undefined) return yield* c.fail(`bad address '${text}'`);
  const isAllowed = url.scheme === 'http' || url.scheme === 'https';
  if (!isAllowed) return yield* c.fail(`not an http or ftp url: ${text}`);
  const path = outputPath(c, url);
  for (let redirects = 0; ; redirects++) {
    const connection = yield* connect(c, url);
    try {
      const response = yield* within(c.p, deadlineMs(c), ask(c, connection, url));
      const location = headerOf(response, 'Location');
      if (response.status >= 300 && response.status < 400 && location !== undefined) {
        if (redirects >= MAX_REDIRECTS) return yield* c.fail('too many redirections');
        const next = redirectTarget(url, location);
        if (next === undefined) return yield* c.fail(`bad address '${location}'`);
        url = next;
        continue;
      }
      if (response.status >= 400) {
        return yield* c.fail(
          `server returned error: ${response.version} ${response.status} ${response.reason}`,
        );
      }
      return yield* save(c, connection, response, path);
    } finally {
      connection.close();
    }
  }
}

function outputPath({ flags }: WgetCall, url: Url): string | undefined {
  if (flags.output === '-') return undefined;
  const name = flags.output ?? (fileNameOf(url) || 'index.html');
  return flags.folder !== undefined && flags.output === undefined ? `${flags.folder}/${name}` : name;
}

function* connect(c: WgetCall, url: Url): Task<Connection> {
  const { p } = c;
  let address: string;
  try {
    address = yield* p.network.resolve(url.host);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return yield* c.fail(`bad address '${authorityOf(url)}'`);
  }
  if (!c.flags.quiet) {
    yield* p.stderr.write(`Connecting to ${authorityOf(url)} (${address}:${url.port})\n`);
  }
  try {
    const connection = yield* within(p, deadlineMs(c), p.network.connect(address, url.port));
    // BusyBox' own TLS trusts everybody; Alpine has a helper that checks.
    if (url.scheme === 'https' && !c.flags.trust && !p.files.exists('/usr/bin/ssl_client'))
      yield* p.stderr.write('wget: note: TLS certificate validation not implemented\n');
    if (url.scheme === 'https' && !(yield* startTls(connection))) {
      return yield* c.fail('TLS error from peer (alert code 80): internal error');
    }
    return connection;
  } catch (error) {
    if (error instanceof TimedOut) return yield* c.fail('download timed out');
    if (!isErrno(error)) throw error;
    return yield* c.fail(`can't connect to remote host (${address}): ${strerror(error.code)}`);
  }
}

/** Until when it waits for what is next: to be connected, to be answered. */
function deadlineMs({ p, flags }: WgetCall): number {
  return p.nowMs + Number(flags.timeout ?? DEFAULT_TIMEOUT_SECONDS) * 1000;
}

function* ask(c: WgetCall, connection: Connection, url: Url): Task<Response> {
  try {
    const response = yield* request(c, connection, url, 'Wget');
    if (c.flags.server) {
      const lines = [response.startLine, ...response.headers.map(([name, value]) => `${name}: ${value}`)];
      yield* c.p.stderr.write(lines.map((line) => `  ${line}\n`).join(''));
    }
    return response;
  } catch (error) {
    if (error instanceof TimedOut) return yield* c.fail('download timed out');
    if (!(error instanceof HttpError) && !isErrno(error)) throw error;
    return yield* c.fail('error getting response');
  }
}

function* save(
  c: WgetCall,
  connection: Connection,
  response: Response,
  path: string | undefined,
): Task<number> {
  const say = (line: string): Task<void> => (c.flags.quiet ? nothing() : c.p.stderr.write(`${line}\n`));
  if (c.flags.spider) {
    yield* say('remote file exists');
    return 0;
  }
  const sink = new Sink(c.p, path);
  try {
    sink.open(c.flags.output === undefined && !c.flags.goOn);
    yield* say(path === undefined ? 'writing to stdout' : `saving to '${path}'`);
    yield* receive(connection, response, sink);
    if (!c.flags.quiet) yield* c.p.stderr.write(progressLine(c, path ?? '-', sink.sizeBytes));
    yield* say(path === undefined ? 'written to stdout' : `'${path}' saved`);
    return 0;
  } catch (error) {
    if (error instanceof HttpError) return yield* c.fail('connection closed prematurely');
    if (!isErrno(error) || error.code === 'EPIPE' || error.code === 'EINTR') throw error;
    return yield* c.fail(`can't open '${path ?? '-'}': ${strerror(error.code)}`);
  } finally {
    sink.close();
  }
}

function progressLine({ p }: WgetCall, path: string, sizeBytes: number): string {
  const columns = p.isOpen(2) && p.isatty(2) ? p.terminalSize(2).columns : 80;
  const bar = '*'.repeat(Math.max(0, columns - PROGRESS_WIDTH));
  const name = path.replace(/^.*\//, '').slice(0, 20).padEnd(20);
  const isLarge = sizeBytes >= 100_000;
  const size = `${String(isLarge ? Math.floor(sizeBytes / 1024) : sizeBytes).padStart(6)}${isLarge ? 'k' : ' '}`;
  return `\r${name} 100% |${bar}|${size} 0:00:00 ETA\n`;
}

function* nothing(): Task<void> {
  // Told to be quiet.
}
