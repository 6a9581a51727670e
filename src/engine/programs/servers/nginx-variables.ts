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
const FAMILIES =
  /^(http|arg|cookie|sent_http|sent_trailer|upstream_(?:http|cookie|trailer)|proxy_protocol_tlv)_/;
/** Known to nginx, and empty here: read off the real program's tables, as the directives. */
const EMPTY: ReadonlySet<string> = new Set(
  `
ancient_browser binary_remote_addr connection_time connections_active connections_reading
connections_waiting connections_writing date_gmt date_local fastcgi_path_info fastcgi_script_name
grpc_internal_trailers gzip_ratio http2 http3 invalid_referer limit_conn_status limit_rate limit_req_status
memcached_key modern_browser msie proxy_internal_body_length proxy_internal_chunked proxy_protocol_addr
proxy_protocol_port proxy_protocol_server_addr proxy_protocol_server_port realip_remote_addr
realip_remote_port realpath_root request_body request_body_file request_completion secure_link
secure_link_expires slice_range ssl_alpn_protocol ssl_cipher ssl_ciphers ssl_client_cert
ssl_client_escaped_cert ssl_client_fingerprint ssl_client_i_dn ssl_client_i_dn_legacy ssl_client_raw_cert
ssl_client_s_dn ssl_client_s_dn_legacy ssl_client_serial ssl_client_v_end ssl_client_v_remain
ssl_client_v_start ssl_client_verify ssl_curve ssl_curves ssl_early_data ssl_protocol ssl_server_name
ssl_session_id ssl_session_reused tcpinfo_rcv_space tcpinfo_rtt tcpinfo_rttvar tcpinfo_snd_cwnd uid_got
uid_reset uid_set upstream_addr upstream_bytes_received upstream_bytes_sent upstream_cache_etag
upstream_cache_last_modified upstream_cache_status upstream_connect_time upstream_header_time
upstream_response_length upstream_response_time upstream_status
`
    .trim()
    .split(/\s+/),
);

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
    if (
      /^\d$/.test(key) ||
      own.has(key) ||
      FAMILIES.test(key) ||
      EMPTY.has(key) ||
      Object.hasOwn(VALUES, key)
    )
      continue;
    throw new NginxConfigError(`unknown "${name}" variable`);
  }
}

/** Of the Host header without its port; without one, the server's first name. */
export function hostName({ host, server }: Pick<Asked, 'host' | 'server'>): string {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return name === '' ? (server.names[0] ?? '') : name;
}
