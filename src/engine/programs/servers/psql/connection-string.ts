// What libpq's connection strings say: `host=db user=app` and `postgresql://app@db/shop` (fe-connect.c).

/** A string that libpq refuses, in its words. */
export class ConnectionStringError extends Error {}

export type Parameters = ReadonlyMap<string, string>;

/** The keywords of libpq 17 (PQconninfoOptions). */
const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'service user password passfile channel_binding connect_timeout dbname host hostaddr port client_encoding options ' +
    'application_name fallback_application_name keepalives keepalives_idle keepalives_interval keepalives_count ' +
    'tcp_user_timeout sslmode sslnegotiation sslcompression sslcert sslkey sslcertmode sslpassword sslrootcert sslcrl ' +
    'sslcrldir sslsni requirepeer require_auth ssl_min_protocol_version ssl_max_protocol_version gssencmode krbsrvname ' +
    'gsslib gssdelegation replication target_session_attrs load_balance_hosts'
  ).split(' '),
);

const SCHEME = /^postgres(?:ql)?:\/\//;

/** Whether a database's name is a whole connection string. */
export function isConnectionString(text: string): boolean {
  return SCHEME.test(text) || text.includes('=');
}

/** Throws ConnectionStringError. */
export function readConnectionString(text: string): Parameters {
  return SCHEME.test(text) ? readUri(text) : readPairs(text);
}

/** `keyword = value`, where a value may stand in quotes and `\` takes the next sign as it is. */
function readPairs(text: string): Parameters {
  const found = new Map<string, string>();
  let at = 0;
  const skipBlanks = (): void => {
    while (/\s/.test(text[at] ?? '')) at++;
  };
  for (skipBlanks(); at < text.length; skipBlanks()) {
    const start = at;
    while (at < text.length && text[at] !== '=' && !/\s/.test(text[at] ?? '')) at++;
    const keyword = text.slice(start, at);
    skipBlanks();
    if (text[at] !== '=')
      throw new ConnectionStringError(`missing "=" after "${keyword}" in connection info string`);
    at++;
    skipBlanks();
    const isQuoted = text[at] === "'";
    if (isQuoted) at++;
    let value = '';
    for (; ; at++) {
      const sign = text[at];
      if (sign === undefined) {
        if (isQuoted) throw new ConnectionStringError('unterminated quoted string in connection info string');
        break;
      }
      if (isQuoted ? sign === "'" : /\s/.test(sign)) {
        at++;
        break;
      }
      if (sign === '\\') at++;
      value += text[at] ?? '';
    }
    if (!KEYWORDS.has(keyword)) throw new ConnectionStringError(`invalid connection option "${keyword}"`);
    found.set(keyword, value);
  }
  return found;
}

/** `postgresql://[user[:password]@][host][:port][,…][/dbname][?name=value[&…]]` */
function readUri(uri: string): Parameters {
  const found = new Map<string, string>();
  const put = (name: string, value: string): void => {
    if (value !== '') found.set(name, decoded(value));
  };
  let at = SCHEME.exec(uri)?.[0].length ?? 0;
  const until = (stops: string): string => {
    const start = at;
    while (at < uri.length && !stops.includes(uri[at] ?? '')) at++;
    return uri.slice(start, at);
  };
  // A user is there where an `@` comes before the path.
  const ahead = /^[^@/]*/.exec(uri.slice(at))?.[0] ?? '';
  if (uri[at + ahead.length] === '@') {
    put('user', until(':@'));
    if (uri[at] === ':') {
      at++;
      put('password', until('@'));
    }
    at++;
  }
  const hosts: string[] = [];
  const ports: string[] = [];
  for (;;) {
    hosts.push(uri[at] === '[' ? bracketed() : until(':/?,'));
    ports.push(uri[at] === ':' ? (at++, until('/?,')) : '');
    if (uri[at] !== ',') break;
    at++;
  }
  put('host', hosts.join(','));
  put('port', ports.join(','));
  if (uri[at] === '/') {
    at++;
    put('dbname', until('?'));
  }
  if (uri[at] === '?') readQuery(uri.slice(at + 1), found);
  return found;

  function bracketed(): string {
    at++;
    const host = until(']');
    if (uri[at] !== ']')
      throw new ConnectionStringError(
        `end of string reached when looking for matching "]" in IPv6 host address in URI: "${uri}"`,
      );
    if (host === '') throw new ConnectionStringError(`IPv6 host address may not be empty in URI: "${uri}"`);
    at++;
    const next = uri[at];
    if (next !== undefined && !':/?,'.includes(next))
      throw new ConnectionStringError(
        `unexpected character "${next}" at position ${at + 1} in URI (expected ":" or "/"): "${uri}"`,
      );
    return host;
  }
}

function readQuery(query: string, found: Map<string, string>): void {
  if (query === '') return;
  for (const part of query.split('&')) {
    const [name = '', value, ...more] = part.split('=');
    if (value === undefined)
      throw new ConnectionStringError(`missing key/value separator "=" in URI query parameter: "${part}"`);
    if (more.length > 0)
      throw new ConnectionStringError(`extra key/value separator "=" in URI query parameter: "${name}"`);
    const keyword = decoded(name);
    const text = decoded(value);
    // JDBC's own way to ask for it.
    if (keyword === 'ssl' && text === 'true') found.set('sslmode', 'require');
    else if (KEYWORDS.has(keyword)) found.set(keyword, text);
    else throw new ConnectionStringError(`invalid URI query parameter: "${keyword}"`);
  }
}

function decoded(text: string): string {
  const wrong = /%(?![0-9a-fA-F]{2})/.exec(text);
  if (wrong) throw new ConnectionStringError(`invalid percent-encoded token: "${text}"`);
  if (text.includes('%00'))
    throw new ConnectionStringError(`forbidden value %00 in percent-encoded value: "${text}"`);
  return text.replaceAll(/(?:%[0-9a-fA-F]{2})+/g, (run) => {
    const bytes = run
      .slice(1)
      .split('%')
      .map((code) => parseInt(code, 16));
    return new TextDecoder().decode(Uint8Array.from(bytes));
  });
}
