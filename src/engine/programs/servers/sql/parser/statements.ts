// One statement, whatever it is (PostgreSQL's gram.y, as far as it is modelled).
import { notModelled } from '../sql-error';
import type { Copy, Delete, Insert, ObjectName, Query, Statement, Update } from '../syntax';
import { readAlter, readCreate, readDrop } from './definitions';
import type { Modes } from '../transactions';
import { readExpression } from './expressions';
import { readDelete, readInsert, readQuery, readUpdate, readWith } from './queries';
import { Reader } from './reader';
import { readGrant, roleName } from './roles';

/** Statements of SQL that are real and not modelled. */
const NOT_MODELLED = new Set(
  'explain listen notify unlisten declare fetch move cluster reindex do call merge security import discard checkpoint load'.split(
    ' ',
  ),
);

/** A text's statement; undefined where it has none. Throws SqlError. */
export function parseSql(sql: string): Statement | undefined {
  const r = new Reader(sql);
  if (r.token.kind === 'end' || r.is(';')) return undefined;
  const statement = readStatement(r);
  r.end();
  return statement;
}

/** An expression alone, as the catalogue keeps defaults and checks. */
export function parseExpression(sql: string): ReturnType<typeof readExpression> {
  return readExpression(new Reader(sql));
}

function readStatement(r: Reader): Statement {
  const { text, kind } = r.token;
  if (kind === 'word' && NOT_MODELLED.has(text)) throw notModelled(text.toUpperCase());
  switch (kind === 'word' ? text : r.is('(') ? '(' : '') {
    case 'select':
    case 'values':
    case 'table':
    case '(':
      return readQuery(r);
    case 'with':
    case 'insert':
    case 'update':
    case 'delete':
      return readRows(r);
    case 'create':
      return readCreate(r);
    case 'drop':
      return readDrop(r);
    case 'alter':
      return readAlter(r);
    case 'truncate': {
      r.next();
      r.take('table');
      const names = r.list(() => r.objectName());
      const restarts = r.take('restart', 'identity');
      if (!restarts) r.take('continue', 'identity');
      return {
        kind: 'truncate',
        names,
        restarts,
        isCascading: r.takeOne('cascade', 'restrict') === 'cascade',
      };
    }
    case 'refresh': {
      r.need('refresh', 'materialized', 'view');
      r.take('concurrently');
      return { kind: 'refresh', view: r.objectName() };
    }
    case 'reassign': {
      r.need('reassign', 'owned', 'by');
      const roles = r.list(() => roleName(r));
      r.need('to');
      return { kind: 'owned', roles, to: roleName(r) };
    }
    case 'grant':
    case 'revoke':
      return readGrant(r);
    case 'copy':
      return readCopy(r);
    case 'comment':
      return readComment(r);
    case 'vacuum':
    case 'analyze':
    case 'analyse':
      return readAnalyze(r);
    case 'lock': {
      r.next();
      r.take('table');
      const names = r.list(() => r.objectName());
      if (r.take('in')) while (r.token.kind === 'word' && !r.take('mode')) r.next();
      r.take('nowait');
      return { kind: 'lock', names };
    }
    default:
      return readSession(r);
  }
}

function readRows(r: Reader): Query | Insert | Update | Delete {
  const { position } = r;
  const tables = readWith(r);
  if (r.is('insert')) return readInsert(r, tables);
  if (r.is('update')) return readUpdate(r, tables);
  if (r.is('delete')) return readDelete(r, tables);
  r.position = position;
  return readQuery(r);
}

function readAnalyze(r: Reader): Statement {
  const tag = r.next().text === 'vacuum' ? 'VACUUM' : 'ANALYZE';
  if (r.take('(')) while (!r.take(')')) r.next();
  while (r.takeOne('full', 'freeze', 'verbose', 'analyze') !== undefined);
  const names = r.isName()
    ? r.list(() => {
        const name = r.objectName();
        if (r.is('(')) r.names();
        return name;
      })
    : [];
  return { kind: 'analyze', tag, names };
}

function readComment(r: Reader): Statement {
  r.need('comment', 'on');
  const what = r.takeOne(
    'table',
    'column',
    'view',
    'database',
    'role',
    'schema',
    'extension',
    'type',
    'sequence',
    'index',
  );
  if (what === undefined) throw notModelled('COMMENT on this');
  const first = r.objectName();
  let name: ObjectName = first;
  let column: string | undefined;
  if (what === 'column') {
    const last = r.take('.') ? r.label() : undefined;
    name = {
      name: last === undefined ? (first.schema ?? '') : first.name,
      at: first.at,
      ...(last === undefined || first.schema === undefined ? {} : { schema: first.schema }),
    };
    column = last ?? first.name;
  }
  r.need('is');
  const text = r.take('null') ? null : r.text();
  return { kind: 'comment', what, name, text, ...(column === undefined ? {} : { column }) };
}

function readCopy(r: Reader): Copy {
  r.need('copy');
  let source: Pick<Copy, 'table' | 'query' | 'columns'>;
  if (r.is('(')) {
    r.need('(');
    source = { query: readQuery(r), columns: [] };
    r.need(')');
  } else {
    const table = r.objectName();
    source = { table, columns: r.is('(') ? r.inBrackets(() => ({ at: r.at, name: r.name() })) : [] };
  }
  const way = r.takeOne('from', 'to');
  if (way === undefined) throw r.unexpected();
  if (r.is('program')) throw notModelled('COPY … PROGRAM');
  const file = r.takeOne('stdin', 'stdout') === undefined ? r.text() : undefined;
  const copy: Copy = {
    kind: 'copy',
    way,
    ...source,
    ...readCopyOptions(r),
    ...(file === undefined ? {} : { file }),
  };
  if (r.is('where')) throw notModelled('COPY … WHERE');
  return copy;
}

function readCopyOptions(r: Reader): Pick<Copy, 'isCsv' | 'hasHeader' | 'delimiter' | 'nullText'> {
  let options: Pick<Copy, 'isCsv' | 'hasHeader' | 'delimiter' | 'nullText'> = {
    isCsv: false,
    hasHeader: false,
  };
  r.take('with');
  const isListed = r.take('(');
  for (;;) {
    if (r.take('csv') || r.take('format', 'csv')) options = { ...options, isCsv: true };
    else if (r.take('format')) {
      if (r.label() === 'binary') throw notModelled('binary COPY');
    } else if (r.take('header'))
      options = {
        ...options,
        hasHeader:
          r.takeOne('true', 'false', 'on', 'off') === undefined ||
          !/^(false|off)$/.test(r.peek(-1)?.text ?? ''),
      };
    else if (r.take('delimiter')) {
      r.take('as');
      options = { ...options, delimiter: r.text() };
    } else if (r.take('null')) {
      r.take('as');
      options = { ...options, nullText: r.text() };
    } else if (r.isOne('quote', 'escape', 'force', 'encoding', 'freeze', 'force_quote', 'on_error'))
      throw notModelled(`COPY's option ${r.token.text.toUpperCase()}`);
    else if (isListed && r.take(',')) continue;
    else {
      if (isListed) r.need(')');
      return options;
    }
  }
}

/** Transactions, settings, prepared statements. */
function readSession(r: Reader): Statement {
  const start = r.takeOne('begin', 'start');
  if (start !== undefined) {
    if (start === 'start') r.need('transaction');
    else if (!r.take('transaction')) r.take('work');
    const modes = readModes(r);
    return {
      kind: 'transaction',
      what: 'begin',
      tag: start === 'start' ? 'START TRANSACTION' : 'BEGIN',
      modes,
    };
  }
  const end = r.takeOne('commit', 'end', 'rollback', 'abort');
  if (end !== undefined) {
    if (!r.take('transaction')) r.take('work');
    if (end === 'rollback' && r.take('to')) {
      r.take('savepoint');
      return { kind: 'savepoint', what: 'rollback', name: r.name() };
    }
    const isCommit = end === 'commit' || end === 'end';
    return {
      kind: 'transaction',
      what: isCommit ? 'commit' : 'rollback',
      tag: isCommit ? 'COMMIT' : 'ROLLBACK',
    };
  }
  if (r.take('savepoint')) return { kind: 'savepoint', what: 'savepoint', name: r.name() };
  if (r.take('release')) {
    r.take('savepoint');
    return { kind: 'savepoint', what: 'release', name: r.name() };
  }
  if (r.take('set')) return readSet(r);
  if (r.take('reset', 'role')) return { kind: 'set role' };
  if (r.take('reset')) return { kind: 'reset', name: settingName(r) };
  if (r.take('show')) return { kind: 'show', name: settingName(r) };
  if (r.take('prepare')) {
    const name = r.name();
    const types = r.is('(') ? r.inBrackets(() => r.typeName()) : [];
    r.need('as');
    return { kind: 'prepare', name, types, statement: readRows(r) };
  }
  if (r.take('execute')) {
    const name = r.name();
    return { kind: 'execute', name, args: r.is('(') ? r.inBrackets(() => readExpression(r)) : [] };
  }
  if (r.take('deallocate')) {
    r.take('prepare');
    return { kind: 'deallocate', name: r.take('all') ? 'all' : r.name() };
  }
  throw r.unexpected();
}

/** `ISOLATION LEVEL REPEATABLE READ, READ ONLY` */
function readModes(r: Reader): Modes {
  let modes: Modes = {};
  for (;;) {
    if (r.take('isolation', 'level')) {
      const isolation = r.take('serializable')
        ? 'serializable'
        : r.take('repeatable', 'read')
          ? 'repeatable read'
          : r.take('read', 'committed')
            ? 'read committed'
            : r.take('read', 'uncommitted')
              ? 'read uncommitted'
              : undefined;
      if (isolation === undefined) throw r.unexpected();
      modes = { ...modes, isolation };
    } else if (r.take('read', 'only')) modes = { ...modes, isReadOnly: true };
    else if (r.take('read', 'write')) modes = { ...modes, isReadOnly: false };
    else if (!r.take('not', 'deferrable') && !r.take('deferrable') && !r.take(',')) return modes;
  }
}

function settingName(r: Reader): string {
  if (r.take('all')) return 'all';
  if (r.take('time', 'zone')) return 'timezone';
  if (r.take('transaction', 'isolation', 'level')) return 'transaction_isolation';
  if (r.take('session', 'authorization')) return 'session_authorization';
  let name = r.label();
  while (r.take('.')) name += `.${r.label()}`;
  return name;
}

function readSet(r: Reader): Statement {
  const isLocal = r.take('local');
  if (!isLocal && r.is('session') && r.peek()?.text !== 'authorization') r.take('session');
  if (r.take('transaction')) {
    if (r.is('snapshot')) throw notModelled('SET TRANSACTION SNAPSHOT');
    return { kind: 'set', name: 'transaction', values: [], isLocal, modes: readModes(r) };
  }
  if (r.is('characteristics')) throw notModelled('SET SESSION CHARACTERISTICS');
  if (r.take('role')) {
    if (r.take('none')) return { kind: 'set role' };
    return { kind: 'set role', role: r.token.kind === 'text' ? r.text() : roleName(r) };
  }
  if (r.is('session') || r.is('constraints')) throw notModelled(`SET ${r.token.text.toUpperCase()}`);
  const name = settingName(r);
  if (name !== 'timezone' || !r.isOne('to', '=')) {
    if (name === 'timezone') return { kind: 'set', name, values: [settingValue(r)], isLocal };
  }
  if (!r.take('to')) r.need('=');
  if (r.take('default')) return { kind: 'set', name, values: 'default', isLocal };
  return { kind: 'set', name, values: r.list(() => settingValue(r)), isLocal };
}

function settingValue(r: Reader): string {
  if (r.token.kind === 'number' || r.is('-')) return r.wholeNumber();
  return r.token.kind === 'text' ? r.text() : r.label();
}
