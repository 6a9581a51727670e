/** curl's options (curl(1)) as data: `long: [letter, takes a value]`, and how they are read from the command line. */
const OPTIONS = {
  silent: ['s', false],
  'show-error': ['S', false],
  fail: ['f', false],
  'fail-with-body': ['', false],
  output: ['o', true],
  'remote-name': ['O', false],
  location: ['L', false],
  head: ['I', false],
  include: ['i', false],
  'show-headers': ['', false],
  verbose: ['v', false],
  request: ['X', true],
  data: ['d', true],
  'data-raw': ['', true],
  'data-binary': ['', true],
  'data-urlencode': ['', true],
  json: ['', true],
  form: ['F', true],
  'upload-file': ['T', true],
  header: ['H', true],
  'write-out': ['w', true],
  insecure: ['k', false],
  'max-time': ['m', true],
  'connect-timeout': ['', true],
  retry: ['', true],
  'retry-delay': ['', true],
  'retry-connrefused': ['', false],
  'retry-all-errors': ['', false],
  'retry-max-time': ['', true],
  user: ['u', true],
  'user-agent': ['A', true],
  referer: ['e', true],
  'progress-bar': ['#', false],
  'no-progress-meter': ['', false],
  compressed: ['', false],
  get: ['G', false],
  'create-dirs': ['', false],
  'output-dir': ['', true],
  proto: ['', true],
  'tlsv1.2': ['', false],
  'tlsv1.3': ['', false],
  range: ['r', true],
  'path-as-is': ['', false],
  globoff: ['g', false],
  'tcp-nodelay': ['', false],
  'tcp-fastopen': ['', false],
  'keepalive-time': ['', true],
  'data-ascii': ['', true],
  'remote-time': ['R', false],
  tlsv1: ['1', false],
  'tlsv1.0': ['', false],
  'tlsv1.1': ['', false],
  'http1.0': ['0', false],
  'http1.1': ['', false],
  http2: ['', false],
  ipv4: ['4', false],
  ipv6: ['6', false],
  'no-buffer': ['N', false],
  'dump-header': ['D', true],
  resolve: ['', true],
  'unix-socket': ['', true],
  noproxy: ['', true],
  cookie: ['b', true],
  'cookie-jar': ['c', true],
  'max-redirs': ['', true],
  url: ['', true],
  version: ['V', false],
  'fail-early': ['', false],
  'remote-name-all': ['', false],
  basic: ['', false],
  help: ['h', false],
} as const satisfies Readonly<Record<string, readonly [string, boolean]>>;

/** What the real one takes besides: `letter/long` or `long` alone. */
const NOT_MODELLED: ReadonlySet<string> = new Set(
  `
abstract-unix-socket alt-svc anyauth a/append aws-sigv4 cacert capath E/cert cert-status cert-type ciphers
compressed-ssh K/config connect-to C/continue-at create-file-mode crlf crlfile curves delegation digest
q/disable disable-eprt disable-epsv disallow-username-in-url dns-interface dns-ipv4-addr dns-ipv6-addr
dns-servers doh-cert-status doh-insecure doh-url egd-file engine etag-compare etag-save expect100-timeout
false-start form-escape form-string ftp-account ftp-alternative-to-user ftp-create-dirs ftp-method
ftp-pasv P/ftp-port ftp-pret ftp-skip-pasv-ip ftp-ssl-ccc ftp-ssl-ccc-mode ftp-ssl-control
happy-eyeballs-timeout-ms haproxy-protocol hostpubmd5 hostpubsha256 hsts http0.9 http2-prior-knowledge http3
http3-only ignore-content-length interface j/junk-session-cookies key key-type krb libcurl limit-rate
l/list-only local-port location-trusted login-options mail-auth mail-from mail-rcpt mail-rcpt-allowfails
M/manual max-filesize metalink negotiate n/netrc netrc-file netrc-optional :/next no-alpn no-clobber
no-keepalive no-npn no-sessionid ntlm ntlm-wb oauth2-bearer Z/parallel parallel-immediate parallel-max pass
pinnedpubkey post301 post302 post303 preproxy proto-default proto-redir x/proxy proxy-anyauth proxy-basic
proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-digest proxy-header
proxy-insecure proxy-key proxy-key-type proxy-negotiate proxy-ntlm proxy-pass proxy-pinnedpubkey
proxy-service-name proxy-ssl-allow-beast proxy-ssl-auto-client-cert proxy-tls13-ciphers proxy-tlsauthtype
proxy-tlspassword proxy-tlsuser proxy-tlsv1 U/proxy-user proxy1.0 p/proxytunnel pubkey Q/quote random-file rate
raw J/remote-header-name remove-on-error request-target sasl-authzid sasl-ir service-name socks4
socks4a socks5 socks5-basic socks5-gssapi socks5-gssapi-nec socks5-gssapi-service socks5-hostname Y/speed-limit
y/speed-time ssl ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-effort 2/sslv2
3/sslv3 stderr styled-output suppress-connect-headers t/telnet-option tftp-blksize tftp-no-options z/time-cond
tls-max tls13-ciphers tlsauthtype tlspassword tlsuser tr-encoding trace trace-ascii trace-time url-query
B/use-ascii xattr
`
    .trim()
    .split(/\s+/)
    .flatMap((name) => (name[1] === '/' ? [name.slice(0, 1), name.slice(2)] : [name])),
);

export type CurlOption = keyof typeof OPTIONS;

const SHORT: ReadonlyMap<string, string> = new Map(
  Object.entries(OPTIONS).flatMap(([name, [letter]]) => (letter === '' ? [] : [[letter, name] as const])),
);

export interface CurlArguments {
  readonly urls: readonly string[];
  /** Values of each option in the order given; an option without one has an empty value. */
  readonly given: ReadonlyMap<string, readonly string[]>;
}

/** What curl says of arguments that it does not take; without `curl: `. */
export class CurlUsage extends Error {}

function unknown(name: string, arg: string): CurlUsage {
  return new CurlUsage(
    NOT_MODELLED.has(name)
      ? `option ${arg} is not modelled on this simulated machine`
      : `option ${arg}: is unknown`,
  );
}

/** Options of seconds, which may have a fraction, and of whole numbers. */
const SECONDS = new Set(['max-time', 'connect-timeout']);
const WHOLE = new Set(['max-redirs', 'retry', 'retry-delay', 'retry-max-time']);

/** A number as far as the value has one; what is none is refused (tool_paramhlp.c). */
function numberFor(name: string, value: string, shown: string): string {
  if (!SECONDS.has(name) && !WHOLE.has(name)) return value;
  const found = SECONDS.has(name) ? /^\s*\d+(?:\.\d*)?/.exec(value)?.[0] : /^-?\d+$/.exec(value)?.[0];
  const isTooSmall = found !== undefined && Number(found) < (name === 'max-redirs' ? -1 : 0);
  if (found === undefined || (isTooSmall && name === 'max-redirs'))
    throw new CurlUsage(`option ${shown}: expected a proper numerical parameter`);
  if (isTooSmall) throw new CurlUsage(`option ${shown}: expected a positive numerical parameter`);
  return found.trim();
}

export function parseCurlArguments(args: readonly string[]): CurlArguments {
  const given = new Map<string, string[]>();
  const urls: string[] = [];
  const note = (name: string, written: string, shown: string): void => {
    const value = numberFor(name, written, shown);
    given.set(name, [...(given.get(name) ?? []), value]);
  };
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    const next = (shown: string): string => {
      const value = args[++index];
      if (value === undefined) throw new CurlUsage(`option ${shown}: requires parameter`);
      return value;
    };
    if (arg.startsWith('--') && arg.length > 2) {
      const name = longName(arg.slice(2));
      if (name === undefined) {
        if (longName(arg.slice(5)) !== undefined && arg.startsWith('--no-')) continue;
        throw unknown(arg.slice(2), arg);
      }
      note(name, OPTIONS[name][1] ? next(arg) : '', arg);
    } else if (arg.startsWith('-') && arg.length > 1 && arg !== '--') {
      for (let at = 1; at < arg.length; at++) {
        const name = SHORT.get(arg[at] ?? '');
        if (name === undefined) throw unknown(arg[at] ?? '', arg);
        const takesValue = isOption(name) && OPTIONS[name][1];
        if (!takesValue) {
          note(name, '', arg);
          continue;
        }
        note(name, at + 1 < arg.length ? arg.slice(at + 1) : next(arg), arg);
        break;
      }
    } else if (arg !== '--') {
      urls.push(arg);
    }
  }
  return { urls: [...urls, ...(given.get('url') ?? [])], given };
}

function isOption(name: string): name is CurlOption {
  return Object.hasOwn(OPTIONS, name);
}

/** Options may be cut short as long as one only begins so. */
function longName(text: string): CurlOption | undefined {
  if (isOption(text)) return text;
  const near = Object.keys(OPTIONS).filter((name) => text.length > 2 && name.startsWith(text));
  const [only] = near;
  return near.length === 1 && only !== undefined && isOption(only) ? only : undefined;
}
