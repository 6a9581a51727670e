// What Apache answers to a request: redirects, aliases, who may come, files, folders, pages for errors.
import { isErrno, type Process } from '../../kernel';
import { headerOf, httpDate } from '../network/http';
import { ApacheConfigError, type ApacheNode } from './apache-config';
import { apacheErrorPage, apacheListing } from './apache-pages';
import {
  type ApacheServer,
  type ApacheSettings,
  type ApacheSite,
  isBelow,
  newSettings,
  settingsFor,
} from './apache-settings';

export interface ApacheAsked {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly client: string;
  /** `http://name:port` of this server, as the client called it. */
  readonly self: string;
}

export interface ApacheReply {
  readonly status: number;
  readonly body: Uint8Array;
  readonly type?: string;
  /** Headers that go before the length. */
  readonly before: readonly (readonly [string, string])[];
  /** … and after it. */
  readonly after: readonly (readonly [string, string])[];
  readonly closes: boolean;
  readonly isChunked: boolean;
  readonly settings: ApacheSettings;
  /** Who the client says to be. */
  readonly user?: string;
}

/** A line of the error log: module, level, text; `system` is an error of the kernel's in front. */
export interface ApacheComplaint {
  readonly module: string;
  readonly level: string;
  readonly text: string;
  readonly system?: string;
}

const METHODS =
  /^(GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|PROPFIND|MKCOL|COPY|MOVE|LOCK|UNLOCK)$/;
const ALLOWED = 'HEAD,GET,POST,OPTIONS,TRACE';
const HTML = 'text/html; charset=iso-8859-1';

export class ApacheAnswerer {
  readonly complaints: ApacheComplaint[] = [];

  constructor(
    readonly p: Process,
    readonly site: ApacheSite,
    readonly server: ApacheServer,
    readonly asked: ApacheAsked,
    readonly signature: string,
  ) {}

  answer(): ApacheReply {
    const { method, target } = this.asked;
    const head = { startLine: '', headers: this.asked.headers };
    const plain = newSettings();
    if (headerOf(head, 'Host') === '') return this.#failure(400, plain);
    const uri = pathOf(target.replace(/[?#].*/, ''));
    if (uri === undefined) {
      this.#complain('core', 'error', `AH10244: invalid URI path (${target})`);
      return this.#failure(400, plain);
    }
    if (!METHODS.test(method)) {
      this.#complain('core', 'error', `AH00135: Invalid method in request ${method} ${target} HTTP/1.1`);
      return this.#failure(501, plain);
    }
    const reply = this.#atPath(uri, method);
    return reply;
  }

  #complain(module: string, level: string, text: string, system?: string): void {
    this.complaints.push({ module, level, text, ...(system === undefined ? {} : { system }) });
  }

  #query(): string {
    return /\?([^#]*)/.exec(this.asked.target)?.[1] ?? '';
  }

  #atPath(uri: string, method: string): ApacheReply {
    const moved = this.#redirected(this.server.nodes, uri, newSettings());
    if (moved !== undefined) return moved;
    const { path, wanted } = this.#placeOf(uri);
    let settings: ApacheSettings;
    try {
      settings = settingsFor(this.site, this.server, wanted, uri);
    } catch (error) {
      if (!(error instanceof ApacheConfigError)) throw error;
      this.#complain('core', 'alert', error.message);
      return this.#failure(500, newSettings());
    }
    const access = this.#access(settings);
    if (access !== undefined && access !== 'granted') {
      if (access === 'denied') {
        this.#complain('authz_core', 'error', `AH01630: client denied by server configuration: ${path}`);
        return this.#withErrorPage(403, settings);
      }
      return access;
    }
    const later = this.#redirected(settings.redirects, uri, settings);
    if (later !== undefined) return later;
    if (method === 'OPTIONS')
      return this.#reply(200, new Uint8Array(), settings, {
        type: 'text/html',
        before: [['Allow', ALLOWED]],
      });
    if (method === 'TRACE') return this.#trace(settings);
    if (!/^(GET|HEAD|POST)$/.test(method)) return this.#withErrorPage(405, settings);
    return this.#file(uri, wanted, settings);
  }

  /** Where a path is among the files, and as far of it as there is something. */
  #placeOf(uri: string): { readonly path: string; readonly wanted: string } {
    let wanted = `${this.server.documentRoot}${uri}`;
    for (const { name, words } of this.server.nodes) {
      const [from = '', to = ''] = words;
      if (/^alias$/i.test(name) && isBelow(uri, from)) {
        wanted = `${to}${uri.slice(from.length)}`;
        break;
      }
      const match = /^aliasmatch$/i.test(name) ? new RegExp(from).exec(uri) : null;
      if (match !== null) {
        wanted = filled(to, match);
        break;
      }
    }
    const names = wanted.split('/').filter(Boolean);
    for (const index of names.keys()) {
      const path = `/${names.slice(0, index + 1).join('/')}`;
      if (this.#kindOf(path) === 'nothing' && index < names.length - 1) return { path, wanted };
    }
    return { path: wanted, wanted };
  }

  #kindOf(path: string): 'file' | 'directory' | 'nothing' | 'denied' {
    try {
      return this.p.files.stat(path).kind === 'directory' ? 'directory' : 'file';
    } catch (error) {
      if (!isErrno(error)) throw error;
      return error.code === 'EACCES' ? 'denied' : 'nothing';
    }
  }

  /** The first redirect that fits. Sources: mod_alias. */
  #redirected(nodes: readonly ApacheNode[], uri: string, settings: ApacheSettings): ApacheReply | undefined {
    for (const { name, words } of nodes) {
      const kind = name.toLowerCase();
      if (!/^redirect(match|permanent|temp)?$/.test(kind)) continue;
      const hasStatus = /^(permanent|temp|seeother|gone|[345]\d\d)$/i.test(words[0] ?? '');
      const word = hasStatus
        ? (words[0] ?? '').toLowerCase()
        : kind === 'redirectpermanent'
          ? 'permanent'
          : 'temp';
      const [from = '', to = ''] = hasStatus ? words.slice(1) : words;
      const status = STATUSES[word] ?? Number(word);
      const match = kind === 'redirectmatch' ? new RegExp(from).exec(uri) : null;
      if (kind === 'redirectmatch' ? match === null : !isBelow(uri, from.replace(/(.)\/$/, '$1'))) continue;
      if (status < 300 || status >= 400) return this.#withErrorPage(status, settings);
      const place = match === null ? `${to}${uri.slice(from.length)}` : filled(to, match);
      const query = this.#query();
      const whole = `${place.startsWith('/') ? this.asked.self : ''}${place}${query === '' ? '' : `?${query}`}`;
      return this.#moved(status, whole, settings);
    }
    return undefined;
  }

  #moved(status: number, location: string, settings: ApacheSettings): ApacheReply {
    return this.#reply(status, this.#page(status, location), settings, {
      type: HTML,
      before: [['Location', location]],
    });
  }

  #page(status: number, location?: string, alsoStatus?: number): Uint8Array {
    const admin = this.server.nodes.filter(({ name }) => name.toLowerCase() === 'serveradmin').at(-1)
      ?.words[0];
    return apacheErrorPage({
      status,
      method: this.asked.method,
      location,
      admin,
      signature: this.signature,
      ...(alsoStatus === undefined ? {} : { alsoStatus }),
    });
  }

  #access(settings: ApacheSettings): 'granted' | 'denied' | ApacheReply | undefined {
    const rules = settings.require;
    if (rules.length === 0) return undefined;
    if (rules.some(({ words: [first = ''] }) => /^(valid-user|user|group)$/i.test(first)))
      return this.#login(settings);
    return rules.some((rule) => this.#holds(rule)) ? 'granted' : 'denied';
  }

  #holds({ name, words, block = [] }: ApacheNode): boolean {
    switch (name.toLowerCase()) {
      case '<requireall':
        return block.every((one) => this.#holds(one));
      case '<requireany':
        return block.some((one) => this.#holds(one));
      case '<requirenone':
        return !block.some((one) => this.#holds(one));
    }
    const isNegated = words[0]?.toLowerCase() === 'not';
    const [kind = '', ...rest] = isNegated ? words.slice(1) : words;
    return this.#fits(kind.toLowerCase(), rest) !== isNegated;
  }

  #fits(kind: string, words: readonly string[]): boolean {
    if (kind === 'all') return /^granted$/i.test(words[0] ?? '');
    if (kind === 'local') return this.asked.client.startsWith('127.');
    if (kind === 'ip') return words.some((word) => isWithin(this.asked.client, word));
    if (kind === 'method') return words.includes(this.asked.method);
    return false;
  }

  #login(settings: ApacheSettings): ApacheReply {
    const given = /^Basic (.+)$/i.exec(
      headerOf({ startLine: '', headers: this.asked.headers }, 'Authorization') ?? '',
    );
    const refuse = (user?: string): ApacheReply => ({
      ...this.#withErrorPage(401, settings, [['WWW-Authenticate', `Basic realm="${settings.realm ?? ''}"`]]),
      ...(user === undefined ? {} : { user }),
    });
    if (given === null) return refuse();
    const [user = ''] = decoded(given[1] ?? '').split(':');
    const names = this.#namesIn(settings.userFile ?? '');
    if (!names.includes(user)) {
      this.#complain('auth_basic', 'error', `AH01618: user ${user} not found: ${this.asked.target}`);
      return refuse(user);
    }
    this.#complain('auth_basic', 'error', 'checking a password is not modelled on this simulated machine');
    return this.#failure(500, settings);
  }

  #namesIn(path: string): readonly string[] {
    try {
      return this.p.files
        .readText(path.startsWith('/') ? path : `${this.site.root}/${path}`)
        .split('\n')
        .map((line) => line.replace(/:.*/, ''));
    } catch (error) {
      if (isErrno(error)) return [];
      throw error;
    }
  }

  #trace(settings: ApacheSettings): ApacheReply {
    const lines = [
      `TRACE ${this.asked.target} HTTP/1.1`,
      ...this.asked.headers.map(([name, value]) => `${name}: ${value}`),
    ];
    const body = new TextEncoder().encode(`${lines.join('\r\n')}\r\n\r\n`);
    return this.#reply(200, body, settings, { type: 'message/http', isChunked: true });
  }

  #file(uri: string, path: string, settings: ApacheSettings): ApacheReply {
    const kind = this.#kindOf(path.replace(/(.)\/$/, '$1'));
    if (kind === 'denied') {
      this.#complain(
        'core',
        'error',
        `AH00035: access to ${uri} denied (filesystem path '${path}') because search permissions are missing on a component of the path`,
        '(13)Permission denied',
      );
      return this.#withErrorPage(403, settings);
    }
    if (kind === 'directory') return this.#folder(uri, path, settings);
    if (kind === 'nothing' || path.endsWith('/')) {
      if (settings.fallback !== undefined && settings.fallback !== uri)
        return this.#atPath(settings.fallback, 'GET');
      return this.#withErrorPage(404, settings);
    }
    return this.#send(path, settings);
  }

  #folder(uri: string, path: string, settings: ApacheSettings): ApacheReply {
    const query = this.#query();
    if (!uri.endsWith('/'))
      return this.#moved(
        301,
        `${this.asked.self}${encodeURI(uri)}/${query === '' ? '' : `?${query}`}`,
        settings,
      );
    for (const name of settings.index) {
      const place = name.startsWith('/') ? `${this.server.documentRoot}${name}` : `${path}${name}`;
      if (this.#kindOf(place) === 'file')
        return this.#atPath(name.startsWith('/') ? name : `${uri}${name}`, 'GET');
    }
    if (settings.fallback !== undefined && !/^disabled$/i.test(settings.fallback))
      return this.#atPath(settings.fallback, 'GET');
    if (settings.options.has('indexes') && this.site.reading.modules.has('autoindex')) {
      const body = apacheListing(this.p, path, uri, query, this.signature);
      return this.#reply(200, body, settings, { type: 'text/html;charset=ISO-8859-1' });
    }
    this.#complain(
      'autoindex',
      'error',
      `AH01276: Cannot serve directory ${path}: No matching DirectoryIndex (${settings.index.join(',')}) found, and server-generated directory index forbidden by Options directive`,
    );
    return this.#withErrorPage(403, settings);
  }

  #send(path: string, settings: ApacheSettings): ApacheReply {
    let body: Uint8Array;
    try {
      body = this.p.files.readFile(path);
    } catch (error) {
      if (!isErrno(error)) throw error;
      this.#complain(
        'core',
        'error',
        `AH00132: file permissions deny server access: ${path}`,
        '(13)Permission denied',
      );
      return this.#withErrorPage(403, settings);
    }
    const { mtimeMs } = this.p.files.stat(path);
    const tag = `"${body.length.toString(16)}-${(Math.floor(mtimeMs / 1000) * 1e6).toString(16)}"`;
    const before: (readonly [string, string])[] = [
      ['Last-Modified', httpDate(mtimeMs)],
      ['ETag', tag],
      ['Accept-Ranges', 'bytes'],
    ];
    const head = { startLine: '', headers: this.asked.headers };
    const known = headerOf(head, 'If-None-Match');
    const since = headerOf(head, 'If-Modified-Since');
    const isKnown =
      known === undefined
        ? since !== undefined && Date.parse(since) >= Math.floor(mtimeMs / 1000) * 1000
        : known.split(/, */).some((one) => one.replace(/^W\//, '') === tag || one === '*');
    if (isKnown) return this.#reply(304, new Uint8Array(), settings, { before });
    const type = this.#typeOf(path, settings);
    const range = /^bytes=(\d*)-(\d*)$/.exec(headerOf(head, 'Range') ?? '');
    if (range === null || (range[1] === '' && range[2] === ''))
      return this.#reply(200, body, settings, { before, ...(type === undefined ? {} : { type }) });
    const [, from = '', to = ''] = range;
    const start = from === '' ? Math.max(0, body.length - Number(to)) : Number(from);
    const end = from === '' || to === '' ? body.length - 1 : Math.min(Number(to), body.length - 1);
    if (start > end) return { ...this.#failure(416, settings), isChunked: true };
    const after = [['Content-Range', `bytes ${start}-${end}/${body.length}`] as const];
    const part = body.subarray(start, end + 1);
    return this.#reply(206, part, settings, { before, after, ...(type === undefined ? {} : { type }) });
  }

  /** The type of the last extension that has one; no header where none has. */
  #typeOf(path: string, settings: ApacheSettings): string | undefined {
    if (settings.forcedType !== undefined) return settings.forcedType;
    const [, ...extensions] = path.slice(path.lastIndexOf('/') + 1).split('.');
    return extensions
      .map((one) => settings.types.get(one) ?? this.site.types.get(one.toLowerCase()))
      .filter((one) => one !== undefined)
      .at(-1);
  }

  /** The site's own page for a status, where it has one, else Apache's. */
  #withErrorPage(
    status: number,
    settings: ApacheSettings,
    more: readonly (readonly [string, string])[] = [],
  ): ApacheReply {
    const page = settings.errors.get(status);
    const before = [...(status === 405 ? [['Allow', ALLOWED] as const] : []), ...more];
    if (page === undefined) return { ...this.#failure(status, settings), before };
    if (/^https?:/.test(page)) return this.#moved(302, page, settings);
    if (!page.startsWith('/'))
      return this.#reply(status, new TextEncoder().encode(page), settings, { type: HTML, before });
    const shown = this.#errorDocument(page);
    if (shown.status === 200) return { ...shown, status, before: [...before, ...shown.before] };
    const body = this.#page(status, undefined, shown.status);
    return this.#reply(status, body, settings, { type: HTML, before });
  }

  #errorDocument(uri: string): ApacheReply {
    const { wanted } = this.#placeOf(uri);
    const settings = settingsFor(this.site, this.server, wanted, uri);
    settings.errors.clear();
    if (this.#access(settings) === 'denied') return this.#failure(403, settings);
    const asked = { ...this.asked, headers: [] };
    const inner = new ApacheAnswerer(this.p, this.site, this.server, asked, this.signature);
    return inner.#kindOf(wanted) === 'file' ? inner.#send(wanted, settings) : inner.#failure(404, settings);
  }

  #failure(status: number, settings: ApacheSettings): ApacheReply {
    const reply = this.#reply(status, this.#page(status), settings, {
      type: HTML,
      ...(status === 501 ? { before: [['Allow', ALLOWED] as const] } : {}),
    });
    return { ...reply, closes: status === 400 || status >= 500 };
  }

  #reply(
    status: number,
    body: Uint8Array,
    settings: ApacheSettings,
    more: Partial<ApacheReply>,
  ): ApacheReply {
    return { status, body, settings, before: [], after: [], closes: false, isChunked: false, ...more };
  }
}

const STATUSES: Readonly<Record<string, number>> = { permanent: 301, temp: 302, seeother: 303, gone: 410 };

function filled(text: string, match: RegExpExecArray): string {
  return text.replace(/[$\\](\d)/g, (_, digit: string) => match[Number(digit)] ?? '');
}

/** A decoded path without `//` and `..`; undefined: one that Apache does not take. */
function pathOf(target: string): string | undefined {
  const path = target.replace(/^https?:\/\/[^/]*/, '');
  if (!path.startsWith('/') || /%(?![\da-f]{2})/i.test(path)) return undefined;
  // A slash that is written in figures is no slash, and leads nowhere.
  const shown = path.replace(/%2f/gi, '%252f');
  let text: string;
  try {
    text = decodeURIComponent(shown);
  } catch {
    return undefined;
  }
  const names: string[] = [];
  for (const name of text.split('/').filter((one) => one !== '' && one !== '.')) {
    if (name === '..' && names.pop() === undefined) return undefined;
    if (name !== '..') names.push(name);
  }
  const isFolder = /\/(\.{0,2})$/.test(text);
  return `/${names.join('/')}${isFolder && names.length > 0 ? '/' : ''}`;
}

function isWithin(address: string, network: string): boolean {
  const [base = '', mask = ''] = network.split('/');
  const parts = base.replace(/\.$/, '').split('.');
  const length =
    mask === '' ? parts.length * 8 : /^\d+$/.test(mask) ? Number(mask) : bitsOf(mask).indexOf('0') >>> 0;
  return bitsOf(address).slice(0, Math.min(length, 32)) === bitsOf(base).slice(0, Math.min(length, 32));
}

function bitsOf(address: string): string {
  return address
    .split('.')
    .filter(Boolean)
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
}

function decoded(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
  } catch {
    return '';
  }
}
