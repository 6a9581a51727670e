// CREATE, ALTER and DROP.
import { notModelled, SqlError } from '../sql-error';
import type {
  ColumnDefinition,
  Constraint,
  CreateTable,
  ForeignAction,
  ObjectKind,
  ObjectName,
  References,
  SequenceOptions,
  Statement,
  TableChange,
} from '../syntax';
import { readExpression, readOrder } from './expressions';
import { readQuery } from './queries';
import type { Reader } from './reader';
import { readDefaultPrivileges, readRoleOptions, roleName } from './roles';

export function readCreate(r: Reader): Statement {
  r.need('create');
  const orReplace = r.take('or', 'replace');
  const isTemporary = r.takeOne('temporary', 'temp') !== undefined;
  r.take('unlogged');
  if (r.take('table')) return readCreateTable(r, isTemporary);
  r.take('recursive');
  if (r.take('view')) return readView(r, orReplace, false);
  if (r.take('materialized', 'view')) return readView(r, false, true);
  if (r.take('database')) return readDatabase(r);
  const role = r.takeOne('user', 'role', 'group');
  if (role !== undefined) {
    const name = r.name();
    return { kind: 'create role', name, isUser: role === 'user', options: readRoleOptions(r) };
  }
  const isUnique = r.take('unique');
  if (r.take('index')) return readIndex(r, isUnique);
  if (r.take('sequence')) {
    const ifNotExists = r.take('if', 'not', 'exists');
    return {
      kind: 'create sequence',
      ifNotExists,
      sequence: r.objectName(),
      options: readSequenceOptions(r),
    };
  }
  if (r.take('schema')) {
    const ifNotExists = r.take('if', 'not', 'exists');
    const name = r.is('authorization') ? undefined : r.name();
    const owner = r.take('authorization') ? r.name() : undefined;
    if (name === undefined && owner === undefined) throw r.unexpected();
    return {
      kind: 'create schema',
      name: name ?? owner ?? '',
      ifNotExists,
      ...(owner === undefined ? {} : { owner }),
    };
  }
  if (r.take('extension')) {
    const ifNotExists = r.take('if', 'not', 'exists');
    const name = r.label();
    r.take('with');
    if (r.take('schema')) r.name();
    r.take('cascade');
    return { kind: 'create extension', name, ifNotExists };
  }
  if (r.take('type')) return readType(r);
  const { kind, text } = r.token;
  if (
    kind === 'word' &&
    /^(function|trigger|procedure|domain|aggregate|operator|rule|policy|publication|subscription|server|foreign|cast|collation|event|language|statistics|tablespace|text)$/.test(
      text,
    )
  ) {
    throw notModelled(`CREATE ${text.toUpperCase()}`);
  }
  throw r.unexpected();
}

function readType(r: Reader): Statement {
  const type = r.objectName();
  r.need('as');
  if (!r.take('enum')) throw notModelled('a type that is no ENUM');
  r.need('(');
  const labels = r.is(')') ? [] : r.list(() => r.text());
  r.need(')');
  return { kind: 'create type', type, labels };
}

function readDatabase(r: Reader): Statement {
  const name = r.name();
  let owner: string | undefined;
  let template: string | undefined;
  r.take('with');
  for (let { kind } = r.token; kind === 'word'; { kind } = r.token) {
    const option = r.next().text;
    if (option === 'connection') r.need('limit');
    r.take('=');
    const value = optionValue(r);
    if (option === 'owner') owner = value;
    else if (option === 'template') template = value;
    else if (
      !/^(encoding|lc_collate|lc_ctype|locale|connection|tablespace|locale_provider|icu_locale|allow_connections|is_template|strategy|oid)$/.test(
        option,
      )
    )
      throw new SqlError(`option "${option}" not recognized`);
  }
  return {
    kind: 'create database',
    name,
    ...(owner === undefined ? {} : { owner }),
    ...(template === undefined ? {} : { template }),
  };
}

function optionValue(r: Reader): string {
  if (r.token.kind === 'number') return r.wholeNumber();
  return r.token.kind === 'text' ? r.text() : r.label();
}

function readIndex(r: Reader, isUnique: boolean): Statement {
  r.take('concurrently');
  const ifNotExists = r.take('if', 'not', 'exists');
  const name = r.is('on') ? undefined : r.name();
  r.need('on');
  r.take('only');
  const table = r.objectName();
  const method = r.take('using') ? r.name() : 'btree';
  const keys = r.inBrackets(() => {
    const order = readOrder(r);
    if (r.isName() && !r.isOne(',', ')')) {
      // An operator class: it changes what the index is good for, not what is stored.
      r.name();
      const isDescending = r.take('desc');
      return { ...order, isDescending };
    }
    return order;
  });
  if (r.take('include')) r.names();
  const where = r.take('where') ? readExpression(r) : undefined;
  return {
    kind: 'create index',
    table,
    isUnique,
    ifNotExists,
    method,
    keys,
    ...(name === undefined ? {} : { name }),
    ...(where ? { where } : {}),
  };
}

function readView(r: Reader, orReplace: boolean, isMaterialized: boolean): Statement {
  const ifNotExists = r.take('if', 'not', 'exists');
  const view = r.objectName();
  const columns = r.is('(') ? r.names() : [];
  r.need('as');
  const query = readQuery(r);
  let isEmpty = false;
  if (r.take('with')) {
    isEmpty = r.take('no');
    if (!r.take('data')) throw notModelled('WITH CHECK OPTION');
  }
  return { kind: 'create view', view, orReplace, isMaterialized, ifNotExists, columns, query, isEmpty };
}

export function readSequenceOptions(r: Reader): SequenceOptions {
  let options: SequenceOptions = {};
  for (;;) {
    if (r.take('start')) {
      r.take('with');
      options = { ...options, start: r.wholeNumber() };
    } else if (r.take('increment')) {
      r.take('by');
      options = { ...options, increment: r.wholeNumber() };
    } else if (r.take('minvalue')) options = { ...options, minimum: r.wholeNumber() };
    else if (r.take('maxvalue')) options = { ...options, maximum: r.wholeNumber() };
    else if (r.take('no')) r.takeOne('minvalue', 'maxvalue', 'cycle');
    else if (r.take('cycle')) options = { ...options, isCycling: true };
    else if (r.take('cache')) r.wholeNumber();
    else if (r.take('as')) options = { ...options, type: r.label() };
    else if (r.take('owned')) {
      r.need('by');
      const ownedBy = [r.label()];
      while (r.take('.')) ownedBy.push(r.label());
      options = { ...options, ownedBy };
    } else if (r.take('sequence', 'name')) options = { ...options, name: r.objectName() };
    else if (r.take('restart')) {
      r.take('with');
      options = { ...options, restart: r.token.kind === 'number' || r.is('-') ? r.wholeNumber() : true };
    } else return options;
  }
}

function readCreateTable(r: Reader, isTemporary: boolean): CreateTable {
  const ifNotExists = r.take('if', 'not', 'exists');
  const table = r.objectName();
  const base = { kind: 'create table', table, ifNotExists, isTemporary } as const;
  if (r.is('partition')) throw notModelled('a partition');
  if (r.take('of')) throw notModelled('a typed table');
  const names = r.is('as') ? [] : r.is('(') && isNameList(r) ? r.names() : [];
  if (r.take('as')) {
    const query = readQuery(r);
    const withData = !r.take('with', 'no', 'data');
    if (withData) r.take('with', 'data');
    return { ...base, columns: [], constraints: [], like: [], as: { query, columns: names, withData } };
  }
  r.need('(');
  const columns: ColumnDefinition[] = [];
  const constraints: Constraint[] = [];
  const like: { table: ObjectName; all: boolean }[] = [];
  if (!r.is(')')) {
    r.list(() => {
      if (r.take('like')) {
        const source = r.objectName();
        let all = false;
        while (r.isOne('including', 'excluding')) {
          const isIncluded = r.next().text === 'including';
          if (r.label() === 'all') all = isIncluded;
        }
        like.push({ table: source, all });
      } else if (r.isOne('constraint', 'primary', 'unique', 'check', 'foreign', 'exclude'))
        constraints.push(readTableConstraint(r));
      else columns.push(readColumn(r));
    });
  }
  r.need(')');
  if (r.is('partition')) throw notModelled('PARTITION BY');
  if (r.is('inherits')) throw notModelled('INHERITS');
  if (r.take('with')) r.inBrackets(() => [r.label(), r.take('=') && r.next()]);
  if (r.take('tablespace')) r.name();
  return { ...base, columns, constraints, like };
}

/** `CREATE TABLE t (a, b) AS …` */
function isNameList(r: Reader): boolean {
  for (let by = 1; ; by++) {
    const token = r.peek(by);
    if (token === undefined || token.kind === 'end') return false;
    if (token.text === ')') return r.peek(by + 1)?.text === 'as';
    if (token.kind !== 'quoted' && token.kind !== 'word' && token.text !== ',') return false;
  }
}

export function readColumn(r: Reader): ColumnDefinition {
  const { at } = r;
  const name = r.name();
  const type = r.typeName();
  let column: ColumnDefinition = { name, type, notNull: false, isNullable: false, constraints: [], at };
  const add = (constraint: Constraint): void => {
    column = { ...column, constraints: [...column.constraints, constraint] };
  };
  for (;;) {
    const place = r.at;
    const own = r.take('constraint') ? { name: r.name() } : {};
    const base = { ...own, columns: [name], at: place };
    if (r.take('not', 'null')) column = { ...column, notNull: true };
    else if (r.take('null')) column = { ...column, isNullable: true };
    else if (r.take('default')) column = { ...column, defaultValue: readDefault(r) };
    else if (r.take('primary', 'key')) add({ ...base, kind: 'primary' });
    else if (r.take('unique')) {
      if (r.take('nulls')) r.need('distinct');
      add({ ...base, kind: 'unique' });
    } else if (r.take('check')) add({ ...base, kind: 'check', check: readCheck(r) });
    else if (r.take('references')) add({ ...base, kind: 'foreign', references: readReferences(r) });
    else if (r.take('collate')) {
      r.functionName();
      while (r.take('.')) r.label();
    } else if (r.take('generated')) column = readGenerated(r, column);
    else return column;
    skipDeferrable(r);
  }
}

/** A default ends where NOT NULL, CHECK … begin: it is an expression without these (b_expr). */
function readDefault(r: Reader): ReturnType<typeof readExpression> {
  return readExpression(r);
}

function readGenerated(r: Reader, column: ColumnDefinition): ColumnDefinition {
  const identity = r.take('always') ? 'always' : 'by default';
  if (identity === 'by default') r.need('by', 'default');
  r.need('as');
  if (r.take('identity')) {
    let options: SequenceOptions = {};
    if (r.take('(')) {
      options = readSequenceOptions(r);
      r.need(')');
    }
    return { ...column, notNull: true, identity, sequence: options };
  }
  r.need('(');
  const generated = readExpression(r);
  r.need(')');
  r.need('stored');
  return { ...column, generated };
}

function readCheck(r: Reader): ReturnType<typeof readExpression> {
  r.need('(');
  const check = readExpression(r);
  r.need(')');
  r.take('no', 'inherit');
  return check;
}

function skipDeferrable(r: Reader): void {
  r.take('not', 'valid');
  if (!r.take('not', 'deferrable')) r.take('deferrable');
  if (r.take('initially')) r.takeOne('deferred', 'immediate');
}

function readReferences(r: Reader): References {
  const table = r.objectName();
  const columns = r.is('(') ? r.names() : [];
  let onDelete: ForeignAction = 'no action';
  let onUpdate: ForeignAction = 'no action';
  for (;;) {
    if (r.take('on', 'delete')) onDelete = readAction(r);
    else if (r.take('on', 'update')) onUpdate = readAction(r);
    else if (r.take('match')) r.takeOne('simple', 'full', 'partial');
    else return { table, columns, onDelete, onUpdate };
  }
}

function readAction(r: Reader): ForeignAction {
  if (r.take('cascade')) return 'cascade';
  if (r.take('restrict')) return 'restrict';
  if (r.take('set', 'null')) return 'set null';
  if (r.take('set', 'default')) return 'set default';
  r.need('no', 'action');
  return 'no action';
}

export function readTableConstraint(r: Reader): Constraint {
  const { at } = r;
  const own = r.take('constraint') ? { name: r.name() } : {};
  let constraint: Constraint;
  if (r.take('primary', 'key')) constraint = { ...own, kind: 'primary', columns: r.names(), at };
  else if (r.take('unique')) constraint = { ...own, kind: 'unique', columns: r.names(), at };
  else if (r.take('check')) constraint = { ...own, kind: 'check', columns: [], check: readCheck(r), at };
  else if (r.take('foreign', 'key')) {
    const columns = r.names();
    r.need('references');
    constraint = { ...own, kind: 'foreign', columns, references: readReferences(r), at };
  } else if (r.is('exclude')) throw notModelled('EXCLUDE');
  else throw r.unexpected();
  skipDeferrable(r);
  return constraint;
}

const KINDS: readonly (readonly [ObjectKind, ...string[]])[] = [
  ['table', 'table'],
  ['materialized view', 'materialized', 'view'],
  ['view', 'view'],
  ['sequence', 'sequence'],
  ['index', 'index'],
  ['schema', 'schema'],
  ['type', 'type'],
  ['extension', 'extension'],
];

export function readDrop(r: Reader): Statement {
  r.need('drop');
  if (r.take('database')) {
    const ifExists = r.take('if', 'exists');
    const name = r.name();
    r.take('with');
    if (r.take('(')) {
      r.need('force');
      r.need(')');
    }
    return { kind: 'drop database', name, ifExists };
  }
  if (r.takeOne('user', 'role', 'group') !== undefined) {
    const ifExists = r.take('if', 'exists');
    return { kind: 'drop role', ifExists, names: r.list(() => r.name()) };
  }
  if (r.take('owned')) {
    r.need('by');
    const roles = r.list(() => roleName(r));
    r.takeOne('cascade', 'restrict');
    return { kind: 'owned', roles };
  }
  const found = KINDS.find(([, ...words]) => r.take(...words));
  if (!found) {
    if (/^(function|trigger|procedure|domain|aggregate|rule|policy)$/.test(r.token.text))
      throw notModelled(`DROP ${r.token.text.toUpperCase()}`);
    throw r.unexpected();
  }
  r.take('concurrently');
  const ifExists = r.take('if', 'exists');
  const names = r.list(() => r.objectName());
  const isCascading = r.takeOne('cascade', 'restrict') === 'cascade';
  return { kind: 'drop', what: found[0], names, ifExists, isCascading };
}

export function readAlter(r: Reader): Statement {
  r.need('alter');
  if (r.take('group')) {
    const name = r.name();
    const isGrant = r.take('add');
    if (!isGrant) r.need('drop');
    r.need('user');
    const roles = r.list(() => roleName(r));
    return {
      kind: 'grant',
      isGrant,
      privileges: [],
      what: 'role',
      names: [{ name, at: 0 }],
      roles,
      tag: 'ALTER ROLE',
    };
  }
  if (r.take('default', 'privileges')) return readDefaultPrivileges(r);
  if (r.take('schema')) {
    const name = r.name();
    if (r.take('rename', 'to')) return { kind: 'alter owner', what: 'schema', name, to: r.name() };
    r.need('owner', 'to');
    return { kind: 'alter owner', what: 'schema', name, owner: roleName(r) };
  }
  if (r.takeOne('user', 'role') !== undefined) {
    const name = r.take('current_user') ? 'current_user' : r.name();
    if (r.take('rename', 'to')) return { kind: 'alter role', name, options: {}, to: r.name() };
    if (r.isOne('set', 'reset', 'in')) throw notModelled('ALTER ROLE … SET');
    return { kind: 'alter role', name, options: readRoleOptions(r) };
  }
  if (r.take('database')) {
    const name = r.name();
    if (r.take('rename', 'to')) return { kind: 'rename database', name, to: r.name() };
    if (r.take('owner', 'to')) return { kind: 'alter owner', what: 'database', name, owner: roleName(r) };
    throw notModelled('this change of a database');
  }
  if (r.take('sequence')) {
    r.take('if', 'exists');
    const sequence = r.objectName();
    if (r.take('owner', 'to'))
      return {
        kind: 'alter owner',
        what: 'sequence',
        name: sequence.name,
        ...(sequence.schema === undefined ? {} : { schema: sequence.schema }),
        owner: roleName(r),
      };
    if (r.isOne('rename', 'set')) throw notModelled('this change of a sequence');
    return { kind: 'alter sequence', sequence, options: readSequenceOptions(r) };
  }
  if (r.take('type')) return readAlterType(r);
  const what =
    r.takeOne('table', 'view', 'index') ??
    (r.take('materialized', 'view') ? ('materialized view' as const) : undefined);
  if (what === undefined) {
    if (/^(function|system|extension|policy|domain|trigger|procedure|publication)$/.test(r.token.text))
      throw notModelled(`ALTER ${r.token.text.toUpperCase()}`);
    throw r.unexpected();
  }
  const ifExists = r.take('if', 'exists');
  r.take('only');
  const table = r.objectName();
  return { kind: 'alter table', table, what, ifExists, changes: r.list(() => readTableChange(r)) };
}

function readAlterType(r: Reader): Statement {
  const type = r.objectName();
  if (r.take('owner', 'to'))
    return {
      kind: 'alter owner',
      what: 'type',
      name: type.name,
      ...(type.schema === undefined ? {} : { schema: type.schema }),
      owner: roleName(r),
    };
  if (!r.take('add', 'value')) throw notModelled('this change of a type');
  const ifNotExists = r.take('if', 'not', 'exists');
  const label = r.text();
  const side = r.takeOne('before', 'after');
  return {
    kind: 'add label',
    type,
    label,
    ifNotExists,
    ...(side ? { beside: { label: r.text(), isBefore: side === 'before' } } : {}),
  };
}

function readTableChange(r: Reader): TableChange {
  if (r.take('add')) {
    if (r.isOne('constraint', 'primary', 'unique', 'check', 'foreign', 'exclude'))
      return { kind: 'add constraint', constraint: readTableConstraint(r) };
    r.take('column');
    const ifNotExists = r.take('if', 'not', 'exists');
    return { kind: 'add column', ifNotExists, column: readColumn(r) };
  }
  if (r.take('drop', 'constraint')) {
    const ifExists = r.take('if', 'exists');
    const name = r.name();
    r.takeOne('cascade', 'restrict');
    return { kind: 'drop constraint', name, ifExists };
  }
  if (r.take('drop')) {
    r.take('column');
    const ifExists = r.take('if', 'exists');
    const column = r.name();
    return {
      kind: 'drop column',
      column,
      ifExists,
      isCascading: r.takeOne('cascade', 'restrict') === 'cascade',
    };
  }
  if (r.take('rename')) {
    if (r.take('to')) return { kind: 'rename', to: r.name() };
    if (r.take('constraint')) {
      const name = r.name();
      r.need('to');
      return { kind: 'rename constraint', name, to: r.name() };
    }
    r.take('column');
    const column = r.name();
    r.need('to');
    return { kind: 'rename column', column, to: r.name() };
  }
  if (r.take('owner', 'to'))
    return { kind: 'owner', role: r.take('current_user') ? 'current_user' : r.name() };
  if (r.take('set', 'schema')) return { kind: 'schema', schema: r.name() };
  if (r.take('alter')) return readColumnChange(r);
  if (
    r.token.kind === 'word' &&
    /^(set|reset|enable|disable|inherit|no|attach|detach|cluster|validate|replica|force)$/.test(r.token.text)
  )
    throw notModelled('this change of a table');
  throw r.unexpected();
}

function readColumnChange(r: Reader): TableChange {
  r.take('column');
  const column = r.name();
  if (r.take('set', 'default')) return { kind: 'default', column, value: readExpression(r) };
  if (r.take('drop', 'default')) return { kind: 'default', column };
  if (r.take('set', 'not', 'null')) return { kind: 'not null', column, isSet: true };
  if (r.take('drop', 'not', 'null')) return { kind: 'not null', column, isSet: false };
  if (r.take('type') || r.take('set', 'data', 'type')) {
    const type = r.typeName();
    const using = r.take('using') ? readExpression(r) : undefined;
    return { kind: 'type', column, type, ...(using ? { using } : {}) };
  }
  if (r.take('add', 'generated')) {
    const identity = r.take('always') ? 'always' : 'by default';
    if (identity === 'by default') r.need('by', 'default');
    r.need('as', 'identity');
    let options: SequenceOptions = {};
    if (r.take('(')) {
      options = readSequenceOptions(r);
      r.need(')');
    }
    return { kind: 'add identity', column, identity, options };
  }
  if (r.take('drop', 'identity')) return { kind: 'drop identity', column, ifExists: r.take('if', 'exists') };
  if (r.isOne('set', 'drop', 'reset', 'add', 'restart')) throw notModelled('this change of a column');
  throw r.unexpected();
}
