// Sequences: of their own, and those that number a column (sequence.c).
import { findNamed, withSequence, type Sequence, type Table } from '../database';
import type { Outcome } from '../outcome';
import type { Around } from '../scope';
import { noRelation } from '../sources';
import { SqlError } from '../sql-error';
import type { Expression, SequenceOptions, Statement } from '../syntax';
import { creationSchema, freeName, isTaken } from './names';
import { startPrivileges } from './privileges';

type Of<Kind extends Statement['kind']> = Statement & { readonly kind: Kind };

export const MOST: Readonly<Record<string, string>> = {
  smallint: '32767',
  integer: '2147483647',
  bigint: '9223372036854775807',
};

export function newSequence(schema: string, name: string, owner: string, type: string): Sequence {
  return {
    schema,
    name,
    owner,
    type,
    start: '1',
    minimum: '1',
    maximum: MOST[type] ?? '9223372036854775807',
    increment: '1',
    isCycling: false,
    last: '1',
    isCalled: false,
  };
}

export function withOptions(sequence: Sequence, options: SequenceOptions): Sequence {
  const increment = options.increment ?? sequence.increment;
  if (increment === '0') throw new SqlError('INCREMENT must not be zero');
  const isDown = increment.startsWith('-');
  const maximum = options.maximum ?? (isDown && options.increment !== undefined ? '-1' : sequence.maximum);
  const minimum =
    options.minimum ??
    (isDown && options.increment !== undefined ? `-${MOST[sequence.type] ?? ''}` : sequence.minimum);
  const start =
    options.start ??
    (options.increment !== undefined && isDown
      ? maximum
      : options.minimum !== undefined && BigInt(sequence.start) < BigInt(minimum)
        ? minimum
        : sequence.start);
  if (BigInt(minimum) >= BigInt(maximum))
    throw new SqlError(`MINVALUE (${minimum}) must be less than MAXVALUE (${maximum})`);
  if (BigInt(start) < BigInt(minimum))
    throw new SqlError(`START value (${start}) cannot be less than MINVALUE (${minimum})`);
  if (BigInt(start) > BigInt(maximum))
    throw new SqlError(`START value (${start}) cannot be greater than MAXVALUE (${maximum})`);
  return {
    ...sequence,
    increment,
    maximum,
    minimum,
    start,
    isCycling: options.isCycling ?? sequence.isCycling,
  };
}

export function createSequence(around: Around, statement: Of<'create sequence'>): Outcome {
  const { work } = around;
  const { name } = statement.sequence;
  const schema = creationSchema(around, statement.sequence);
  if (isTaken(work.database, schema, name)) {
    if (statement.ifNotExists)
      return {
        tag: 'CREATE SEQUENCE',
        notices: [{ level: 'NOTICE', message: `relation "${name}" already exists, skipping` }],
      };
    throw new SqlError(`relation "${name}" already exists`);
  }
  const written =
    { int: 'integer', int4: 'integer', int2: 'smallint', int8: 'bigint' }[statement.options.type ?? ''] ??
    statement.options.type ??
    'bigint';
  if (MOST[written] === undefined) throw new SqlError('sequence type must be smallint, integer, or bigint');
  const made = withOptions(newSequence(schema, name, around.user, written), statement.options);
  work.database = withSequence(work.database, {
    ...made,
    last: made.start,
    ...startPrivileges(work.database, around.user, schema, 'sequence'),
  });
  const { ownedBy } = statement.options;
  const own = findNamed(work.database.sequences, [schema], name);
  if (ownedBy && own) work.database = withSequence(work.database, ownedSequence(around, own, ownedBy));
  return { tag: 'CREATE SEQUENCE' };
}

export function alterSequence(around: Around, { sequence: written, options }: Of<'alter sequence'>): Outcome {
  const { work } = around;
  const found = findNamed(
    work.database.sequences,
    written.schema === undefined ? around.path : [written.schema],
    written.name,
  );
  if (!found) throw noRelation(written, undefined);
  let next = withOptions(found, options);
  if (options.restart !== undefined)
    next = { ...next, last: options.restart === true ? next.start : options.restart, isCalled: false };
  if (BigInt(next.last) > BigInt(next.maximum))
    throw new SqlError(`RESTART value (${next.last}) cannot be greater than MAXVALUE (${next.maximum})`);
  if (options.ownedBy) next = ownedSequence(around, next, options.ownedBy);
  work.database = withSequence(work.database, next);
  return { tag: 'ALTER SEQUENCE' };
}

/** OWNED BY: the sequence goes when its column goes. */
function ownedSequence({ work, path }: Around, sequence: Sequence, names: readonly string[]): Sequence {
  const { ownedBy: _old, ...free } = sequence;
  if (names.length === 1 && names[0] === 'none') return free;
  const column = names.at(-1) ?? '';
  const table = names.at(-2);
  const schema = names.at(-3);
  if (table === undefined)
    throw new SqlError(
      'invalid OWNED BY option',
      undefined,
      undefined,
      'Specify OWNED BY table.column or OWNED BY NONE.',
    );
  const found = findNamed(work.database.tables, schema === undefined ? path : [schema], table);
  if (!found)
    throw new SqlError(`relation "${schema === undefined ? '' : `${schema}.`}${table}" does not exist`);
  if (!found.columns.some(({ name }) => name === column))
    throw new SqlError(`column "${column}" of relation "${table}" does not exist`);
  return { ...free, ownedBy: { schema: found.schema, table: found.name, column } };
}

/** Makes the sequence that numbers a column: its name. */
export function addOwnedSequence(
  around: Around,
  table: Table,
  column: string,
  type: string,
  options: SequenceOptions,
): string {
  const { database } = around.work;
  const name = options.name?.name ?? freeName(database, table.schema, [table.name, column], 'seq');
  if (options.name && isTaken(database, table.schema, name))
    throw new SqlError(`relation "${name}" already exists`);
  const made = withOptions(newSequence(table.schema, name, around.user, type), options);
  around.work.database = withSequence(database, {
    ...made,
    last: made.start,
    ownedBy: { schema: table.schema, table: table.name, column },
    ...startPrivileges(database, around.user, table.schema, 'sequence'),
  });
  return name;
}

/** The sequence that a default `nextval('users_id_seq'::regclass)` draws from, where it is one of the table's schema. */
export function drawnFrom({ work }: Around, table: Table, value: Expression): string | undefined {
  if (value.kind !== 'call' || value.name !== 'nextval') return undefined;
  const [arg] = value.args;
  const named = arg?.kind === 'cast' ? arg.operand : arg;
  if (named?.kind !== 'text') return undefined;
  const name = named.text.replace(`${table.schema}.`, '').replaceAll('"', '');
  return findNamed(work.database.sequences, [table.schema], name)?.name;
}
