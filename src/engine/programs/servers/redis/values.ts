/** What a key holds. */
export type RedisValue =
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'list'; readonly items: string[] }
  | { readonly kind: 'set'; readonly members: Set<string> }
  | { readonly kind: 'hash'; readonly fields: Map<string, string> }
  | { readonly kind: 'zset'; readonly scores: Map<string, number> };

export interface Entry {
  readonly value: RedisValue;
  /** Milliseconds since the epoch; undefined: it stays. */
  expiresMs?: number;
}

export type Keys = Map<string, Entry>;

/** A server's answer (RESP): a status, an error, a number, a text, nothing, or several. */
export type Reply =
  | { readonly kind: 'status'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string }
  /** A text of digits where it is beyond what a number holds. */
  | { readonly kind: 'integer'; readonly value: number | string }
  | { readonly kind: 'bulk'; readonly text: string }
  | { readonly kind: 'nil' }
  | { readonly kind: 'array'; readonly items: readonly Reply[] };

export const OK: Reply = { kind: 'status', text: 'OK' };
export const NIL: Reply = { kind: 'nil' };
export const integer = (value: number | string): Reply => ({ kind: 'integer', value });
export const bulk = (text: string | undefined): Reply => (text === undefined ? NIL : { kind: 'bulk', text });
export const bulks = (texts: Iterable<string>): Reply => ({ kind: 'array', items: [...texts].map(bulk) });
export const failure = (text: string): Reply => ({ kind: 'error', text });

export class RedisError extends Error {}

/** The databases as text, for the file that they are saved in. */
export function toText(databases: ReadonlyMap<number, Keys>): string {
  return JSON.stringify(
    [...databases].map(([number, keys]) => [
      number,
      [...keys].map(([key, { value, expiresMs }]) => [key, value.kind, contentOf(value), expiresMs ?? null]),
    ]),
  );
}

function contentOf(value: RedisValue): unknown {
  switch (value.kind) {
    case 'string':
      return value.text;
    case 'list':
      return value.items;
    case 'set':
      return [...value.members];
    case 'hash':
      return [...value.fields];
    case 'zset':
      return [...value.scores];
  }
}

/** undefined: it is not what `toText` wrote. */
export function fromText(text: string): Map<number, Keys> | undefined {
  try {
    const rows: [number, [string, RedisValue['kind'], unknown, number | null][]][] = JSON.parse(text);
    return new Map(
      rows.map(([number, entries]) => [
        number,
        new Map(
          entries.map(([key, kind, content, expiresMs]): [string, Entry] => [
            key,
            { value: valueOf(kind, content), ...(expiresMs === null ? {} : { expiresMs }) },
          ]),
        ),
      ]),
    );
  } catch {
    return undefined;
  }
}

function valueOf(kind: RedisValue['kind'], content: unknown): RedisValue {
  const items: readonly unknown[] = Array.isArray(content) ? content : [];
  const pairs = items.map((item): readonly unknown[] => (Array.isArray(item) ? item : []));
  switch (kind) {
    case 'string':
      return { kind, text: String(content) };
    case 'list':
      return { kind, items: items.map(String) };
    case 'set':
      return { kind, members: new Set(items.map(String)) };
    case 'hash':
      return { kind, fields: new Map(pairs.map(([name, text]) => [String(name), String(text)])) };
    case 'zset':
      return { kind, scores: new Map(pairs.map(([name, score]) => [String(name), Number(score)])) };
  }
}
