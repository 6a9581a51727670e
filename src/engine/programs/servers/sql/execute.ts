// Runs a statement on what the session works on.
import { runDataChange } from './changes';
import { copyTo } from './copy';
import { findNamed, withTable } from './database';
import { alterTable } from './definitions/alter-table';
import { comment } from './definitions/comments';
import { createDatabase, dropDatabase, renameDatabase } from './definitions/databases';
import { alterOwner, owned } from './definitions/owners';
import { defaultPrivileges, grant } from './definitions/privileges';
import { alterSequence, createSequence } from './definitions/sequences';
import { alterRole, createRole, dropRole } from './definitions/roles';
import { createTable } from './definitions/create-table';
import { drop } from './definitions/drop';
import {
  addLabel,
  createExtension,
  createIndex,
  createSchema,
  createType,
  createView,
  refreshView,
} from './definitions/objects';
import type { Notice, Outcome } from './outcome';
import { requirePrivilege } from './privileges';
import { compileQuery } from './query';
import { emptyScope, NO_ROW, type Around } from './scope';
import { noRelation } from './sources';
import { SqlError } from './sql-error';
import type { Statement } from './syntax';

/** What the session itself answers: transactions, settings, prepared statements, and rows that come from a client. */
export type SessionStatement = Statement & {
  readonly kind:
    | 'transaction'
    | 'savepoint'
    | 'set'
    | 'set role'
    | 'reset'
    | 'show'
    | 'prepare'
    | 'execute'
    | 'deallocate'
    | 'lock';
};

export function isForSession(statement: Statement): statement is SessionStatement {
  return /^(transaction|savepoint|set|set role|reset|show|prepare|execute|deallocate|lock)$/.test(
    statement.kind,
  );
}

/** Executes in `around.work`, which is changed even where SqlError is thrown on the way. */
export function execute(around: Around, statement: Exclude<Statement, SessionStatement>): Outcome {
  switch (statement.kind) {
    case 'query': {
      const plan = compileQuery(emptyScope(around), statement);
      const rows = plan.run(NO_ROW);
      return { tag: `SELECT ${rows.length}`, columns: plan.columns, rows };
    }
    case 'insert':
    case 'update':
    case 'delete': {
      const { columns, rows, count } = runDataChange(emptyScope(around), statement);
      const tag =
        statement.kind === 'insert' ? `INSERT 0 ${count}` : `${statement.kind.toUpperCase()} ${count}`;
      return statement.returning.length > 0 ? { tag, columns, rows } : { tag };
    }
    case 'create table':
      return createTable(around, statement);
    case 'alter table':
      return alterTable(around, statement);
    case 'drop':
      return drop(around, statement);
    case 'truncate':
      return truncate(around, statement);
    case 'create view':
      return createView(around, statement);
    case 'refresh':
      return refreshView(around, statement);
    case 'create index':
      return createIndex(around, statement);
    case 'create sequence':
      return createSequence(around, statement);
    case 'alter sequence':
      return alterSequence(around, statement);
    case 'create type':
      return createType(around, statement);
    case 'add label':
      return addLabel(around, statement);
    case 'create schema':
      return createSchema(around, statement);
    case 'create extension':
      return createExtension(around, statement);
    case 'create database':
      return createDatabase(around, statement);
    case 'drop database':
      return dropDatabase(around, statement);
    case 'rename database':
      return renameDatabase(around, statement);
    case 'create role':
      return createRole(around, statement);
    case 'alter role':
      return alterRole(around, statement);
    case 'drop role':
      return dropRole(around, statement);
    case 'grant':
      return grant(around, statement);
    case 'default privileges':
      return defaultPrivileges(around, statement);
    case 'owned':
      return owned(around, statement);
    case 'alter owner':
      return alterOwner(around, statement);
    case 'comment':
      return comment(around, statement);
    case 'copy': {
      if (statement.file === undefined) return copyTo(around, statement);
      if (statement.way === 'from') {
        throw new SqlError(
          `could not open file "${statement.file}" for reading: No such file or directory`,
          undefined,
          undefined,
          "COPY FROM instructs the PostgreSQL server process to read a file. You may want a client-side facility such as psql's \\copy.",
        );
      }
      throw new SqlError('COPY to a file of the server is not modelled on this simulated server');
    }
    case 'analyze': {
      for (const name of statement.names) {
        if (
          !findNamed(
            around.work.database.tables,
            name.schema === undefined ? around.path : [name.schema],
            name.name,
          )
        )
          throw noRelation(name, undefined);
      }
      return { tag: statement.tag };
    }
  }
}

function truncate(
  around: Around,
  { names, restarts, isCascading }: Statement & { readonly kind: 'truncate' },
): Outcome {
  const { work } = around;
  const notices: Notice[] = [];
  const pending = names.map((name) => {
    const table = findNamed(
      work.database.tables,
      name.schema === undefined ? around.path : [name.schema],
      name.name,
    );
    if (!table) throw noRelation(name, undefined);
    if (table.kind !== 'table') throw new SqlError(`"${table.name}" is not a table`);
    requirePrivilege(around, table, 'TRUNCATE');
    return table;
  });
  for (const table of pending) {
    for (const other of work.database.tables) {
      const refers = other.constraints.some(
        ({ references }) => references?.table === table.name && references.schema === table.schema,
      );
      if (!refers || pending.some((one) => one.name === other.name && one.schema === other.schema)) continue;
      if (!isCascading) {
        throw new SqlError(
          'cannot truncate a table referenced in a foreign key constraint',
          undefined,
          `Table "${other.name}" references "${table.name}".`,
          `Truncate table "${other.name}" at the same time, or use TRUNCATE ... CASCADE.`,
        );
      }
      notices.push({ level: 'NOTICE', message: `truncate cascades to table "${other.name}"` });
      pending.push(other);
    }
  }
  for (const { schema, name } of pending) {
    const table = findNamed(work.database.tables, [schema], name);
    if (table) work.database = withTable(work.database, { ...table, rows: [] });
    if (!restarts) continue;
    const sequences = work.database.sequences.map((one) =>
      one.ownedBy?.schema === schema && one.ownedBy.table === name
        ? { ...one, last: one.start, isCalled: false }
        : one,
    );
    work.database = { ...work.database, sequences };
  }
  return { tag: 'TRUNCATE TABLE', notices };
}
