// What a configuration of nginx means: servers, their locations, and the settings that each inherits.
import { parseUrl } from '../network/url';
import { type Directive, NginxConfigError } from './nginx-config';
import type { NginxBuild } from './nginx-build';
import { LEVELS } from './nginx-log';
import { expressionOf, type RewriteStep, rewriteSteps } from './nginx-rewrite';

/** What http, server and location may all set; the inner one's word stands. */
export interface NginxSettings {
  readonly root: string;
  /** Takes the place of the location's prefix, in place of the root. */
  readonly alias?: string;
  readonly index: readonly string[];
  readonly hasAutoindex: boolean;
  /** Extension -> media type. */
  readonly types: ReadonlyMap<string, string>;
  readonly defaultType: string;
  readonly errorPages: ReadonlyMap<number, ErrorPage>;
  /** Headers of answers: name, text with variables. */
  readonly headers: readonly AddedHeader[];
  /** Headers of requests that are passed on: name, text with variables. */
  readonly proxyHeaders: readonly (readonly [string, string])[];
  readonly accessLogs: readonly AccessLog[];
  readonly errorLogs: readonly ErrorLog[];
  readonly tellsVersion: boolean;
  /** Who may come, in order; the first that fits is obeyed. */
  readonly access: readonly AccessRule[];
  /** In bytes; 0 is without bound. */
  readonly maxBodySize: number;
}

export interface ErrorPage {
  readonly target: string;
  /** The status of the answer; undefined: the error's own; `page`: what the page itself answers. */
  readonly status: number | 'page' | undefined;
}

export interface AddedHeader {
  readonly name: string;
  readonly text: string;
  /** With answers of any status, not only good ones. */
  readonly isAlways: boolean;
}

export interface AccessLog {
  readonly path: string;
  readonly format: string;
}

export interface ErrorLog {
  /** `stderr`, or a file. */
  readonly path: string;
  readonly level: string;
}

export interface AccessRule {
  readonly isAllowed: boolean;
  /** `all`, an address, or a network with its prefix length. */
  readonly who: string;
}

export interface NginxProxy {
  /** The path that takes the place of the location's; undefined: the request's own path is kept. */
  readonly path: string | undefined;
  /** As it stands in the configuration, with its variables. */
  readonly address: string;
  /** Servers of the `upstream` block of that name, in turn; else the host itself. */
  readonly servers: readonly ProxyServer[];
}

export interface ProxyServer {
  readonly host: string;
  readonly port: number;
  /** As an error names it. */
  readonly text: string;
  readonly where: string;
}

export interface NginxLocation extends NginxSettings {
  /** As it stands in the configuration: a path, `@name`, or the text of a regular expression. */
  readonly prefix: string;
  readonly kind: 'prefix' | 'exact' | 'final prefix' | 'named' | 'expression';
  readonly expression?: RegExp;
  readonly isInternal: boolean;
  readonly steps: readonly RewriteStep[];
  readonly proxy?: NginxProxy;
  /** What is tried in turn; the last one is where to go when nothing is there. */
  readonly tryFiles?: readonly string[];
  readonly locations: readonly NginxLocation[];
}

export interface NginxServer extends NginxSettings {
  readonly listens: readonly Listen[];
  readonly names: readonly string[];
  /** What is done whatever is asked for. */
  readonly steps: readonly RewriteStep[];
  readonly locations: readonly NginxLocation[];
}

export interface Listen {
  readonly address: string;
  readonly port: number;
  readonly isDefault: boolean;
  readonly where: string;
}

export interface NginxHttp {
  readonly servers: readonly NginxServer[];
  /** Name -> text with variables. */
  readonly formats: ReadonlyMap<string, string>;
  readonly errorLogs: readonly ErrorLog[];
  /** Of all `upstream` blocks. */
  readonly pools: readonly ProxyServer[];
  /** Lines for the error log, of what is odd and yet taken. */
  readonly warnings: readonly string[];
}

export const COMBINED =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"';

const MIB = 1 << 20;

/** What the directives of nginx.conf mean. Throws NginxConfigError. */
export function nginxHttp(main: readonly Directive[], build: NginxBuild): NginxHttp {
  const reader = new SettingsReader(build);
  return reader.read(main);
}

class SettingsReader {
  readonly #formats = new Map([['combined', COMBINED]]);
  readonly #upstreams = new Map<string, readonly ProxyServer[]>();
  readonly #build: NginxBuild;

  constructor(build: NginxBuild) {
    this.#build = build;
  }

  read(main: readonly Directive[]): NginxHttp {
    const errorLogs = this.#errorLogs(main) ?? [{ path: this.#build.errorLog ?? 'stderr', level: 'error' }];
    const http = one(main, 'http')?.block ?? [];
    this.#readFormats(http);
    this.#readUpstreams(http);
    const outer = this.#settings(http, {
      root: `${this.#build.prefix}/html`,
      index: ['index.html'],
      hasAutoindex: false,
      types: new Map([
        ['html', 'text/html'],
        ['gif', 'image/gif'],
        ['jpg', 'image/jpeg'],
      ]),
      defaultType: 'text/plain',
      errorPages: new Map(),
      headers: [],
      proxyHeaders: [],
      accessLogs: [{ path: this.#build.accessLog, format: COMBINED }],
      errorLogs,
      tellsVersion: true,
      access: [],
      maxBodySize: MIB,
    });
    const servers = all(http, 'server').map(({ block = [] }) => this.#server(block, outer));
    if (one(main, 'events') === undefined) throw new NginxConfigError('no "events" section in configuration');
    const pools = [...this.#upstreams.values()].flat();
    return { servers, formats: this.#formats, errorLogs, pools, warnings: conflicts(servers) };
  }

  #readFormats(http: readonly Directive[]): void {
    for (const { words, where } of all(http, 'log_format')) {
      const [name = '', ...rest] = words;
      if (this.#formats.has(name))
        throw new NginxConfigError(`duplicate "log_format" name "${name}"${where}`);
      this.#formats.set(name, rest.filter((word) => !word.startsWith('escape=')).join(''));
    }
  }

  #readUpstreams(http: readonly Directive[]): void {
    for (const { words, block = [], where } of all(http, 'upstream')) {
      const [name = ''] = words;
      if (this.#upstreams.has(name)) throw new NginxConfigError(`duplicate upstream "${name}"${where}`);
      const servers = all(block, 'server').flatMap(({ words: [address = '', ...rest], where: at }) => {
        const url = parseUrl(`http://${address}`);
        if (url === undefined || rest.includes('down') || rest.includes('backup')) return [];
        return [{ host: url.host, port: url.port, text: address, where: at }];
      });
      if (servers.length === 0) throw new NginxConfigError(`no servers are inside upstream${where}`);
      this.#upstreams.set(name, servers);
    }
  }

  #server(block: readonly Directive[], outer: NginxSettings): NginxServer {
    const settings = this.#settings(block, outer);
    const listens = all(block, 'listen').map(listenOf);
    for (const [index, { address, port, where }] of listens.entries())
      if (listens.slice(0, index).some((before) => before.address === address && before.port === port))
        throw new NginxConfigError(`a duplicate listen ${address}:${port}${where}`);
    return {
      ...settings,
      listens:
        listens.length === 0 ? [{ address: '0.0.0.0', port: 80, isDefault: false, where: '' }] : listens,
      names: all(block, 'server_name').flatMap(({ words }) => words.map((name) => name.toLowerCase())),
      steps: rewriteSteps(block),
      locations: this.#locations(block, settings, undefined),
    };
  }

  #locations(
    block: readonly Directive[],
    outer: NginxSettings,
    parent: string | undefined,
  ): readonly NginxLocation[] {
    const seen = new Set<string>();
    return all(block, 'location').map(({ words, block: inner = [], where }) => {
      const { kind, prefix, expression } = shapeOf(words, where);
      const key = `${kind === 'exact' ? '=' : ''}${prefix}`;
      if (kind !== 'expression' && seen.has(key))
        throw new NginxConfigError(`duplicate location "${prefix}"${where}`);
      seen.add(key);
      if (parent !== undefined && kind !== 'expression' && !prefix.startsWith(parent))
        throw new NginxConfigError(`location "${prefix}" is outside location "${parent}"${where}`);
      const { alias: _, ...inherited } = outer;
      const settings = this.#settings(inner, inherited);
      const proxy = this.#proxy(inner, kind === 'expression' || kind === 'named');
      const tryFiles = one(inner, 'try_files')?.words;
      return {
        ...settings,
        prefix,
        kind,
        ...(expression === undefined ? {} : { expression }),
        isInternal: one(inner, 'internal') !== undefined,
        steps: rewriteSteps(inner),
        ...(proxy === undefined ? {} : { proxy }),
        ...(tryFiles === undefined ? {} : { tryFiles }),
        locations: this.#locations(inner, settings, kind === 'prefix' ? prefix : undefined),
      };
    });
  }

  #proxy(inner: readonly Directive[], isWithoutPath: boolean): NginxProxy | undefined {
    const directive = one(inner, 'proxy_pass');
    if (directive === undefined) return undefined;
    const {
      words: [address = ''],
      where,
    } = directive;
    if (!/^https?:\/\//.test(address)) throw new NginxConfigError(`invalid URL prefix${where}`);
    const url = parseUrl(address);
    if (url === undefined)
      throw new NginxConfigError(`no host in upstream "${address.replace(/^https?:\/\//, '')}"${where}`);
    const path = /^https?:\/\/[^/]*\//.test(address) ? url.path : undefined;
    if (path !== undefined && isWithoutPath && !address.includes('$'))
      throw new NginxConfigError(
        '"proxy_pass" cannot have URI part in location given by regular expression, or inside named location, ' +
          `or inside "if" statement, or inside "limit_except" block${where}`,
      );
    const { host, port } = url;
    const itself = { host, port, text: host, where };
    return { path, address, servers: this.#upstreams.get(host) ?? [itself] };
  }

  #settings(block: readonly Directive[], outer: NginxSettings): NginxSettings {
    const root = one(block, 'root');
    const alias = one(block, 'alias');
    if (root !== undefined && alias !== undefined) {
      const [first, second] = block.indexOf(root) < block.indexOf(alias) ? [root, alias] : [alias, root];
      throw new NginxConfigError(
        `"${second.name}" directive is duplicate, "${first.name}" directive was specified earlier${second.where}`,
      );
    }
    const index = all(block, 'index').flatMap(({ words }) => words);
    const types = one(block, 'types')?.block;
    const pages = all(block, 'error_page').flatMap(errorPagesOf);
    const headers = all(block, 'add_header').map(({ words: [name = '', text = '', last] }) => {
      return { name, text, isAlways: last === 'always' };
    });
    const proxyHeaders = all(block, 'proxy_set_header').map(
      ({ words: [name = '', text = ''] }) => [name, text] as const,
    );
    const access = block.filter(({ name }) => name === 'allow' || name === 'deny').map(accessRule);
    const bodySize = wordOf(block, 'client_max_body_size');
    return {
      ...outer,
      ...(root === undefined ? {} : { root: this.#path(root.words[0] ?? '') }),
      ...(alias === undefined ? {} : { alias: this.#path(alias.words[0] ?? '') }),
      index: index.length > 0 ? index : outer.index,
      hasAutoindex: flag(block, 'autoindex') ?? outer.hasAutoindex,
      types: types === undefined ? outer.types : typesOf(types),
      defaultType: wordOf(block, 'default_type') ?? outer.defaultType,
      errorPages: pages.length > 0 ? new Map(pages) : outer.errorPages,
      headers: headers.length > 0 ? headers : outer.headers,
      proxyHeaders: proxyHeaders.length > 0 ? proxyHeaders : outer.proxyHeaders,
      accessLogs: this.#accessLogs(block) ?? outer.accessLogs,
      errorLogs: this.#errorLogs(block) ?? outer.errorLogs,
      tellsVersion: tellsVersion(block) ?? outer.tellsVersion,
      access: access.length > 0 ? access : outer.access,
      maxBodySize: bodySize === undefined ? outer.maxBodySize : bytesOf(bodySize),
    };
  }

  #path(path: string): string {
    return path.startsWith('/') || path.startsWith('$') ? path : `${this.#build.prefix}/${path}`;
  }

  #accessLogs(block: readonly Directive[]): readonly AccessLog[] | undefined {
    const given = all(block, 'access_log');
    if (given.length === 0) return undefined;
    return given.flatMap(({ words: [path = '', format = 'combined'], where }) => {
      if (path === 'off') return [];
      const text = this.#formats.get(format);
      if (text === undefined) throw new NginxConfigError(`unknown log format "${format}"${where}`);
      return [{ path: this.#path(path), format: text }];
    });
  }

  #errorLogs(block: readonly Directive[]): readonly ErrorLog[] | undefined {
    const given = all(block, 'error_log');
    if (given.length === 0) return undefined;
    return given.map(({ words: [path = '', level = 'error'], where }) => {
      if (!LEVELS.includes(level)) throw new NginxConfigError(`invalid log level "${level}"${where}`);
      return { path: path === 'stderr' ? path : this.#path(path), level };
    });
  }
}

export function all(block: readonly Directive[], name: string): readonly Directive[] {
  return block.filter((directive) => directive.name === name);
}

export function one(block: readonly Directive[], name: string): Directive | undefined {
  return block.find((directive) => directive.name === name);
}

/** The first word of a directive; undefined without it. */
export function wordOf(block: readonly Directive[], name: string): string | undefined {
  return one(block, name)?.words[0];
}

export function flag(block: readonly Directive[], name: string): boolean | undefined {
  const word = wordOf(block, name);
  return word === undefined ? undefined : word.toLowerCase() === 'on';
}

function tellsVersion(block: readonly Directive[]): boolean | undefined {
  const word = wordOf(block, 'server_tokens');
  return word === undefined ? undefined : word !== 'off';
}

function typesOf(block: readonly Directive[]): ReadonlyMap<string, string> {
  return new Map(block.flatMap(({ name, words }) => words.map((extension) => [extension, name] as const)));
}

function bytesOf(size: string): number {
  const unit = { k: 1 << 10, m: MIB, g: 1 << 30 }[size.slice(-1).toLowerCase()];
  return parseInt(size, 10) * (unit ?? 1);
}

function accessRule({ name, words: [who = ''], where }: Directive): AccessRule {
  if (!/^(all|unix:|\d+\.\d+\.\d+\.\d+(\/\d+)?|[\da-f:]*:[\da-f:.]*(\/\d+)?)$/i.test(who))
    throw new NginxConfigError(`invalid parameter "${who}"${where}`);
  return { isAllowed: name === 'allow', who };
}

function errorPagesOf({ words, where }: Directive): readonly (readonly [number, ErrorPage])[] {
  const target = words.at(-1) ?? '';
  const answer = words.find((word) => word.startsWith('='));
  const status = answer === undefined ? undefined : answer === '=' ? 'page' : Number(answer.slice(1));
  return words.slice(0, -1).flatMap((word) => {
    if (word === answer) return [];
    if (!/^\d+$/.test(word)) throw new NginxConfigError(`invalid value "${word}"${where}`);
    if (Number(word) < 300 || Number(word) > 599)
      throw new NginxConfigError(`value "${word}" must be between 300 and 599${where}`);
    return [[Number(word), { target, status }] as const];
  });
}

function shapeOf(
  words: readonly string[],
  where: string,
): Pick<NginxLocation, 'kind' | 'prefix' | 'expression'> {
  const [first = '', second] = words;
  const [modifier, prefix] =
    second === undefined ? (/^([=~]|~\*|\^~)?(.*)$/.exec(first) ?? []).slice(1) : [first, second];
  const text = prefix ?? '';
  if (modifier === '=') return { kind: 'exact', prefix: text };
  if (modifier === '^~') return { kind: 'final prefix', prefix: text };
  if (modifier === '~' || modifier === '~*') {
    return { kind: 'expression', prefix: text, expression: expressionOf(text, modifier === '~*', where) };
  }
  if (modifier !== undefined && modifier !== '')
    throw new NginxConfigError(`invalid location modifier "${modifier}"${where}`);
  return { kind: text.startsWith('@') ? 'named' : 'prefix', prefix: text };
}

const LISTEN_WORDS =
  /^(default_server|default|ssl|http2|quic|reuseport|deferred|bind|proxy_protocol|(setfib|fastopen|backlog|rcvbuf|sndbuf|accept_filter|ipv6only|so_keepalive)=.*)$/;

/** `8080`, `[::]:80`, `127.0.0.1:81` or `*:80`, with its words. */
function listenOf({ words: [text = '', ...rest], where }: Directive): Listen {
  const [, host, port = '80'] = /^(?:(\[[\da-fA-F:.]*\]|\*|[^:]*[^:\d][^:]*)(?::|$))?(.+)?$/.exec(text) ?? [];
  const number = Number(port);
  if (!/^\d+$/.test(port) || number < 1 || number > 65535)
    throw new NginxConfigError(`invalid port in "${text}" of the "listen" directive${where}`);
  if (host !== undefined && !/^(\[.*\]|\*|localhost|\d+\.\d+\.\d+\.\d+)$/.test(host))
    throw new NginxConfigError(`host not found in "${text}" of the "listen" directive${where}`);
  const odd = rest.find((word) => !LISTEN_WORDS.test(word));
  if (odd !== undefined) throw new NginxConfigError(`invalid parameter "${odd}"${where}`);
  const address = host === undefined || host === '*' ? '0.0.0.0' : host === 'localhost' ? '127.0.0.1' : host;
  return { address, port: number, isDefault: rest.some((word) => /^default(_server)?$/.test(word)), where };
}

/** A name that two servers have on one port goes to the first. Throws NginxConfigError for two default servers. */
function conflicts(servers: readonly NginxServer[]): readonly string[] {
  const seen = new Set<string>();
  const defaults = new Set<string>();
  const warnings: string[] = [];
  for (const { listens, names } of servers) {
    for (const { address, port, isDefault, where } of listens) {
      if (isDefault && defaults.has(`${address}:${port}`))
        throw new NginxConfigError(`a duplicate default server for ${address}:${port}${where}`);
      if (isDefault) defaults.add(`${address}:${port}`);
      for (const name of names.length === 0 ? [''] : names) {
        const key = `"${name}" on ${address}:${port}`;
        if (seen.has(key)) warnings.push(`conflicting server name ${key}, ignored`);
        seen.add(key);
      }
    }
  }
  return warnings;
}
