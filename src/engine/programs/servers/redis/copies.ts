import type { RedisValue } from './values';

/** A value of one's own. */
export function copyOf(value: RedisValue): RedisValue {
  switch (value.kind) {
    case 'string':
      return value;
    case 'list':
      return { kind: 'list', items: [...value.items] };
    case 'set':
      return { kind: 'set', members: new Set(value.members) };
    case 'hash':
      return { kind: 'hash', fields: new Map(value.fields) };
    case 'zset':
      return { kind: 'zset', scores: new Map(value.scores) };
  }
}
