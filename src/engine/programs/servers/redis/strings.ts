// Commands of texts and of numbers in them (t_string.c).
import {
  big,
  decimal,
  find,
  keysOf,
  put,
  replace,
  syntaxError,
  textOf,
  typed,
  whole,
  type Commands,
  type Server,
} from './keyspace';
import { bulk, failure, integer, NIL, OK, RedisError, type Reply } from './values';

const LONGEST_TEXT = 2 ** 26;
const TOO_LONG = 'ERR string exceeds maximum allowed size (proto-max-bulk-len)';

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** A part of a text by its bytes; a character that is cut is lost. */
function byteSlice(text: string, from: number, to: number): string {
  const bytes = new TextEncoder().encode(text);
  const at = (index: number): number => Math.max(0, index < 0 ? bytes.length + index : index);
  if (from < 0 && to < 0 && from > to) return '';
  return new TextDecoder().decode(bytes.slice(at(from), Math.min(at(to) + 1, bytes.length)));
}

function increase(server: Server, key: string, by: bigint): Reply {
  const next = big(textOf(server, key) ?? '0') + by;
  if (next !== BigInt.asIntN(64, next)) return failure('ERR increment or decrement would overflow');
  put(server, key, { kind: 'string', text: String(next) });
  return integer(String(next));
}

/** Decimal digits without an exponent, as `%.17Lf` without its zeros. */
export function plainNumber(number: number): string {
  const text = String(Number(number.toPrecision(17)));
  const shorter = String(Number(number.toPrecision(15)));
  return Number(shorter) === number || Math.abs(Number(shorter) - number) < Math.abs(number) * 1e-15
    ? shorter
    : text;
}

interface SetOptions {
  readonly expiresMs?: number;
  readonly condition?: 'NX' | 'XX';
  readonly givesOld: boolean;
  readonly keepsTime: boolean;
  readonly isPersist: boolean;
}

/** When a time option says; undefined: none of them. */
function timeOption(
  server: Server,
  name: string,
  value: string | undefined,
  command: string,
): number | undefined {
  if (!/^(EX|PX|EXAT|PXAT)$/.test(name)) return undefined;
  if (value === undefined) throw syntaxError();
  const time = whole(value);
  if (time <= 0) throw new RedisError(`ERR invalid expire time in '${command}' command`);
  const ms = name.startsWith('E') ? time * 1000 : time;
  return name.endsWith('AT') ? ms : server.nowMs + ms;
}

function readOptions(server: Server, options: readonly string[], command: string): SetOptions {
  let result: SetOptions = { givesOld: false, keepsTime: false, isPersist: false };
  for (let at = 0; at < options.length; at++) {
    const name = (options[at] ?? '').toUpperCase();
    const hasTime = result.expiresMs !== undefined || result.keepsTime || result.isPersist;
    if (/^(EX|PX|EXAT|PXAT|KEEPTTL|PERSIST)$/.test(name) && hasTime) throw syntaxError();
    if (/^(EX|PX|EXAT|PXAT)$/.test(name)) {
      const expiresMs = timeOption(server, name, options[++at], command);
      result = { ...result, ...(expiresMs === undefined ? {} : { expiresMs }) };
    } else if (command === 'set' && (name === 'NX' || name === 'XX')) {
      if (result.condition !== undefined && result.condition !== name) throw syntaxError();
      result = { ...result, condition: name };
    } else if (command === 'set' && name === 'GET') result = { ...result, givesOld: true };
    else if (command === 'set' && name === 'KEEPTTL') result = { ...result, keepsTime: true };
    else if (command === 'getex' && name === 'PERSIST') result = { ...result, isPersist: true };
    else throw syntaxError();
  }
  return result;
}

function set(server: Server, [key = '', text = '', ...options]: readonly string[]): Reply {
  const { expiresMs, condition, givesOld, keepsTime } = readOptions(server, options, 'set');
  const old = find(server, key);
  const oldText = givesOld ? bulk(textOf(server, key)) : undefined;
  if ((condition === 'NX' && old) || (condition === 'XX' && !old)) return oldText ?? NIL;
  keysOf(server).delete(key);
  put(server, key, { kind: 'string', text }, keepsTime ? old?.expiresMs : expiresMs);
  return oldText ?? OK;
}

function setFor(
  server: Server,
  command: string,
  [key = '', time, text = '']: readonly string[],
  unitMs: number,
): Reply {
  const length = whole(time);
  if (length <= 0) return failure(`ERR invalid expire time in '${command}' command`);
  keysOf(server).delete(key);
  put(server, key, { kind: 'string', text }, server.nowMs + length * unitMs);
  return OK;
}

function getex(server: Server, [key = '', ...options]: readonly string[]): Reply {
  const { expiresMs, isPersist } = readOptions(server, options, 'getex');
  const text = textOf(server, key);
  const entry = find(server, key);
  if (entry && isPersist) delete entry.expiresMs;
  if (entry && expiresMs !== undefined) entry.expiresMs = expiresMs;
  return bulk(text);
}

function setRange(server: Server, [key = '', offset, part = '']: readonly string[]): Reply {
  const from = whole(offset);
  if (from < 0) return failure('ERR offset is out of range');
  const old = textOf(server, key) ?? '';
  if (part === '') return integer(byteLength(old));
  if (from + part.length > LONGEST_TEXT) return failure(TOO_LONG);
  const bytes = new TextEncoder().encode(old);
  const added = new TextEncoder().encode(part);
  const next = new Uint8Array(Math.max(bytes.length, from + added.length));
  next.set(bytes);
  next.set(added, from);
  put(server, key, { kind: 'string', text: new TextDecoder().decode(next) });
  return integer(next.length);
}

function setAll(server: Server, pairs: readonly string[]): void {
  for (let at = 0; at < pairs.length; at += 2)
    replace(server, pairs[at] ?? '', { kind: 'string', text: pairs[at + 1] ?? '' });
}

export const STRING_COMMANDS: Commands = {
  set: [2, Infinity, set],
  get: [1, 1, (server, [key = '']) => bulk(textOf(server, key))],
  getdel: [
    1,
    1,
    (server, [key = '']) => {
      const text = textOf(server, key);
      keysOf(server).delete(key);
      return bulk(text);
    },
  ],
  getex: [1, Infinity, getex],
  getset: [
    2,
    2,
    (server, [key = '', text = '']) => {
      const old = textOf(server, key);
      replace(server, key, { kind: 'string', text });
      return bulk(old);
    },
  ],
  setnx: [2, 2, (server, [key = '', text = '']) => integer(set(server, [key, text, 'NX']) === OK ? 1 : 0)],
  setex: [3, 3, (server, args) => setFor(server, 'setex', args, 1000)],
  psetex: [3, 3, (server, args) => setFor(server, 'psetex', args, 1)],
  mset: [
    2,
    Infinity,
    (server, args) => {
      if (args.length % 2 !== 0) return failure("ERR wrong number of arguments for 'mset' command");
      setAll(server, args);
      return OK;
    },
  ],
  msetnx: [
    2,
    Infinity,
    (server, args) => {
      if (args.length % 2 !== 0) return failure("ERR wrong number of arguments for 'msetnx' command");
      if (args.some((key, index) => index % 2 === 0 && find(server, key))) return integer(0);
      setAll(server, args);
      return integer(1);
    },
  ],
  mget: [
    1,
    Infinity,
    (server, keys) => ({
      kind: 'array',
      items: keys.map((key) => {
        const value = find(server, key)?.value;
        return bulk(value?.kind === 'string' ? value.text : undefined);
      }),
    }),
  ],
  append: [
    2,
    2,
    (server, [key = '', more = '']) => {
      const text = (textOf(server, key) ?? '') + more;
      if (text.length > LONGEST_TEXT) return failure(TOO_LONG);
      put(server, key, { kind: 'string', text });
      return integer(byteLength(text));
    },
  ],
  strlen: [1, 1, (server, [key = '']) => integer(byteLength(textOf(server, key) ?? ''))],
  getrange: [
    3,
    3,
    (server, [key = '', from, to]) => bulk(byteSlice(textOf(server, key) ?? '', whole(from), whole(to))),
  ],
  substr: [
    3,
    3,
    (server, [key = '', from, to]) => bulk(byteSlice(textOf(server, key) ?? '', whole(from), whole(to))),
  ],
  setrange: [3, 3, setRange],
  incr: [1, 1, (server, [key = '']) => increase(server, key, 1n)],
  decr: [1, 1, (server, [key = '']) => increase(server, key, -1n)],
  incrby: [2, 2, (server, [key = '', by]) => increase(server, key, big(by))],
  decrby: [2, 2, (server, [key = '', by]) => increase(server, key, -big(by))],
  incrbyfloat: [
    2,
    2,
    (server, [key = '', by]) => {
      typed(server, key, 'string');
      const text = plainNumber(decimal(textOf(server, key) ?? '0') + decimal(by));
      if (/inf|nan/i.test(text)) return failure('ERR increment would produce NaN or Infinity');
      put(server, key, { kind: 'string', text });
      return bulk(text);
    },
  ],
};
