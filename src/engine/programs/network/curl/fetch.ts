import { isErrno } from '../../../kernel';
import type { Process, Task } from '../../../kernel';
import { installedVersion } from '../../shared/installed';
import { headText } from '../http';
import type { Header, Response } from '../http';
import { fileNameOf, parseUrl, withoutDots } from '../url';
import type { Url } from '../url';
import { Meter } from './meter';
import type { CurlArguments, CurlOption } from './options';
import { CurlError, transfer } from './transfer';
import type { TransferResult } from './transfer';
import { writeOut } from './write-out';

const MAX_REDIRECTS = 50;
const RETRIED = [408, 429, 500, 502, 503, 504];
const DEFAULT_VERSION = '8.14.1';
const encoder = new TextEncoder();

/** Of the package that brought it; images in which it was not installed as one have Debian 13's. */
export function curlVersion(p: Process): string {
  return installedVersion(p, 'curl')?.replace(/-.*$/, '') ?? DEFAULT_VERSION;
}

interface Outcome {
  readonly status: number;
  readonly problem?: string;
  readonly isTransient: boolean;
}

/** One address of the command line: its request, its output and what is said about them. */
export class Fetch {
  /** Where the body goes; undefined: stdout. */
  #path: string | undefined;
  #fd: number | undefined;

  constructor(
    private readonly p: Process,
    private readonly options: CurlArguments,
    private readonly text: string,
    private readonly index: number,
  ) {}

  #has(name: CurlOption): boolean {
    return this.options.given.has(name);
  }

  #value(name: CurlOption): string | undefined {
    return this.options.given.get(name)?.at(-1);
  }

  #all(name: CurlOption): readonly string[] {
    return this.options.given.get(name) ?? [];
  }

  /** curl's exit status. */
  *run(): Task<number> {
    const { p } = this;
    let delayMs = 1000;
    for (let left = Number(this.#value('retry') ?? 0); ; left--) {
      const { status, problem, isTransient } = yield* this.#attempt();
      if (!isTransient || left <= 0) {
        if (problem !== undefined && (!this.#has('silent') || this.#has('show-error'))) {
          yield* p.stderr.write(`curl: (${status}) ${problem}\n`);
        }
        return status;
      }
      const given = this.#value('retry-delay');
      const waitMs = given === undefined ? delayMs : Number(given) * 1000;
      delayMs *= 2;
      if (!this.#has('silent')) {
        const wait = `${waitMs / 1000} second${waitMs === 1000 ? '' : 's'}`;
        const tries = `${left} retr${left === 1 ? 'y' : 'ies'}`;
        yield* p.stderr.write(
          `Warning: Problem: ${reasonOf(status)}. Will retry in ${wait}. ${tries} left.\n`,
        );
      }
      yield* p.sleep(waitMs);
    }
  }

  *#attempt(): Task<Outcome> {
    const { p } = this;
    const given = parseUrl(this.text);
    const url = given === undefined || this.#has('path-as-is') ? given : withoutDots(given);
    const meter = new Meter(p, this.#showsMeter(), this.index === 0);
    let result: TransferResult | undefined;
    let failure: CurlError | undefined;
    try {
      if (url === undefined) throw new CurlError(3, `URL rejected: ${rejection(this.text)}`);
      if (url.scheme !== 'http' && url.scheme !== 'https') {
        throw new CurlError(1, `Protocol "${url.scheme}" not supported`);
      }
      this.#path = this.#outputPath(url);
      yield* meter.start();
      result = yield* this.#transfer(url, meter);
      yield* meter.finish();
      yield* this.#say(`* Connection #${this.index} to host ${result.url.host} left intact`);
      if (this.#has('fail-with-body') && result.response.status >= 400) {
        failure = refused(result.response);
      }
    } catch (error) {
      if (!(error instanceof CurlError)) throw error;
      failure = error;
      if (![1, 3, 6].includes(error.status)) yield* meter.finish();
    } finally {
      if (this.#fd !== undefined) p.close(this.#fd);
      this.#fd = undefined;
    }
    const isTransient = failure !== undefined && this.#mayPass(failure);
    const format = this.#value('write-out');
    if (format !== undefined && !isTransient) {
      const text = writeOut(format, {
        result,
        text: this.text,
        status: failure?.status ?? 0,
        nowMs: p.nowMs,
        problem: failure?.message,
      });
      yield* p.stdout.write(text);
    }
    return { status: failure?.status ?? 0, problem: failure?.message, isTransient };
  }

  /** Whether another try may help, as --retry sees it. */
  #mayPass({ status, message }: CurlError): boolean {
    if (this.#has('retry-all-errors') || status === 28) return true;
    if (status === 7) return this.#has('retry-connrefused');
    return status === 22 && RETRIED.some((code) => message.endsWith(` ${code}`));
  }

  #showsMeter(): boolean {
    if (this.#has('silent') || this.#has('no-progress-meter')) return false;
    const toFile = this.#has('output') || this.#has('remote-name');
    return toFile || !(this.p.isOpen(1) && this.p.isatty(1));
  }

  #outputPath(url: Url): string | undefined {
    const own = this.#has('remote-name')
      ? // Nothing to name the file by: recent versions take this name.
        fileNameOf(url) || 'curl_response'
      : (this.#all('output')[this.index] ?? this.#value('output'));
    if (own === undefined || own === '-') return undefined;
    const folder = this.#value('output-dir');
    return folder === undefined ? own : `${folder}/${own}`;
  }

  *#write(part: Uint8Array): Task<void> {
    const { p } = this;
    if (this.#path === undefined) {
      yield* p.stdout.write(part);
      return;
    }
    try {
      if (this.#fd === undefined) {
        if (this.#has('create-dirs')) this.#makeFolders(this.#path);
        this.#fd = p.open(this.#path, { write: true, create: true, truncate: true });
      }
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new CurlError(23, `client returned ERROR on write of ${part.length} bytes`);
    }
    yield* p.stream(this.#fd).write(part);
  }

  #makeFolders(path: string): void {
    const parts = path.split('/').slice(0, -1);
    for (let count = 1; count <= parts.length; count++) {
      const folder = parts.slice(0, count).join('/');
      if (folder !== '' && !this.p.files.exists(folder)) this.p.files.mkdir(folder);
    }
  }

  *#say(line: string): Task<void> {
    if (!this.#has('verbose')) return;
    const toTerminal = this.#path === undefined && this.p.isOpen(1) && this.p.isatty(1);
    if (toTerminal && /^[{}] \[/.test(line)) return;
    yield* this.p.stderr.write(`${line}\n`);
  }

  *#transfer(url: Url, meter: Meter): Task<TransferResult> {
    const { p } = this;
    const body = yield* this.#body();
    const asQuery = this.#has('get') && body !== undefined;
    const query = asQuery ? `${url.path.includes('?') ? '&' : '?'}${new TextDecoder().decode(body)}` : '';
    const seconds = (name: CurlOption) => p.nowMs + Number(this.#value(name) ?? Infinity) * 1000;
    return yield* transfer(
      p,
      { ...url, path: url.path + query },
      {
        method: this.#method(body !== undefined && !asQuery),
        headers: this.#headers(url),
        ...(body && !asQuery ? { body } : {}),
        follow: this.#has('location'),
        isInsecure: this.#has('insecure'),
        keepMethod: this.#has('request'),
        maxRedirects: Number(this.#value('max-redirs') ?? MAX_REDIRECTS),
        connectDeadlineMs: Math.min(seconds('connect-timeout'), seconds('max-time')),
        deadlineMs: seconds('max-time'),
        meter,
        say: (line) => this.#say(line),
        head: (response) => this.#takeHead(response),
        take: (part) => this.#write(part),
        check: (response) => {
          if (response.status >= 400 && this.#has('fail')) throw refused(response);
        },
      },
    );
  }

  #method(hasBody: boolean): string {
    const given = this.#value('request');
    if (given !== undefined) return given;
    if (this.#has('head')) return 'HEAD';
    if (this.#has('upload-file')) return 'PUT';
    return hasBody ? 'POST' : 'GET';
  }

  *#takeHead(response: Response): Task<void> {
    const raw = headText(response);
    for (const line of raw.split('\r\n').slice(0, -1)) yield* this.#say(`< ${line}`);
    if (this.#has('head') || this.#has('include') || this.#has('show-headers')) {
      yield* this.#write(encoder.encode(raw));
    }
    const dump = this.#value('dump-header');
    if (dump === '-') yield* this.p.stdout.write(raw);
    else if (dump !== undefined) this.p.files.writeFile(dump, raw);
  }

  #headers(url: Url): Header[] {
    const user = this.#value('user') ?? url.credentials;
    const agent = this.#value('user-agent') ?? `curl/${curlVersion(this.p)}`;
    const referer = this.#value('referer');
    const range = this.#value('range');
    const cookies = this.#all('cookie').filter((one) => one.includes('='));
    return [
      ...(user === undefined ? [] : [['Authorization', `Basic ${base64(encoder.encode(user))}`] as const]),
      ...(range === undefined ? [] : [['Range', `bytes=${range}`] as const]),
      ['User-Agent', agent],
      ['Accept', '*/*'],
      ...(referer === undefined ? [] : [['Referer', referer] as const]),
      ...(cookies.length === 0 ? [] : [['Cookie', cookies.join('; ')] as const]),
      ...(this.#has('compressed') ? [['Accept-Encoding', 'deflate, gzip, br, zstd'] as const] : []),
      ...(this.#has('json')
        ? ([
            ['Content-Type', 'application/json'],
            ['Accept', 'application/json'],
          ] as const)
        : []),
      ...this.#all('header').map((line): Header => {
        const colon = line.indexOf(':');
        return colon < 0
          ? [line.replace(/;$/, ''), '']
          : [line.slice(0, colon), line.slice(colon + 1).trim()];
      }),
    ];
  }

  /** What -d and its kin send, joined by &; undefined: nothing. Throws CurlError 26 where a file cannot be read. */
  *#body(): Task<Uint8Array | undefined> {
    const upload = this.#value('upload-file');
    if (upload !== undefined) return yield* this.#contentOf(upload);
    const parts: Uint8Array[] = [];
    for (const [name, values] of this.options.given) {
      for (const value of values) {
        if (name === 'data-raw') parts.push(encoder.encode(value));
        else if (/^(data|data-ascii|data-binary|json)$/.test(name)) {
          const isFile = value.startsWith('@');
          const content = isFile ? yield* this.#contentOf(value.slice(1)) : encoder.encode(value);
          parts.push(
            isFile && /^data(-ascii)?$/.test(name)
              ? content.filter((byte) => byte !== 10 && byte !== 13)
              : content,
          );
        } else if (name === 'data-urlencode') {
          const [, key = '', text = ''] = /^(?:([^=]*)=)?(.*)$/s.exec(value) ?? [];
          parts.push(encoder.encode(`${key && `${key}=`}${encodeURIComponent(text)}`));
        }
      }
    }
    if (parts.length === 0) return undefined;
    const separator = this.#has('json') ? '' : '&';
    return encoder.encode(parts.map((part) => new TextDecoder().decode(part)).join(separator));
  }

  *#contentOf(path: string): Task<Uint8Array> {
    if (path === '-') return yield* this.p.stdin.readAll();
    try {
      return this.p.files.readFile(path);
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new CurlError(26, `Failed to open ${path}`);
    }
  }
}

function refused(response: Response): CurlError {
  return new CurlError(22, `The requested URL returned error: ${response.status}`);
}

function reasonOf(status: number): string {
  if (status === 28) return 'timeout';
  return status === 7 ? 'connection refused' : status === 22 ? 'HTTP error' : '(retrying all errors)';
}

/** RFC 4648, without what a browser or Node bring. */
export function base64(bytes: Uint8Array): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const four = [18, 12, 6, 0].map((shift) => letters[(group >> shift) & 63] ?? '').join('');
    const left = bytes.length - at;
    text += left >= 3 ? four : four.slice(0, left + 1).padEnd(4, '=');
  }
  return text;
}

/** What is wrong with an address that is none (urlapi.c). */
function rejection(text: string): string {
  const [, authority = ''] = /^(?:[a-zA-Z][a-zA-Z0-9+.-]*:\/\/)?([^/?#]*)/.exec(text) ?? [];
  const port = /^[^:[]+:([^:]*)$/.exec(authority.replace(/^.*@/, ''))?.[1];
  const isPort = port === undefined || (/^\d*$/.test(port) && Number(port) <= 65_535);
  return isPort ? 'No host part in the URL' : 'Port number was not a decimal number between 0 and 65535';
}
