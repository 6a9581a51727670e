// A server's keys: found, put, taken away; what has expired is gone.
import { RedisError, type Entry, type Keys, type RedisValue, type Reply } from './values';

/** What a command sees of the server. */
export interface Server {
  readonly nowMs: number;
  readonly version: string;
  readonly databases: Map<number, Keys>;
  /** Of this connection. */
  database: number;
  readonly clients: number;
  readonly startedMs: number;
  readonly settings: Map<string, string>;
  /** The name that this connection has given itself. */
  clientName: string;
  readonly pid: number;
  random(): number;
  /** Writes the databases to the disk. */
  save(): void;
  /** How many got a message; the channels that somebody listens to. */
  publish(channel: string, text: string): number;
  channels(): ReadonlyMap<string, number>;
}

/** The fewest and the most arguments, and what it does. */
export type Command = readonly [number, number, (server: Server, args: readonly string[]) => Reply];
export type Commands = Readonly<Record<string, Command>>;

const WRONG_TYPE = 'WRONGTYPE Operation against a key holding the wrong kind of value';
const NOT_INTEGER = 'ERR value is not an integer or out of range';

export function keysOf({ databases, database }: Server): Keys {
  const keys = databases.get(database) ?? new Map<string, Entry>();
  databases.set(database, keys);
  return keys;
}

export function find(server: Server, key: string): Entry | undefined {
  const keys = keysOf(server);
  const entry = keys.get(key);
  if (entry?.expiresMs === undefined || entry.expiresMs > server.nowMs) return entry;
  keys.delete(key);
  return undefined;
}

export function alive(server: Server): string[] {
  return [...keysOf(server).keys()].filter((key) => find(server, key) !== undefined);
}

export function put(
  server: Server,
  key: string,
  value: RedisValue,
  expiresMs = find(server, key)?.expiresMs,
): void {
  keysOf(server).set(key, { value, ...(expiresMs === undefined ? {} : { expiresMs }) });
}

/** A key with a new value, and without the time of the old one. */
export function replace(server: Server, key: string, value: RedisValue): void {
  keysOf(server).delete(key);
  put(server, key, value);
  dropEmpty(server, key);
}

function isKind<K extends RedisValue['kind']>(value: RedisValue, kind: K): value is RedisValue & { kind: K } {
  return value.kind === kind;
}

export function typed<K extends RedisValue['kind']>(
  server: Server,
  key: string,
  kind: K,
): (RedisValue & { kind: K }) | undefined {
  const value = find(server, key)?.value;
  if (value === undefined) return undefined;
  if (!isKind(value, kind)) throw new RedisError(WRONG_TYPE);
  return value;
}

export function textOf(server: Server, key: string): string | undefined {
  return typed(server, key, 'string')?.text;
}

export function listOf(server: Server, key: string, makes = false): string[] {
  const found = typed(server, key, 'list');
  if (found) return found.items;
  const items: string[] = [];
  if (makes) put(server, key, { kind: 'list', items });
  return items;
}

export function setOf(server: Server, key: string, makes = false): Set<string> {
  const found = typed(server, key, 'set');
  if (found) return found.members;
  const members = new Set<string>();
  if (makes) put(server, key, { kind: 'set', members });
  return members;
}

export function hashOf(server: Server, key: string, makes = false): Map<string, string> {
  const found = typed(server, key, 'hash');
  if (found) return found.fields;
  const fields = new Map<string, string>();
  if (makes) put(server, key, { kind: 'hash', fields });
  return fields;
}

export function scoresOf(server: Server, key: string, makes = false): Map<string, number> {
  const found = typed(server, key, 'zset');
  if (found) return found.scores;
  const scores = new Map<string, number>();
  if (makes) put(server, key, { kind: 'zset', scores });
  return scores;
}

/** A collection without members is no key any more. */
export function dropEmpty(server: Server, key: string): void {
  const value = find(server, key)?.value;
  const isEmpty =
    (value?.kind === 'list' && value.items.length === 0) ||
    (value?.kind === 'set' && value.members.size === 0) ||
    (value?.kind === 'hash' && value.fields.size === 0) ||
    (value?.kind === 'zset' && value.scores.size === 0);
  if (isEmpty) keysOf(server).delete(key);
}

// Arguments

/** A whole number of 64 bits. */
export function big(text: string | undefined, message = NOT_INTEGER): bigint {
  if (text === undefined || !/^(0|-?[1-9]\d{0,18})$/.test(text)) throw new RedisError(message);
  const number = BigInt(text);
  if (number !== BigInt.asIntN(64, number)) throw new RedisError(message);
  return number;
}

export function whole(text: string | undefined, message = NOT_INTEGER): number {
  return Number(big(text, message));
}

export function decimal(text: string | undefined, message = 'ERR value is not a valid float'): number {
  const word = text?.toLowerCase() ?? '';
  if (/^[+-]?inf(inity)?$/.test(word)) return word.startsWith('-') ? -Infinity : Infinity;
  const number = Number(text);
  if (text === undefined || text.trim() !== text || text === '' || Number.isNaN(number))
    throw new RedisError(message);
  return number;
}

export function syntaxError(): RedisError {
  return new RedisError('ERR syntax error');
}

/** `inf`, `1.5`, `1e+21`: a score as an answer has it. */
export function scoreText(score: number): string {
  if (!Number.isFinite(score)) return score < 0 ? '-inf' : 'inf';
  return Object.is(score, -0) ? '-0' : String(score);
}

/** A glob of KEYS, SCAN and the like. */
export function globOf(pattern: string): RegExp {
  const source = pattern.replace(
    /\\(.)|\[(\^?)([^\]]*)\]|[\s\S]/g,
    (char, escaped?: string, not?: string, inside?: string) => {
      if (escaped !== undefined) return escaped.replace(/\W/g, '\\$&');
      if (inside !== undefined) return `[${not ?? ''}${inside.replace(/[\\\]^]/g, '\\$&')}]`;
      return char === '*' ? '[\\s\\S]*' : char === '?' ? '[\\s\\S]' : char.replace(/\W/g, '\\$&');
    },
  );
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return /(?!)/;
  }
}

/** What LRANGE and the like call a range: from the end where negative. */
export function sliceOf<T>(items: readonly T[], from: number, to: number): T[] {
  const at = (index: number): number => (index < 0 ? items.length + index : index);
  return items.slice(Math.max(0, at(from)), Math.max(0, at(to) + 1));
}

/** SCAN, SSCAN, HSCAN and ZSCAN give all at once. */
export function scanOptions(
  cursor: string | undefined,
  options: readonly string[],
): { readonly glob: RegExp; readonly type?: string; readonly noValues: boolean } {
  if (cursor === undefined || !/^\d+$/.test(cursor)) throw new RedisError('ERR invalid cursor');
  let glob = globOf('*');
  let type: string | undefined;
  let noValues = false;
  for (let at = 0; at < options.length; at++) {
    const name = options[at]?.toUpperCase();
    if (name === 'NOVALUES') {
      noValues = true;
      continue;
    }
    const value = options[++at];
    if (value === undefined) throw syntaxError();
    if (name === 'MATCH') glob = globOf(value);
    else if (name === 'COUNT') {
      if (whole(value) < 1) throw syntaxError();
    } else if (name === 'TYPE') type = value.toLowerCase();
    else throw syntaxError();
  }
  return { glob, noValues, ...(type === undefined ? {} : { type }) };
}

/** Whether all are whole numbers: such sets are kept in order. */
export function inSetOrder(members: Iterable<string>): string[] {
  const all = [...members];
  const isWhole = all.length <= 512 && all.every((one) => /^(0|-?[1-9]\d{0,17})$/.test(one));
  return isWhole ? all.sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)) : all;
}
