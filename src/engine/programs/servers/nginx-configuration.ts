// All that a master of nginx works by: read from its files and its command line, checked, upstreams looked up.
import type { Process, Task } from '../../kernel';
import { readGroups, type User } from '../shared/users';
import { cpuCount } from '../system/machine';
import type { NginxBuild } from './nginx-build';
import { type Directive, NginxConfigError, readNginxFile, readNginxWords } from './nginx-config';
import type { NginxLogs } from './nginx-log';
import { resolveUpstreams, withInner } from './nginx-proxy';
import {
  all,
  type AccessLog,
  type ErrorLog,
  flag,
  nginxHttp,
  type NginxHttp,
  type NginxLocation,
  type NginxServer,
  type NginxSettings,
  one,
  wordOf,
} from './nginx-settings';
import { patternsOf, textsOf } from './nginx-rewrite';
import { userOf } from './nginx-user';
import { checkVariables } from './nginx-variables';

export interface NginxConfiguration {
  readonly servers: readonly NginxServer[];
  /** Addresses of the hosts that requests are passed on to: looked up once, as nginx does. */
  readonly upstreams: ReadonlyMap<string, string>;
  readonly workers: number;
  readonly isDaemon: boolean;
  readonly pidFile: string;
  readonly user: User | undefined;
  readonly errorLogs: readonly ErrorLog[];
  readonly allLogs: readonly (ErrorLog | AccessLog)[];
}

/** Directives that change what a client sees and are read but not followed here. */
const NOT_FOLLOWED: ReadonlySet<string> = new Set([
  ...['map', 'geo', 'split_clients', 'auth_basic', 'auth_request', 'limit_req'],
  ...['limit_conn', 'fastcgi_pass', 'uwsgi_pass', 'scgi_pass', 'grpc_pass', 'memcached_pass', 'proxy_cache'],
  ...['ssl_certificate', 'sub_filter', 'expires', 'stub_status', 'random_index', 'mirror', 'dav_methods'],
  ...['set_real_ip_from', 'secure_link', 'valid_referers', 'charset', 'stream', 'mail', 'gunzip', 'ssi'],
  ...[
    'add_before_body',
    'add_after_body',
    'empty_gif',
    'limit_except',
    'userid',
    'slice',
    'ip_hash',
    'least_conn',
  ],
]);

interface Given {
  readonly file: string;
  /** Of `-g`. */
  readonly words: readonly string[];
  readonly build: NginxBuild;
  readonly logs: NginxLogs;
}

/** Throws NginxConfigError. */
export function* readConfiguration(
  p: Process,
  { file, words, build, logs }: Given,
): Task<NginxConfiguration> {
  const main: readonly Directive[] = [
    ...words.flatMap((text) => readNginxWords(p, text)),
    ...readNginxFile(p, file),
  ];
  for (const name of ['daemon', 'user', 'pid', 'worker_processes'])
    if (all(main, name).length > 1)
      throw new NginxConfigError(`"${name}" directive is duplicate${all(main, name)[1]?.where ?? ''}`);
  const stream = main.find(({ name }) => name === 'stream' || name === 'mail');
  if (stream !== undefined && !build.hasStreams)
    throw new NginxConfigError(`unknown directive "${stream.name}"${stream.where}`);
  const user = yield* workerUser(p, main, logs);
  const workers = workersOf(p, main);
  const http = nginxHttp(main, build);
  checkTexts(http, ownVariables(main));
  const upstreams = yield* resolveUpstreams(p, http);
  for (const text of http.warnings) yield* logs.tell(p, 'warn', text);
  for (const { name, where } of notFollowed(main))
    yield* p.stderr.write(
      `nginx: "${name}"${where} is not modelled on this simulated machine; what it would change stays as it is\n`,
    );
  return {
    servers: http.servers,
    upstreams,
    workers,
    user,
    isDaemon: flag(main, 'daemon') ?? true,
    pidFile: wordOf(main, 'pid') ?? '/run/nginx.pid',
    errorLogs: http.errorLogs,
    allLogs: http.servers.flatMap((server) => [...logsOf(server), ...server.locations.flatMap(logsOf)]),
  };
}

function logsOf({ accessLogs, errorLogs }: NginxSettings): readonly (ErrorLog | AccessLog)[] {
  return [...accessLogs, ...errorLogs];
}

/** An `if` is as far as there is nothing in it but what the rewrite module knows. */
function isFollowed({ name, block = [] }: Directive): boolean {
  if (name !== 'if') return !NOT_FOLLOWED.has(name);
  return block.every((inner) => /^(return|rewrite|set|break)$/.test(inner.name));
}

/** The first of each name. */
function notFollowed(block: readonly Directive[]): readonly Directive[] {
  const found = block.flatMap((directive) => {
    const inner = notFollowed(directive.block ?? []);
    return isFollowed(directive) ? inner : [directive];
  });
  return found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index);
}

function* workerUser(p: Process, main: readonly Directive[], logs: NginxLogs): Task<User | undefined> {
  const directive = one(main, 'user');
  const name = directive?.words[0];
  if (directive === undefined || name === undefined) return userOf(p, 'www-data') ?? userOf(p, 'nobody');
  if (p.credentials.uid !== 0) {
    const text =
      'the "user" directive makes sense only if the master process runs with super-user privileges';
    yield* logs.tell(p, 'warn', `${text}, ignored${directive.where}`);
    return undefined;
  }
  const user = userOf(p, name);
  if (user === undefined) throw new NginxConfigError(`getpwnam("${name}") failed${directive.where}`);
  const group = directive.words[1] ?? name;
  const found = readGroups(p.files).find((one) => one.name === group);
  if (found === undefined) throw new NginxConfigError(`getgrnam("${group}") failed${directive.where}`);
  return { ...user, gid: found.gid };
}

function workersOf(p: Process, main: readonly Directive[]): number {
  const directive = one(main, 'worker_processes');
  const word = directive?.words[0] ?? '1';
  if (word === 'auto') return cpuCount(p);
  if (!/^\d+$/.test(word))
    throw new NginxConfigError(`"worker_processes" directive invalid value${directive?.where ?? ''}`);
  return Number(word);
}

/** What `set`, `map`, `geo` and their like name. */
function ownVariables(main: readonly Directive[]): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (block: readonly Directive[]): void => {
    for (const { name, words, block: inner = [] } of block) {
      const named = name === 'set' ? words[0] : words.at(-1);
      if (/^(set|map|geo|split_clients|auth_request_set|perl_set|js_set)$/.test(name))
        names.add((named ?? '').replace('$', '').toLowerCase());
      visit(inner);
    }
  };
  visit(main);
  return names;
}

function checkTexts({ servers, formats }: NginxHttp, own: ReadonlySet<string>): void {
  const patterns = servers.flatMap(({ names, steps, locations }) => [
    ...names,
    ...patternsOf(steps),
    ...withInner(locations).flatMap((one) => [one.expression?.source ?? '', ...patternsOf(one.steps)]),
  ]);
  const groups = patterns.flatMap(namesOf);
  const known = new Set([...own, ...groups]);
  for (const text of formats.values()) checkVariables(text, known);
  const visit = (place: NginxServer | NginxLocation): void => {
    const { headers, proxyHeaders, steps, locations, root, alias = '' } = place;
    const texts = [root, alias, ...textsOf(steps), ...headers.map(({ text }) => text)];
    const inner = 'kind' in place ? [...(place.tryFiles ?? []), place.proxy?.address ?? ''] : [];
    for (const text of [...texts, ...inner, ...proxyHeaders.map(([, value]) => value)])
      checkVariables(text, known);
    for (const location of locations) visit(location);
  };
  for (const server of servers) visit(server);
}

/** The names of the groups of a regular expression. */
function namesOf(expression: string): readonly string[] {
  return [...expression.matchAll(/\(\?P?<(\w+)>/g)].map(([, name = '']) => name.toLowerCase());
}
