// What a configuration of Apache means: its servers, and for a path of one the settings that sections and .htaccess make.
import { isErrno, type Process } from '../../kernel';
import { globToRegex } from '../shared/glob';
import { type ApacheNode, type ApacheReading, below, checkApache, readApacheText } from './apache-config';

export interface ApacheServer {
  /** Where it is in the configuration; undefined: the main one. */
  readonly where: string | undefined;
  /** `*:80` of its VirtualHost. */
  readonly addresses: readonly string[];
  readonly name: string | undefined;
  readonly aliases: readonly string[];
  readonly documentRoot: string;
  /** The main server's directives, then its own. */
  readonly nodes: readonly ApacheNode[];
  readonly errorLog: string;
  readonly accessLogs: readonly { readonly path: string; readonly format: string }[];
}

export interface ApacheSite {
  readonly root: string;
  readonly listens: readonly { readonly address: string | undefined; readonly port: number }[];
  readonly main: ApacheServer;
  readonly hosts: readonly ApacheServer[];
  readonly user: string;
  readonly group: string;
  readonly pidFile: string;
  readonly hasSignature: boolean;
  readonly tokens: string;
  readonly types: ReadonlyMap<string, string>;
  /** For .htaccess, which knows the same modules. */
  readonly reading: ApacheReading;
}

const COMMON = '%h %l %u %t "%r" %>s %b';

function lastWords(nodes: readonly ApacheNode[], name: string): readonly string[] | undefined {
  return allOf(nodes, name).at(-1)?.words;
}

function allOf(nodes: readonly ApacheNode[], name: string): readonly ApacheNode[] {
  return nodes.filter((node) => node.name.toLowerCase() === name);
}

export function apacheSite(reading: ApacheReading, nodes: readonly ApacheNode[], start: string): ApacheSite {
  const root = (lastWords(nodes, 'serverroot')?.[0] ?? start).replace(/\/$/, '');
  const formats = new Map([['common', COMMON]]);
  for (const { words } of allOf(nodes, 'logformat')) formats.set(words[1] ?? '', words[0] ?? '');
  const own = (
    block: readonly ApacheNode[],
    inherited: readonly ApacheNode[],
    where?: ApacheNode,
  ): ApacheServer => {
    const all = [...inherited, ...block];
    const logs = allOf(block, 'customlog').length > 0 || where === undefined ? block : inherited;
    return {
      where: where && `${where.file}:${where.line}`,
      addresses: where?.words ?? [],
      name: (
        lastWords(block, 'servername')?.[0] ?? (where ? lastWords(inherited, 'servername')?.[0] : undefined)
      )?.replace(/^https?:\/\//, ''),
      aliases: allOf(block, 'serveralias').flatMap(({ words }) => words),
      documentRoot: below(root, (lastWords(all, 'documentroot')?.[0] ?? 'htdocs').replace(/(.)\/$/, '$1')),
      nodes: all,
      errorLog: below(root, lastWords(all, 'errorlog')?.[0] ?? 'logs/error_log'),
      accessLogs: [...allOf(logs, 'customlog'), ...allOf(logs, 'transferlog')].map(
        ({ words: [path = '', format] }) => ({
          path: below(root, path),
          format: format === undefined ? COMMON : (formats.get(format) ?? format),
        }),
      ),
    };
  };
  const outer = nodes.filter(({ name }) => name.toLowerCase() !== '<virtualhost');
  const hosts = allOf(nodes, '<virtualhost').map((node) => own(node.block ?? [], outer, node));
  const typesFile = below(root, lastWords(nodes, 'typesconfig')?.[0] ?? 'conf/mime.types');
  return {
    root,
    listens: allOf(nodes, 'listen').map(({ words: [text = ''] }) => {
      const [, address, port = '80'] = /^(?:(.*):)?(\d+)$/.exec(text) ?? [];
      return { address: address === '*' ? undefined : address, port: Number(port) };
    }),
    main: own(outer, []),
    hosts,
    user: lastWords(nodes, 'user')?.[0] ?? 'www-data',
    group: lastWords(nodes, 'group')?.[0] ?? 'www-data',
    pidFile: below(root, lastWords(nodes, 'pidfile')?.[0] ?? 'logs/httpd.pid'),
    hasSignature: /^(on|email)$/i.test(lastWords(nodes, 'serversignature')?.[0] ?? 'off'),
    tokens: lastWords(nodes, 'servertokens')?.[0]?.toLowerCase() ?? 'full',
    types: typesIn(reading.p, typesFile),
    reading,
  };
}

/** Extension -> media type, of mime.types; the usual ones where it is missing. */
function typesIn(p: Process, path: string): ReadonlyMap<string, string> {
  let text = USUAL_TYPES;
  try {
    text = p.files.readText(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [type = '', ...extensions] = line.replace(/#.*/, '').trim().split(/\s+/);
    for (const one of extensions) found.set(one, type);
  }
  return found;
}

const USUAL_TYPES = `text/html html htm
text/css css
text/javascript js mjs
application/json json
text/plain txt text conf def list log in
text/csv csv
text/markdown md
application/xml xml xsl
application/pdf pdf
application/zip zip
application/gzip gz tgz
application/x-tar tar
application/wasm wasm
image/svg+xml svg svgz
image/png png
image/jpeg jpeg jpg jpe
image/gif gif
image/webp webp
image/x-icon ico
font/woff woff
font/woff2 woff2
video/mp4 mp4
audio/mpeg mp3`;

/** The server that a request is for: by port and name, else the first of the port, else the main one. */
export function serverFor(site: ApacheSite, port: number, host: string): ApacheServer {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const here = site.hosts.filter(({ addresses }) =>
    addresses.some(
      (one) => /:(\*|\d+)$/.test(one) === false || one.endsWith(`:${port}`) || one.endsWith(':*'),
    ),
  );
  const named = here.find(
    (one) =>
      one.name?.replace(/:\d+$/, '').toLowerCase() === name ||
      one.aliases.some((alias) => globToRegex(alias.toLowerCase()).test(name)),
  );
  return named ?? here[0] ?? site.main;
}

export interface HeaderChange {
  readonly action: string;
  readonly name: string;
  readonly value: string;
  /** With errors, too. */
  readonly isAlways: boolean;
}

/** What holds for one request. */
export interface ApacheSettings {
  options: ReadonlySet<string>;
  override: readonly string[];
  /** The last section that asks for something decides; empty: nobody has said who may come. */
  require: readonly ApacheNode[];
  index: readonly string[];
  errors: Map<number, string>;
  headers: HeaderChange[];
  types: Map<string, string>;
  forcedType: string | undefined;
  fallback: string | undefined;
  redirects: ApacheNode[];
  realm: string | undefined;
  userFile: string | undefined;
}

export function newSettings(): ApacheSettings {
  return {
    options: new Set(['followsymlinks']),
    override: ['none'],
    require: [],
    index: ['index.html'],
    errors: new Map(),
    headers: [],
    types: new Map(),
    forcedType: undefined,
    fallback: undefined,
    redirects: [],
    realm: undefined,
    userFile: undefined,
  };
}

/** Puts the directives of a section over what held before it. */
export function applyNodes(settings: ApacheSettings, nodes: readonly ApacheNode[]): void {
  let hasIndex = false;
  const required = nodes.filter((node) => /^(require|<require(all|any|none))$/i.test(node.name));
  if (required.length > 0) settings.require = required;
  for (const { name, words } of nodes) {
    const [first = '', second = '', third = ''] = words;
    switch (name.toLowerCase()) {
      case 'options':
        settings.options = optionsOf(settings.options, words);
        break;
      case 'allowoverride':
        settings.override = words.map((word) => word.toLowerCase());
        break;
      case 'directoryindex':
        settings.index = hasIndex ? [...settings.index, ...words] : words;
        if (/^disabled$/i.test(first)) settings.index = [];
        hasIndex = true;
        break;
      case 'errordocument':
        settings.errors.set(Number(first), words.slice(1).join(' '));
        break;
      case 'header': {
        const isAlways = /^always$/i.test(first);
        const [action = '', header = '', value = ''] =
          isAlways || /^onsuccess$/i.test(first) ? words.slice(1) : words;
        settings.headers.push({
          action: action.toLowerCase(),
          name: header.replace(/:$/, ''),
          value,
          isAlways,
        });
        break;
      }
      case 'addtype':
        for (const extension of words.slice(1)) settings.types.set(extension.replace(/^\./, ''), first);
        break;
      case 'forcetype':
        settings.forcedType = first;
        break;
      case 'fallbackresource':
        settings.fallback = first;
        break;
      case 'redirect':
      case 'redirectmatch':
      case 'redirectpermanent':
      case 'redirecttemp':
        settings.redirects.push({
          name,
          words: [first, second, third].filter(Boolean),
          text: '',
          file: '',
          line: 0,
        });
        break;
      case 'authname':
        settings.realm = first;
        break;
      case 'authuserfile':
        settings.userFile = first;
        break;
    }
  }
}

function optionsOf(before: ReadonlySet<string>, words: readonly string[]): ReadonlySet<string> {
  const isRelative = words.some((word) => /^[+-]/.test(word));
  const found = new Set(isRelative ? before : []);
  for (const word of words) {
    const name = word.replace(/^[+-]/, '').toLowerCase();
    if (word.startsWith('-')) found.delete(name);
    else if (name === 'all')
      for (const one of ['indexes', 'followsymlinks', 'includes', 'execcgi']) found.add(one);
    else if (name !== 'none') found.add(name);
  }
  return found;
}

/** Throws ApacheConfigError for a mistake in an .htaccess. */
export function settingsFor(
  site: ApacheSite,
  server: ApacheServer,
  path: string,
  uri: string,
): ApacheSettings {
  const settings = newSettings();
  const { nodes } = server;
  applyNodes(
    settings,
    nodes.filter(({ block }) => block === undefined),
  );
  // The main server's own redirects are looked at before any file is.
  settings.redirects = [];
  settings.require = [];
  const files: ApacheNode[] = [...fileSections(nodes)];
  const take = (block: readonly ApacheNode[]): void => {
    applyNodes(settings, block);
    files.push(...fileSections(block));
  };
  const folders = foldersOf(site.reading.p, path);
  for (const folder of folders) {
    for (const node of nodes) {
      if (node.name.toLowerCase() !== '<directory' || !isFolderOf(node, folder)) continue;
      take(node.block ?? []);
    }
    if (!settings.override.includes('none')) take(htaccess(site, folder));
  }
  for (const node of nodes)
    if (isExpression(node, '<directory') && folders.some((one) => expressionOf(node).test(`${one}/`)))
      take(node.block ?? []);
  const name = path.slice(path.lastIndexOf('/') + 1);
  for (const node of files) if (name !== '' && fits(node, '<files', name)) take(node.block ?? []);
  for (const node of nodes) {
    const isPrefix = node.name.toLowerCase() === '<location' && isBelow(uri, node.words[0] ?? '');
    if (isPrefix || (isExpression(node, '<location') && expressionOf(node).test(uri))) take(node.block ?? []);
  }
  return settings;
}

function fileSections(nodes: readonly ApacheNode[]): readonly ApacheNode[] {
  return nodes.filter(({ name }) => /^<files(match)?$/i.test(name));
}

function isExpression({ name, words }: ApacheNode, section: string): boolean {
  const lower = name.toLowerCase();
  return lower === `${section}match` || (lower === section && words[0] === '~');
}

function expressionOf({ words }: ApacheNode): RegExp {
  return new RegExp((words[0] === '~' ? words[1] : words[0]) ?? '');
}

function fits(node: ApacheNode, section: string, name: string): boolean {
  return isExpression(node, section)
    ? expressionOf(node).test(name)
    : globToRegex(node.words[0] ?? '').test(name);
}

function isFolderOf({ words: [word = ''] }: ApacheNode, folder: string): boolean {
  const wanted = word.replace(/(.)\/$/, '$1');
  return /[*?[]/.test(wanted) ? globToRegex(wanted).test(folder) : wanted === folder;
}

export function isBelow(uri: string, prefix: string): boolean {
  return uri === prefix || uri.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);
}

/** `/`, `/usr`, … down to the folder of a path, or itself where it is one. */
function foldersOf(p: Process, path: string): readonly string[] {
  const names = path.split('/').filter(Boolean);
  const all = ['/', ...names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`)];
  return all.filter((one) => {
    try {
      return p.files.stat(one).kind === 'directory';
    } catch (error) {
      if (isErrno(error)) return false;
      throw error;
    }
  });
}

function htaccess({ reading }: ApacheSite, folder: string): readonly ApacheNode[] {
  const path = `${folder === '/' ? '' : folder}/.htaccess`;
  if (!reading.p.files.exists(path)) return [];
  const nodes = readApacheText(reading, reading.p.files.readText(path), path);
  checkApache(reading, nodes, '.htaccess');
  return nodes;
}
