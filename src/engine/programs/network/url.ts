/** A web address as command line clients read it: `localhost:8080` and `http://ada:pw@host/path?x` alike. */
export interface Url {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  /** Path and query, at least `/`. */
  readonly path: string;
  /** `user:password`, where the address has one. */
  readonly credentials?: string;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ftp: 21 };

/** undefined: no address at all. Without a scheme it is http. */
export function parseUrl(text: string): Url | undefined {
  const [, scheme = 'http', rest = ''] = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):\/\/)?(.*)$/s.exec(text) ?? [];
  const [, authority = '', path = ''] = /^([^/?#]*)([^#]*)/.exec(rest) ?? [];
  const at = authority.lastIndexOf('@');
  const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority.slice(at + 1)) ?? [];
  if (host === '' || Number(port) > 65_535) return undefined;
  const name = scheme.toLowerCase();
  return {
    scheme: name,
    host: host.replace(/^\[(.*)\]$/, '$1'),
    port: port ? Number(port) : (DEFAULT_PORTS[name] ?? 80),
    path: path.startsWith('/') ? path : `/${path}`,
    ...(at >= 0 ? { credentials: authority.slice(0, at) } : {}),
  };
}

/** `/a/../b` and `/./b` are `/b` (RFC 3986, 5.2.4). */
export function withoutDots(url: Url): Url {
  const [, path = '', query = ''] = /^([^?]*)(.*)$/s.exec(url.path) ?? [];
  if (!/\/\.{1,2}(\/|$)/.test(path)) return url;
  const parts = path.split('/').slice(1);
  const kept: string[] = [];
  for (const part of parts) {
    if (part === '..') kept.pop();
    else if (part !== '.') kept.push(part);
  }
  const isFolder = /^\.{1,2}$/.test(parts.at(-1) ?? '');
  return { ...url, path: `/${kept.join('/')}${isFolder && kept.length > 0 ? '/' : ''}${query}` };
}

export function urlText({ scheme, host, port, path }: Url): string {
  return `${scheme}://${authorityOf({ scheme, host, port })}${path}`;
}

/** What the Host header says: the port only where it is not the scheme's own. */
export function authorityOf({ scheme, host, port }: Pick<Url, 'scheme' | 'host' | 'port'>): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return DEFAULT_PORTS[scheme] === port ? name : `${name}:${port}`;
}

/** Where a Location header leads from `base`. */
export function redirectTarget(base: Url, location: string): Url | undefined {
  if (/^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(location)) return parseUrl(location);
  if (location.startsWith('//')) return parseUrl(`${base.scheme}:${location}`);
  if (location.startsWith('/')) return { ...base, path: location };
  return { ...base, path: base.path.replace(/\?.*$/, '').replace(/[^/]*$/, '') + location };
}

/** The last part of the path, to name a file by; '' where there is none. */
export function fileNameOf(url: Url): string {
  return url.path.replace(/\?.*$/, '').replace(/^.*\//, '');
}
