// nginx's variables, in the texts of its configuration: `$host`, `${uri}`, `$http_user_agent`.
import type { Process } from '../../kernel';
import { headerOf } from '../network/http';
import { NginxConfigError } from './nginx-config';
import { accessTime } from './nginx-log';
import type { Asked } from './nginx-worker';

/** What is known of an answer when its line is logged. */
export interface Sent {
  readonly status: number;
  readonly bodyBytes: number;
  readonly headBytes: number;
}

type Value = (p: Process, asked: Asked, sent: Sent | undefined) => string;

const header =
  (name: string): Value =>
  (_, { headers }) =>
    headerOf({ startLine: '', headers }, name) ?? '';

const VALUES: Readonly<Record<string, Value>> = {
  args: (_, { args }) => args,
  query_string: (_, { args }) => args,
  is_args: (_, { args }) => (args === '' ? '' : '?'),
  body_bytes_sent: (_p, _asked, sent) => String(sent?.bodyBytes ?? 0),
  bytes_sent: (_p, _asked, sent) => String((sent?.bodyBytes ?? 0) + (sent?.headBytes ?? 0)),
  connection: (_, { count }) => String(count),
  connection_requests: () => '1',
  content_length: header('Content-Length'),
  content_type: header('Content-Type'),
  document_root: (_, { root }) => root,
  document_uri: (_, { uri }) => uri,
  host: (_, asked) => hostName(asked),
  hostname: (p) => p.hostname,
  https: () => '',
  msec: (p) => (p.nowMs / 1000).toFixed(3),
  nginx_version: (_, { version }) => version,
  pid: (p) => String(p.pid),
  pipe: () => '.',
  proxy_add_x_forwarded_for: (_, { headers, client }) => {
    const before = headerOf({ startLine: '', headers }, 'X-Forwarded-For');
    return before === undefined ? client : `${before}, ${client}`;
  },
  proxy_host: (_, { proxyHost }) => proxyHost,
  proxy_port: (_, { proxyHost }) => /:(\d+)$/.exec(proxyHost)?.[1] ?? '80',
  remote_addr: (_, { client }) => client,
  remote_port: (_, { clientPort }) => String(clientPort),
  remote_user: () => '',
  request: (_, { startLine }) => startLine,
  request_filename: (_, { root, uri }) => `${root}${uri}`,
  request_id: (p) => Array.from({ length: 32 }, () => Math.floor(p.random() * 16).toString(16)).join(''),
  request_length: (_, { length }) => String(length),
  request_method: (_, { method }) => method,
  request_time: () => '0.000',
  request_uri: (_, { target }) => target,
  scheme: () => 'http',
  server_addr: (_, { address }) => address,
  server_name: (_, { server }) => server.names[0] ?? '',
  server_port: (_, { port }) => String(port),
  server_protocol: (_, { startLine }) => startLine.split(' ')[2] ?? '',
  status: (_p, _asked, sent) => String(sent?.status ?? 0).padStart(3, '0'),
  time_iso8601: (p) => `${new Date(p.nowMs).toISOString().slice(0, 19)}+00:00`,
  time_local: (p) => accessTime(p),
  uri: (_, { uri }) => uri,
};

/** Families of variables: what follows is the name of a header, an argument, a cookie. */
const FAMILIES = /^(http|arg|cookie|sent_http|sent_trailer|upstream_http|upstream_cookie)_/;
/** Known to nginx, and of no value here: about TLS, upstreams, gzip and the like. */
const OTHERS =
  /^(ssl_|upstream_|realip_|proxy_protocol_|geoip_|tcpinfo_|limit_|connections_|jwt_|gzip_ratio|http2|http3|realpath_root|document_|secure_link|slice_range|uid_|invalid_referer|ancient_browser|modern_browser|msie|date_(local|gmt)|request_(body|completion|body_file|port)|connection_time|fastcgi_|proxy_internal|memcached_key|nginx_|binary_remote_addr|proxy_)/;

const VARIABLE = /\$(?:\{(\w+)\}|(\w+))/g;

/** The text with values in place of its variables. */
export function expandVariables(p: Process, text: string, asked: Asked, sent?: Sent): string {
  if (!text.includes('$')) return text;
  return text.replace(VARIABLE, (_, braced?: string, bare?: string) => {
    const name = (braced ?? bare ?? '').toLowerCase();
    const captured = asked.captures[name];
    if (captured !== undefined) return captured;
    const family = FAMILIES.exec(name)?.[1];
    if (family !== undefined) return familyValue(asked, family, name.slice(family.length + 1));
    return VALUES[name]?.(p, asked, sent) ?? '';
  });
}

function familyValue({ headers, args }: Asked, family: string, name: string): string {
  const head = { startLine: '', headers };
  if (family === 'http') return headerOf(head, name.replaceAll('_', '-')) ?? '';
  if (family === 'arg') return partOf(args.split('&'), name);
  if (family === 'cookie') return partOf((headerOf(head, 'Cookie') ?? '').split(/; */), name);
  return '';
}

function partOf(parts: readonly string[], name: string): string {
  const found = parts.find((part) => part.toLowerCase().startsWith(`${name}=`));
  return found?.slice(name.length + 1) ?? '';
}

/** Throws NginxConfigError for a variable that nginx does not know. `own` are those that the configuration sets. */
export function checkVariables(text: string, own: ReadonlySet<string>): void {
  for (const [, braced, bare] of text.matchAll(VARIABLE)) {
    const name = braced ?? bare ?? '';
    const key = name.toLowerCase();
    if (/^\d$/.test(key) || own.has(key) || FAMILIES.test(key) || OTHERS.test(key) || key in VALUES) continue;
    throw new NginxConfigError(`unknown "${name}" variable`);
  }
}

/** Of the Host header without its port; without one, the server's first name. */
export function hostName({ host, server }: Pick<Asked, 'host' | 'server'>): string {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return name === '' ? (server.names[0] ?? '') : name;
}
