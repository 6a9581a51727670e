/** socket, urllib and http.client's part of them: what talks to others. */
import type { Connection, Listener, Task } from '../../../../kernel';
import { isErrno } from '../../../../kernel';
import { bodyLengthOf, headText, HttpError, readResponse, readWholeBody } from '../../../network/http';
import { define, notModelled } from '../call';
import { exceptionClass, makeException, osError, OS_ERROR, raised } from '../errors';
import { nativeClass, part, text, whole } from '../helpers';
import { OPEN_CLASSES } from '../attributes';
import { encodeText } from '../types/bytes';
import { repr, str } from '../text';
import {
  type Attributes,
  Obj,
  PyBytes,
  PyClass,
  PyDict,
  PyList,
  PyTuple,
  Raised,
  type Value,
} from '../values';
import type { Vm } from '../vm';

const GAI_ERROR = new PyClass('gaierror', [OS_ERROR]);
GAI_ERROR.module = 'socket';
const URL_ERROR = new PyClass('URLError', [OS_ERROR]);
URL_ERROR.module = 'urllib.error';
const HTTP_ERROR = new PyClass('HTTPError', [URL_ERROR]);
HTTP_ERROR.module = 'urllib.error';

/** The address of a name; what getaddrinfo says where there is none. */
export function* resolve(vm: Vm, name: string): Task<string> {
  if (name === '' || name === '0.0.0.0') return '0.0.0.0';
  try {
    return yield* vm.waiting(() => vm.p.network.resolve(name));
  } catch (error) {
    if (!isErrno(error)) throw error;
    const [number, message] =
      error.code === 'EAGAIN'
        ? [-3n, 'Temporary failure in name resolution']
        : [-2n, 'Name or service not known'];
    const exception = makeException(GAI_ERROR, number, message);
    exception.set('errno', number);
    exception.set('strerror', message);
    throw new Raised(exception);
  }
}

// socket

class Socket extends Obj {
  connection: Connection | undefined;
  listener: Listener | undefined;
  bound: readonly [string, number] = ['0.0.0.0', 0];

  constructor() {
    super(SOCKET);
  }
}

const SOCKET = nativeClass('socket', 'socket');
SOCKET.make = () => new Socket();
const own = (value: Value | undefined): Socket => value as Socket;

function addressOf(value: Value | undefined): [string, number] {
  if (!(value instanceof PyTuple) || value.items.length < 2)
    throw raised('TypeError', 'AF_INET address must be tuple, not something else');
  return [text(value.items[0]), whole(value.items[1])];
}

/** Waits for a system call; what is refused is an OSError. */
function* asked<T>(vm: Vm, systemCall: () => Task<T>): Task<T> {
  try {
    return yield* vm.waiting(systemCall);
  } catch (error) {
    throw osError(error);
  }
}

function* connect(vm: Vm, socket: Socket, host: string, port: number): Task<void> {
  const address = yield* resolve(vm, host);
  socket.connection = yield* asked(vm, () =>
    vm.p.network.connect(address === '0.0.0.0' ? '127.0.0.1' : address, port),
  );
}

function connected(socket: Socket): Connection {
  if (socket.connection === undefined) throw raised('OSError', 107n, 'Transport endpoint is not connected');
  return socket.connection;
}

define(SOCKET.members, {
  setsockopt: ['self *args', () => null],
  settimeout: ['self value', () => null],
  bind: [
    'self address',
    function* (vm, [self, address]) {
      const [host, port] = addressOf(address);
      // Who has the port is settled now, as the kernel does.
      const resolved = yield* resolve(vm, host);
      try {
        own(self).listener = vm.p.network.listen(resolved, port);
      } catch (error) {
        throw osError(error);
      }
      own(self).bound = [resolved, port];
      return null;
    },
  ],
  listen: [
    'self backlog?',
    (vm, [self]) => {
      const [host, port] = own(self).bound;
      if (own(self).listener) return null;
      try {
        own(self).listener = vm.p.network.listen(host, port);
      } catch (error) {
        throw osError(error);
      }
      return null;
    },
  ],
  accept: [
    'self',
    function* (vm, [self]) {
      const { listener } = own(self);
      if (!listener) throw raised('OSError', 22n, 'Invalid argument');
      const made = new Socket();
      made.connection = yield* asked(vm, () => listener.accept());
      return new PyTuple([
        made,
        new PyTuple([made.connection.remoteAddress, BigInt(made.connection.remotePort)]),
      ]);
    },
  ],
  connect: [
    'self address',
    function* (vm, [self, address]) {
      yield* connect(vm, own(self), ...addressOf(address));
      return null;
    },
  ],
  connect_ex: [
    'self address',
    function* (vm, [self, address]) {
      try {
        yield* connect(vm, own(self), ...addressOf(address));
        return 0n;
      } catch (error) {
        if (!(error instanceof Raised)) throw error;
        return error.exception.attributes?.get('errno') ?? 111n;
      }
    },
  ],
  send: ['self data', (_vm, [self, data]) => send(own(self), data)],
  sendall: ['self data', (_vm, [self, data]) => send(own(self), data)],
  recv: [
    'self size',
    function* (vm, [self, size]) {
      return new PyBytes(yield* asked(vm, () => connected(own(self)).read(whole(size))));
    },
  ],
  getsockname: [
    'self',
    (_vm, [self]) =>
      new PyTuple([own(self).bound[0], BigInt(own(self).listener?.port ?? own(self).bound[1])]),
  ],
  getpeername: [
    'self',
    (_vm, [self]) =>
      new PyTuple([connected(own(self)).remoteAddress, BigInt(connected(own(self)).remotePort)]),
  ],
  shutdown: [
    'self how',
    (_vm, [self, how]) => {
      // SHUT_RD changes nothing for the other side.
      if (how !== 0n) connected(own(self)).finish();
      return null;
    },
  ],
  close: ['self', (_vm, [self]) => closeSocket(own(self))],
  __enter__: ['self', (_vm, [self = null]) => self],
  __exit__: ['self *rest', (_vm, [self]) => closeSocket(own(self))],
});

function* send(socket: Socket, data: Value | undefined): Task<Value> {
  if (!(data instanceof PyBytes)) throw raised('TypeError', "a bytes-like object is required, not 'str'");
  try {
    yield* connected(socket).write(data.data);
  } catch (error) {
    throw osError(error);
  }
  return BigInt(data.data.length);
}

function closeSocket(socket: Socket): null {
  socket.connection?.close();
  socket.listener?.close();
  return null;
}

function fillSocket(vm: Vm, members: Attributes): void {
  members.set('socket', SOCKET);
  members.set('gaierror', GAI_ERROR);
  members.set('error', OS_ERROR);
  members.set('timeout', exceptionClass('TimeoutError'));
  const numbers = {
    AF_INET: 2n,
    AF_INET6: 10n,
    SOCK_STREAM: 1n,
    SOL_SOCKET: 1n,
    SO_REUSEADDR: 2n,
    SHUT_RDWR: 2n,
    SHUT_WR: 1n,
  };
  for (const [name, value] of Object.entries(numbers)) members.set(name, value);
  define(members, {
    gethostname: ['', () => vm.p.hostname],
    getfqdn: [
      'name?',
      (_inner, [name = '']) => {
        const asked = text(name);
        if (asked === '' || asked === '0.0.0.0') return vm.p.hostname;
        return asked.startsWith('127.') ? 'localhost' : asked;
      },
    ],
    gethostbyname: ['hostname', (inner, [name]) => resolve(inner, text(name))],
    getaddrinfo: [
      'host port *rest **named',
      function* (inner, [host, port]) {
        const address = yield* resolve(inner, text(host));
        return new PyList([new PyTuple([2n, 1n, 6n, '', new PyTuple([address, port ?? null])])]);
      },
    ],
    create_connection: [
      'address timeout? source_address?',
      function* (inner, [address]) {
        const made = new Socket();
        yield* connect(inner, made, ...addressOf(address));
        return made;
      },
    ],
    setdefaulttimeout: ['value', () => null],
  });
}

// urllib

const REQUEST = nativeClass('Request', 'urllib.request');
OPEN_CLASSES.add('Request');
REQUEST.make = (_vm, cls, args, named) => {
  const made = new Obj(cls);
  made.set('full_url', args[0] ?? named.get('url') ?? null);
  made.set('data', args[1] ?? named.get('data') ?? null);
  made.set('headers', args[2] ?? named.get('headers') ?? new PyDict());
  made.set('method', named.get('method') ?? null);
  return made;
};
define(REQUEST.members, {
  add_header: [
    'self name value',
    (_vm, [self, name, value = null]) => {
      const headers = part(self, 'headers');
      if (headers instanceof PyDict) headers.setText(text(name), value);
      return null;
    },
  ],
});

/** An answer that was read to its end. */
class Answer extends Obj {
  at = 0;
  constructor(
    cls: PyClass,
    readonly status: number,
    readonly reason: string,
    readonly url: string,
    readonly headers: readonly (readonly [string, string])[],
    readonly body: Uint8Array,
  ) {
    super(cls);
    this.set('status', BigInt(status));
    this.set('code', BigInt(status));
    this.set('reason', reason);
    this.set('url', url);
    const dict = new PyDict(HEADERS);
    for (const [name, value] of headers) dict.setText(name, value);
    this.set('headers', dict);
  }
}

const HEADERS = nativeClass(
  'HTTPMessage',
  'http.client',
  {
    get: [
      'self name default?',
      (_vm, [self, name, otherwise = null]) => headerValue(self, name) ?? otherwise,
    ],
    __getitem__: ['self name', (_vm, [self, name]) => headerValue(self, name) ?? null],
    __contains__: ['self name', (_vm, [self, name]) => headerValue(self, name) !== undefined],
    get_content_charset: ['self', () => 'utf-8'],
  },
  [new PyDict().cls],
);

/** Headers are found in any case. */
export function headerValue(dict: Value | undefined, name: Value | undefined): Value | undefined {
  if (!(dict instanceof PyDict)) return undefined;
  for (const [key, value] of dict.map.values())
    if (text(key).toLowerCase() === text(name).toLowerCase()) return value;
  return undefined;
}

export function newHeaders(headers: readonly (readonly [string, string])[]): PyDict {
  const dict = new PyDict(HEADERS);
  for (const [name, value] of headers) dict.setText(name, value);
  return dict;
}

const ANSWER = nativeClass('HTTPResponse', 'http.client', {
  read: [
    'self size?',
    (_vm, [self, size]) => {
      const answer = self as Answer;
      const end = typeof size === 'bigint' && size >= 0n ? answer.at + Number(size) : answer.body.length;
      const data = answer.body.slice(answer.at, end);
      answer.at = Math.min(end, answer.body.length);
      return new PyBytes(data);
    },
  ],
  getcode: ['self', (_vm, [self]) => BigInt((self as Answer).status)],
  geturl: ['self', (_vm, [self]) => (self as Answer).url],
  info: ['self', (_vm, [self]) => part(self, 'headers')],
  getheader: [
    'self name default?',
    (_vm, [self, name, otherwise = null]) => headerValue(part(self, 'headers'), name) ?? otherwise,
  ],
  close: ['self', () => null],
  __enter__: ['self', (_vm, [self = null]) => self],
  __exit__: ['self *rest', () => null],
});
for (const name of ['read', 'getcode', 'geturl', 'info', 'close'])
  HTTP_ERROR.members.set(name, ANSWER.members.get(name) ?? null);

interface Wanted {
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | undefined;
}

/** One request of HTTP. Raises URLError with what is wrong with the way there. */
export function* fetchUrl(vm: Vm, url: string, wanted: Wanted, redirects = 10): Task<Answer> {
  const found = /^(https?):\/\/(?:[^@/]*@)?([^:/?#]+)(?::(\d+))?([^#]*)/.exec(url);
  if (!found) {
    if (/^[a-z]+:/.test(url)) throw raised(URL_ERROR, `unknown url type: ${url.split(':')[0] ?? ''}`);
    throw raised('ValueError', `unknown url type: '${url}'`);
  }
  const [, scheme, host = '', portText, rest = ''] = found;
  if (scheme === 'https') throw notModelled('TLS, which https needs');
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  let connection: Connection;
  try {
    const address = yield* resolve(vm, host);
    connection = yield* vm.waiting(() => vm.p.network.connect(address, Number(portText ?? 80)));
  } catch (error) {
    const made = error instanceof Raised ? error : osError(error);
    if (made instanceof Raised) throw unreachable(`<urlopen error ${yield* str(vm, made.exception)}>`, made);
    throw made;
  }
  try {
    const length = wanted.body ? [['Content-Length', String(wanted.body.length)] as const] : [];
    const headers = [
      ['Accept-Encoding', 'identity'] as const,
      ...length,
      ['Host', portText === undefined ? host : `${host}:${portText}`] as const,
      ['User-Agent', `Python-urllib/${vm.installation.version.split('.').slice(0, 2).join('.')}`] as const,
      ...wanted.headers,
      ['Connection', 'close'] as const,
    ];
    yield* connection.write(headText({ startLine: `${wanted.method} ${path} HTTP/1.1`, headers }));
    if (wanted.body) yield* connection.write(wanted.body);
    const response = yield* vm.waiting(() => readResponse(connection));
    const size =
      wanted.method === 'HEAD' || response.status === 204 || response.status === 304
        ? 0
        : bodyLengthOf(response, 'to the end');
    const body = yield* vm.waiting(() => readWholeBody(connection, size));
    const location = response.headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
    if (location !== undefined && response.status >= 300 && response.status < 400 && redirects > 0) {
      const next = location.startsWith('/')
        ? `http://${host}${portText === undefined ? '' : `:${portText}`}${location}`
        : location;
      return yield* fetchUrl(vm, next, wanted, redirects - 1);
    }
    return new Answer(ANSWER, response.status, response.reason, url, response.headers, body);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error instanceof Raised ? error : osError(error);
    throw raised(REMOTE_DISCONNECTED, 'Remote end closed connection without response');
  } finally {
    connection.close();
  }
}

const REMOTE_DISCONNECTED = new PyClass('RemoteDisconnected', [exceptionClass('ConnectionResetError')]);
REMOTE_DISCONNECTED.module = 'http.client';

function unreachable(message: string, reason?: Raised): Raised {
  const made = raised(URL_ERROR, message);
  made.exception.set('reason', reason ? reason.exception : message);
  return made;
}

function fillRequest(_vm: Vm, members: Attributes): void {
  members.set('Request', REQUEST);
  define(members, {
    urlopen: [
      'url data? timeout? * context?',
      function* (vm, [target = null, given]) {
        const url = target instanceof Obj ? part(target, 'full_url') : target;
        const data = given ?? (target instanceof Obj ? part(target, 'data') : null);
        const own = target instanceof Obj ? part(target, 'headers') : null;
        const headers =
          own instanceof PyDict
            ? [...own.map.values()].map(([name, value]) => [text(name), String(value as string)] as const)
            : [];
        const body = data instanceof PyBytes ? data.data : undefined;
        if (typeof data === 'string')
          throw raised(
            'TypeError',
            'POST data should be bytes, an iterable of bytes, or a file object. It cannot be of type str.',
          );
        const method = target instanceof Obj ? part(target, 'method') : null;
        const answer = yield* fetchUrl(vm, text(url), {
          method: typeof method === 'string' ? method : body ? 'POST' : 'GET',
          headers,
          body,
        });
        if (answer.status < 400) return answer;
        const failed = raised(HTTP_ERROR, `HTTP Error ${String(answer.status)}: ${answer.reason}`);
        for (const [name, value] of answer.attributes ?? []) failed.exception.set(name, value);
        throw failed;
      },
    ],
    urlretrieve: [
      'url filename?',
      function* (vm, [url, name]) {
        const answer = yield* fetchUrl(vm, text(url), { method: 'GET', headers: [], body: undefined });
        vm.p.files.writeFile(text(name), answer.body);
        return new PyTuple([name ?? null, part(answer, 'headers')]);
      },
    ],
  });
}

const SAFE = /[A-Za-z0-9_.~-]/;

export function percentEncoded(value: string, safe: string): string {
  return Array.from(encodeText(value).data, (byte) => {
    const char = String.fromCharCode(byte);
    return byte < 128 && (SAFE.test(char) || safe.includes(char))
      ? char
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}

export function percentDecoded(value: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < value.length; at++) {
    const hex = /^%([0-9a-fA-F]{2})/.exec(value.slice(at, at + 3))?.[1];
    if (hex !== undefined) {
      bytes.push(parseInt(hex, 16));
      at += 2;
    } else bytes.push(...encodeText(value[at] ?? '').data);
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

export function queryOf(value: string): [string, string][] {
  return value
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const [name = '', ...rest] = pair.replace(/\+/g, ' ').split('=');
      return [percentDecoded(name), percentDecoded(rest.join('='))];
    });
}

const PARTS = nativeClass('ParseResult', 'urllib.parse', {}, [new PyTuple([]).cls]);

function fillParse(_vm: Vm, members: Attributes): void {
  define(members, {
    quote: ['string safe?', (_inner, [value, safe = '/']) => percentEncoded(text(value), text(safe))],
    quote_plus: [
      'string safe?',
      (_inner, [value, safe = '']) => percentEncoded(text(value), `${text(safe)} `).replace(/ /g, '+'),
    ],
    unquote: ['string', (_inner, [value]) => percentDecoded(text(value))],
    unquote_plus: ['string', (_inner, [value]) => percentDecoded(text(value).replace(/\+/g, ' '))],
    urlencode: [
      'query',
      function* (vm, [query]) {
        const parts: string[] = [];
        const pairs =
          query instanceof PyDict
            ? [...query.map.values()]
            : query instanceof PyList
              ? query.items.map((pair) => (pair as PyTuple).items)
              : [];
        for (const [name = null, value = null] of pairs) {
          const plus = (one: string): string => percentEncoded(one, ' ').replace(/ /g, '+');
          parts.push(`${plus(yield* str(vm, name))}=${plus(yield* str(vm, value))}`);
        }
        return parts.join('&');
      },
    ],
    parse_qs: [
      'qs',
      (_inner, [value]) => {
        const dict = new PyDict();
        for (const [name, one] of queryOf(text(value))) {
          if (one === '') continue;
          const known = dict.getText(name);
          if (known instanceof PyList) known.items.push(one);
          else dict.setText(name, new PyList([one]));
        }
        return dict;
      },
    ],
    parse_qsl: ['qs', (_inner, [value]) => new PyList(queryOf(text(value)).map((pair) => new PyTuple(pair)))],
    urljoin: [
      'base url',
      (_inner, [base, url]) => {
        try {
          return new URL(text(url), text(base)).href;
        } catch {
          return text(url);
        }
      },
    ],
    urlparse: [
      'url',
      (_inner, [value]) => {
        const [, scheme = '', , host = '', path = '', , query = '', , fragment = ''] =
          /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(\/\/([^/?#]*))?([^?#]*)(\?([^#]*))?(#(.*))?$/.exec(text(value)) ??
          [];
        const made = new PyTuple([scheme, host, path, '', query, fragment], PARTS);
        const [, name = '', port] = /^(?:[^@]*@)?([^:]*)(?::(\d+))?$/.exec(host) ?? [];
        const values = {
          scheme,
          netloc: host,
          path,
          params: '',
          query,
          fragment,
          hostname: name || null,
          port: port === undefined ? null : BigInt(port),
        };
        for (const [key, one] of Object.entries(values)) made.set(key, one);
        return made;
      },
    ],
  });
}
define(PARTS.members, {
  __repr__: [
    'self',
    function* (vm, [self]) {
      const names = ['scheme', 'netloc', 'path', 'params', 'query', 'fragment'];
      const parts: string[] = [];
      for (const name of names) parts.push(`${name}=${yield* repr(vm, part(self, name))}`);
      return `ParseResult(${parts.join(', ')})`;
    },
  ],
});

function fillError(_vm: Vm, members: Attributes): void {
  members.set('URLError', URL_ERROR);
  members.set('HTTPError', HTTP_ERROR);
}

export const modules = {
  socket: fillSocket,
  urllib: (_vm: Vm, members: Attributes): void => void members.set('__path__', new PyList([])),
  'urllib.request': fillRequest,
  'urllib.parse': fillParse,
  'urllib.error': fillError,
  'http.client': (_vm: Vm, members: Attributes): void => {
    members.set('HTTPResponse', ANSWER);
    members.set('HTTPMessage', HEADERS);
    members.set('RemoteDisconnected', REMOTE_DISCONNECTED);
    define(members, { _new_headers: ['', () => newHeaders([])] });
  },
};
