import { joinBytes } from '../../../fs';
import { isErrno } from '../../../kernel';
import type { Process, Task } from '../../../kernel';
import { byteString, dataOf } from '../../shared/bytes';
import { installedVersion } from '../../shared/installed';
import { headText, httpDate } from '../http';
import type { Header, Response } from '../http';
import { fileNameOf, parseUrl, withoutDots } from '../url';
import type { Url } from '../url';
import { Meter } from './meter';
import type { Globbed } from './globs';
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
  #sizeBytes = 0;
  #ownBoundary: string | undefined;

  constructor(
    private readonly p: Process,
    private readonly options: CurlArguments,
    private readonly glob: Globbed,
    /** The place among the addresses of the command line, and among all that they stand for. */
    private readonly index: number,
    private readonly count: number,
  ) {}

  get text(): string {
    return this.glob.text;
  }

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
    const meter = new Meter(p, this.#showsMeter(), this.count === 0);
    let result: TransferResult | undefined;
    let failure: CurlError | undefined;
    try {
      const file = filePathOf(this.text);
      if (file !== undefined) {
        yield* this.#takeFile(file, meter);
        return yield* this.#ended(result, undefined);
      }
      if (url === undefined || /[\s\x00-\x1f]/.test(url.host))
        throw new CurlError(3, `URL rejected: ${rejection(this.text)}`);
      const bad = this.#all('resolve').find((entry) => resolved(entry) === undefined);
      if (bad !== undefined) throw new CurlError(49, `Couldn't parse CURLOPT_RESOLVE entry '${bad}'`);
      if (url.scheme !== 'http' && url.scheme !== 'https') {
        throw new CurlError(1, `Protocol "${url.scheme}" not supported`);
      }
      this.#path = this.#outputPath(url);
      yield* meter.start();
      result = yield* this.#transfer(url, meter);
      yield* meter.finish();
      yield* this.#say(`* Connection #${this.count} to host ${result.url.host} left intact`);
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
    return yield* this.#ended(result, failure);
  }

  /** What is said at the end (`--write-out`). */
  *#ended(result: TransferResult | undefined, failure: CurlError | undefined): Task<Outcome> {
    const { p } = this;
    const isTransient = failure !== undefined && this.#mayPass(failure);
    const given = this.#value('write-out');
    const format = given !== undefined && given.startsWith('@') ? p.files.readText(given.slice(1)) : given;
    if (format !== undefined && !isTransient) {
      const text = writeOut(format, {
        result,
        text: this.text,
        status: failure?.status ?? 0,
        nowMs: p.nowMs,
        problem: failure?.message,
        sizeBytes: this.#sizeBytes,
      });
      yield* p.stdout.write(text);
    }
    return { status: failure?.status ?? 0, problem: failure?.message, isTransient };
  }

  /** A file of this machine, as `file://` has it; `-I` tells of it in headers. */
  *#takeFile(path: string, meter: Meter): Task<void> {
    const { files } = this.p;
    let content: Uint8Array;
    try {
      content = files.readFile(path);
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new CurlError(37, `Couldn't open file ${path}`);
    }
    this.#path = this.#outputPath({ scheme: 'file', host: '', port: 0, path });
    yield* meter.start();
    this.#sizeBytes = content.length;
    if (this.#has('head')) {
      const modified = httpDate(files.stat(path).mtimeMs);
      yield* this.#write(
        encoder.encode(
          `Content-Length: ${content.length}\r\nAccept-ranges: bytes\r\nLast-Modified: ${modified}\r\n\r\n`,
        ),
      );
    } else if (content.length > 0) {
      meter.expect(content.length);
      yield* meter.received(content.length);
    }
    yield* meter.finish();
    if (!this.#has('head') && content.length > 0) yield* this.#write(content);
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
      : (this.#all('output')[this.index] ?? this.#value('output'))?.replace(
          /#(\d)/g,
          (whole, place: string) => this.glob.parts[Number(place) - 1] ?? whole,
        );
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
        addressOf: (host, port) =>
          this.#all('resolve')
            .map(resolved)
            .findLast((one) => one?.host === host.toLowerCase() && one.port === port)?.address,
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
      ...(this.#has('form')
        ? [['Content-Type', `multipart/form-data; boundary=${this.#boundary}`] as const]
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
    if (this.#has('form')) return yield* this.#form();
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

  /** `-F`: each field a part of its own, between lines that nothing in them is like (RFC 7578). */
  *#form(): Task<Uint8Array> {
    const parts: Uint8Array[] = [];
    for (const field of this.#all('form')) {
      const [, name = '', kind = '', value = ''] = /^([^=]*)=([@<]?)(.*)$/s.exec(field) ?? [];
      const [own = '', ...settings] = kind === '' ? [value] : value.split(';');
      const setting = (key: string): string | undefined =>
        settings.find((one) => one.startsWith(`${key}=`))?.slice(key.length + 1);
      const content = kind === '' ? encoder.encode(value) : yield* this.#formFile(own);
      const file = kind === '@' ? `; filename="${setting('filename') ?? own.replace(/^.*\//, '')}"` : '';
      const type = kind === '@' ? `Content-Type: ${setting('type') ?? formType(own)}\r\n` : '';
      parts.push(
        encoder.encode(
          `--${this.#boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n${type}\r\n`,
        ),
        content,
        encoder.encode('\r\n'),
      );
    }
    return joinBytes([...parts, encoder.encode(`--${this.#boundary}--\r\n`)]);
  }

  *#formFile(path: string): Task<Uint8Array> {
    if (path !== '-' && !this.p.files.exists(path))
      throw new CurlError(26, 'Failed to open/read local data from file/application');
    return yield* this.#contentOf(path);
  }

  /** 24 hyphens and 22 letters and digits by chance. */
  get #boundary(): string {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
    this.#ownBoundary ??= Array.from(
      { length: 22 },
      () => letters[Math.floor(this.p.random() * letters.length)],
    ).join('');
    return '-'.repeat(24) + this.#ownBoundary;
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

/** The path of a `file://` address; undefined: it is another one. Throws CurlError 3. */
function filePathOf(text: string): string | undefined {
  const rest = /^file:\/\/(.*)$/is.exec(text)?.[1];
  if (rest === undefined) return undefined;
  const path = /^(?:localhost|127\.0\.0\.1)?(\/.*)$/is.exec(rest)?.[1];
  if (path === undefined) throw new CurlError(3, 'URL rejected: Bad file:// URL');
  const plain = path.replace(/[?#].*$/s, '');
  return new TextDecoder().decode(
    dataOf(
      byteString(plain).replace(/%([\da-f]{2})/gi, (_, hex: string) =>
        String.fromCharCode(parseInt(hex, 16)),
      ),
    ),
  );
}

/** What a file of a form is said to be, by its ending. Source: lib/mime.c. */
const FORM_TYPES: Readonly<Record<string, string>> = {
  gif: 'image/gif',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  htm: 'text/html',
  html: 'text/html',
  pdf: 'application/pdf',
  xml: 'application/xml',
};

function formType(path: string): string {
  const ending = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return FORM_TYPES[ending] ?? 'application/octet-stream';
}

/** `--resolve HOST:PORT:ADDRESS`; undefined: it is none. */
function resolved(
  entry: string,
): { readonly host: string; readonly port: number; readonly address: string } | undefined {
  const [, host, port, address] = /^\+?([^:]+):(\d+):(\[[^\]]+\]|[^,]+)/.exec(entry) ?? [];
  if (host === undefined || address === undefined) return undefined;
  return { host: host.toLowerCase(), port: Number(port), address: address.replace(/^\[(.*)\]$/, '$1') };
}

/** What is wrong with an address that is none (urlapi.c). */
function rejection(text: string): string {
  if (/[\x00-\x20]/.test(text)) return 'Malformed input to a URL function';
  const [, authority = ''] = /^(?:[a-zA-Z][a-zA-Z0-9+.-]*:\/\/)?([^/?#]*)/.exec(text) ?? [];
  const port = /^[^:[]+:([^:]*)$/.exec(authority.replace(/^.*@/, ''))?.[1];
  const isPort = port === undefined || (/^\d*$/.test(port) && Number(port) <= 65_535);
  return isPort ? 'No host part in the URL' : 'Port number was not a decimal number between 0 and 65535';
}
