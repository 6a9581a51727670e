import { findNamed, withSequence, type Sequence } from '../database';
import { isMember, requireSequence, rolesOf } from '../privileges';
import { SqlError } from '../sql-error';
import { typeText, type Value } from '../types';
import { isList } from '../values';
import { define, defineOpen, type CallSite, type Definition } from './definition';

function sequenceNamed(name: Value, { around }: CallSite): Sequence {
  const text = String(name);
  const [schema, own] = text.includes('.') ? text.split('.') : [undefined, text];
  const plain = (own ?? '').replaceAll('"', '');
  const path = schema === undefined ? around.path : [schema];
  const found = findNamed(around.work.database.sequences, path, plain);
  if (found) return found;
  if (findNamed(around.work.database.tables, path, plain)) throw new SqlError(`"${plain}" is not a sequence`);
  throw new SqlError(`relation "${text}" does not exist`);
}

/** The next number of a sequence; it is drawn for good. */
export function nextNumber(sequence: Sequence, { around }: Pick<CallSite, 'around'>): string {
  const [last, step, most, least] = [
    BigInt(sequence.last),
    BigInt(sequence.increment),
    BigInt(sequence.maximum),
    BigInt(sequence.minimum),
  ];
  let next = sequence.isCalled ? last + step : last;
  if (next > most || next < least) {
    if (!sequence.isCycling) {
      throw new SqlError(
        `nextval: reached ${next > most ? 'maximum' : 'minimum'} value of sequence "${sequence.name}" (${next > most ? most : least})`,
      );
    }
    next = next > most ? least : most;
  }
  around.work.database = withSequence(around.work.database, {
    ...sequence,
    last: String(next),
    isCalled: true,
  });
  around.drawn.set(`${sequence.schema}.${sequence.name}`, String(next));
  around.drawn.set('', String(next));
  return String(next);
}

function setNumber(name: Value, number: Value, isCalled: boolean, site: CallSite): Value {
  const sequence = sequenceNamed(name, site);
  const value = BigInt(String(number));
  if (value > BigInt(sequence.maximum) || value < BigInt(sequence.minimum)) {
    throw new SqlError(
      `setval: value ${value} is out of bounds for sequence "${sequence.name}" (${sequence.minimum}..${sequence.maximum})`,
    );
  }
  site.around.work.database = withSequence(site.around.work.database, {
    ...sequence,
    last: String(value),
    isCalled,
  });
  if (isCalled) site.around.drawn.set(`${sequence.schema}.${sequence.name}`, String(value));
  return String(value);
}

function uuid(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
  hex[12] = '4';
  hex[16] = '89ab'[Math.floor(random() * 4)] ?? '8';
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export const SESSION_FUNCTIONS: readonly Definition[] = [
  define('current_user() name', (_, { around }) => around.user),
  define('session_user() name', (_, { around }) => around.sessionUser),
  define('current_database() name', (_, { around }) => around.work.database.name),
  define('current_catalog() name', (_, { around }) => around.work.database.name),
  define(
    'current_schema() name',
    (_, { around }) =>
      around.path.find((schema) => around.work.database.schemas.some(({ name }) => name === schema)) ?? null,
  ),
  define('version() text', (_, { around }) => around.version),
  define('pg_backend_pid() integer', (_, { around }) => around.pid),
  define('gen_random_uuid() uuid', (_, { around }) => uuid(() => around.random())),
  defineOpen('pg_typeof(any) regtype', (_, { types }) =>
    types[0] ? typeText({ ...types[0] }).replace(/\(.*\)/, '') : 'unknown',
  ),
  define('pg_sleep(float) void', ([seconds], { around }) => {
    around.sleep(Math.min(Number(seconds), 86_400) * 1000);
    return '';
  }),
  define('nextval(regclass) bigint', ([name = null], site) => {
    const sequence = sequenceNamed(name, site);
    requireSequence(site.around, sequence, 'wU');
    return nextNumber(sequence, site);
  }),
  define('currval(regclass) bigint', ([name = null], site) => {
    const sequence = sequenceNamed(name, site);
    const drawn = site.around.drawn.get(`${sequence.schema}.${sequence.name}`);
    if (drawn === undefined)
      throw new SqlError(`currval of sequence "${sequence.name}" is not yet defined in this session`);
    return drawn;
  }),
  define('lastval() bigint', (_, { around }) => {
    const drawn = around.drawn.get('');
    if (drawn === undefined) throw new SqlError('lastval is not yet defined in this session');
    return drawn;
  }),
  define('setval(regclass, bigint) bigint', ([name = null, number = null], site) =>
    setNumber(name, number, true, site),
  ),
  define('setval(regclass, bigint, bool) bigint', ([name = null, number = null, isCalled], site) =>
    setNumber(name, number, isCalled === true, site),
  ),
  define('pg_get_serial_sequence(text, text) text', ([table, column], { around }) => {
    const found = findNamed(around.work.database.tables, around.path, String(table));
    if (!found) throw new SqlError(`relation "${String(table)}" does not exist`);
    const sequence = found.columns.find(({ name }) => name === column)?.sequence;
    return sequence === undefined ? null : `${found.schema}.${sequence}`;
  }),
  define('current_setting(text) text', ([name], { around }) => {
    const value = around.setting(String(name));
    if (value === undefined) throw new SqlError(`unrecognized configuration parameter "${String(name)}"`);
    return value;
  }),
  define('pg_has_role(name, name, text) bool', ([user, role, privilege], { around }) =>
    /^usage/i.test(String(privilege))
      ? rolesOf(around.work.cluster, String(user)).has(String(role))
      : isMember(around.work.cluster, String(user), String(role)),
  ),
  define('set_config(text, text, bool) text', ([name, value, isLocal], { around }) =>
    around.configure(String(name), String(value), isLocal === true),
  ),
  defineOpen('num_nulls(...any) integer', (args) => args.filter((arg) => arg === null).length),
  defineOpen('num_nonnulls(...any) integer', (args) => args.filter((arg) => arg !== null).length),
  defineOpen('enum_range(anyenum) anyenum[]', (_, { types }) => types[0]?.labels ?? []),
  defineOpen('enum_first(anyenum) anyenum', (_, { types }) => types[0]?.labels?.[0] ?? null),
  defineOpen('enum_last(anyenum) anyenum', (_, { types }) => types[0]?.labels?.at(-1) ?? null),
  define('array_dims(anyarray) text', ([value = null]) =>
    isList(value) && value.length > 0 ? `[1:${value.length}]` : null,
  ),
  define('pg_is_in_recovery() bool', () => false),
];
