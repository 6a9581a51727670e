// A session's statements, one after another: transactions, settings, prepared statements (postgres.c, xact.c).
import type { Zone } from '../../shared/time';
import { UTC } from '../../shared/time';
import { coerce } from './casts';
import { compile } from './compile';
import { copiedColumns, copyFrom } from './copy';
import {
  findNamed,
  mergeChanges,
  withDatabase,
  withDrawnNumbers,
  type Cluster,
  type Database,
} from './database';
import { describe, type Description } from './description';
import { dumpDatabase, type DumpEntry } from './dump';
import { TEMPORARY } from './definitions/create-table';
import { execute, isForSession, type SessionStatement } from './execute';
import { splitStatements } from './lexer';
import type { Outcome } from './outcome';
import { parseSql } from './parser/statements';
import { isMember, mayUseSchema } from './privileges';
import { emptyScope, NO_ROW, type Around, type Work } from './scope';
import { settingOf, shownSetting, withSetting, type Set as Settings } from './settings';
import { noRelation } from './sources';
import { SqlError } from './sql-error';
import type { Copy, Statement } from './syntax';
import { Blocked, checkRows, takeIn, type Draft, type Isolation, type Modes } from './transactions';
import { typeOf } from './type-names';
import { TEXT, UNKNOWN, type SqlType, type Value } from './types';

/** The cluster of a running server, shared by its sessions. */
export interface Server {
  cluster: Cluster;
  /** The transactions that are open. */
  drafts?: Set<Draft>;
}

/** Who is connected, and what the session asks of the machine. */
export interface Surroundings {
  readonly user: string;
  readonly databaseName: string;
  readonly version: string;
  readonly pid: number;
  nowMs(): number;
  random(): number;
  zone(name: string): Zone | undefined;
}

export type Result =
  | {
      readonly kind: 'done';
      readonly outcome: Outcome;
      readonly around: Pick<Around, 'clock'>;
      readonly sleepMs: number;
    }
  /** It waits for another session's transaction to end; it is asked again then. */
  | { readonly kind: 'waits' }
  /** It waits for the lines of COPY … FROM STDIN. */
  | { readonly kind: 'copy' }
  | { readonly kind: 'failed'; readonly error: SqlError; readonly statement: string };

type Prepared = Statement & { readonly kind: 'prepare' };

export class SqlSession {
  /** Inside of a transaction: as the session sees it, and as it was before. */
  #draft: Draft | undefined;
  #start: Settings = new Map();
  #settings: Settings = new Map();
  #settingsBefore: Settings = new Map();
  #local: Settings | undefined;
  #role: string | undefined;
  readonly #prepared = new Map<string, Prepared>();
  readonly #drawn = new Map<string, string>();
  #copy: { readonly copy: Copy; readonly statement: string } | undefined;
  hasFailed = false;

  constructor(
    readonly server: Server,
    readonly surroundings: Surroundings,
  ) {}

  get isInTransaction(): boolean {
    return this.#draft !== undefined;
  }

  /** As whom statements run: SET ROLE changes it. */
  get user(): string {
    return this.#role ?? this.surroundings.user;
  }

  get isSuperuser(): boolean {
    return this.#isSuperuser(this.user);
  }

  #isSuperuser(role: string): boolean {
    return this.cluster.roles.some(({ name, isSuperuser }) => name === role && isSuperuser);
  }

  get #stored(): Database {
    const found = this.server.cluster.databases.find(({ name }) => name === this.surroundings.databaseName);
    if (!found) throw new SqlError(`database "${this.surroundings.databaseName}" does not exist`);
    return found;
  }

  /** The database as this session sees it. */
  get database(): Database {
    return this.#draft?.database ?? this.#stored;
  }

  get cluster(): Cluster {
    return this.#draft?.cluster ?? this.server.cluster;
  }

  setting(name: string): string | undefined {
    if (this.#draft && name === 'transaction_isolation') return this.#draft.isolation;
    if (this.#draft && name === 'transaction_read_only') return this.#draft.isReadOnly ? 'on' : 'off';
    return settingOf(this.#settings, name, this.surroundings.version)?.value;
  }

  /** A setting that the session has from its start, and goes back to. Throws SqlError. */
  preset(name: string, value: string): void {
    this.#start = withSetting(this.#start, name, [value]);
    this.#settings = this.#start;
  }

  /** Schemas in which names are looked for. */
  get path(): readonly string[] {
    const written = this.setting('search_path') ?? '';
    const schemas = written
      .split(',')
      .map((one) => one.trim().replace(/^"(.*)"$/, '$1'))
      .map((one) => (one === '$user' ? this.user : one));
    const around = {
      user: this.user,
      isSuperuser: this.isSuperuser,
      work: { cluster: this.cluster, database: this.database },
    };
    const has = (name: string): boolean =>
      this.database.schemas.some((schema) => schema.name === name) &&
      mayUseSchema(around, this.database, name, 'U');
    return [...(has(TEMPORARY) ? [TEMPORARY] : []), ...schemas.filter(has)];
  }

  /** What the catalogue says, for \\d and its like. */
  describe(): Description {
    return describe(this.#around({ cluster: this.cluster, database: this.database }, [], () => undefined));
  }

  /** The database as pg_dump writes it. Throws SqlError. */
  dump(): readonly DumpEntry[] {
    return dumpDatabase(
      this.#around({ cluster: this.cluster, database: this.database }, [], () => undefined),
    );
  }

  /** What a text of statements gives; ends at the first error. Several statements together are one transaction. */
  *run(sql: string): Generator<Result> {
    const { statements, rest } = splitStatements(sql);
    const all = rest.trim() === '' ? statements : [...statements, rest];
    const before = this.server.cluster;
    let from = 0;
    for (const statement of all) {
      const found = sql.indexOf(statement, from);
      const shift = found < 0 ? 0 : found;
      from = shift + statement.length;
      try {
        let result = this.#tryText(statement);
        for (; result === 'blocked'; result = this.#tryText(statement)) yield { kind: 'waits' };
        if (result) yield result;
        if (result?.kind === 'copy') return;
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
        if (this.isInTransaction) this.hasFailed = true;
        else if (all.length > 1) this.#restore(before);
        const placed =
          error.at === undefined
            ? error
            : new SqlError(error.message, error.at + shift, error.detail, error.hint, error.context);
        yield { kind: 'failed', error: placed, statement: sql };
        return;
      }
    }
  }

  /** The lines that COPY … FROM STDIN was waiting for. */
  *takeCopied(text: string): Generator<Result> {
    const waiting = this.#copy;
    this.#copy = undefined;
    if (!waiting) return;
    try {
      yield this.#inWork((around) => copyFrom(around, waiting.copy, text));
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      if (this.isInTransaction) this.hasFailed = true;
      yield { kind: 'failed', error, statement: waiting.statement };
    }
  }

  #restore(before: Cluster): void {
    const now = this.server.cluster;
    this.server.cluster = {
      ...before,
      databases: before.databases.map((one) =>
        withDrawnNumbers(one, now.databases.find(({ name }) => name === one.name) ?? one),
      ),
    };
  }

  /** `blocked`: another transaction has to end first. */
  #tryText(sql: string): Result | 'blocked' | undefined {
    try {
      const result = this.#runText(sql);
      if (this.#draft) this.#draft.waitsFor = undefined;
      return result;
    } catch (error) {
      if (!(error instanceof Blocked)) {
        if (this.#draft) this.#draft.waitsFor = undefined;
        throw error;
      }
      if (this.#draft) this.#draft.waitsFor = error.blocker;
      return 'blocked';
    }
  }

  /** The client has gone: what it has not committed is forgotten. */
  close(): void {
    if (this.#draft) this.server.drafts?.delete(this.#draft);
    this.#draft = undefined;
  }

  #runText(sql: string): Result | undefined {
    const statement = parseSql(sql);
    if (statement === undefined) return undefined;
    const ends =
      (statement.kind === 'transaction' && statement.what !== 'begin') ||
      (statement.kind === 'savepoint' && statement.what === 'rollback');
    if (this.hasFailed && !ends)
      throw new SqlError('current transaction is aborted, commands ignored until end of transaction block');
    if (statement.kind === 'copy' && statement.way === 'from' && statement.file === undefined) {
      this.#inWork((around) => {
        copiedColumns(around, statement);
        return { tag: '' };
      });
      this.#copy = { copy: statement, statement: sql };
      return { kind: 'copy' };
    }
    if (isForSession(statement)) return this.#forSession(statement);
    if (
      this.isInTransaction &&
      (statement.kind === 'create database' || statement.kind === 'drop database')
    ) {
      throw new SqlError(`${statement.kind.toUpperCase()} cannot run inside a transaction block`);
    }
    if (this.isInTransaction && statement.kind === 'analyze' && statement.tag === 'VACUUM')
      throw new SqlError('VACUUM cannot run inside a transaction block');
    if (this.#draft?.isReadOnly === true) refuseWrites(statement);
    return this.#inWork((around) => execute(around, statement));
  }

  #around(work: Work, parameters: Around['parameters'], sleep: (ms: number) => void): Around {
    const { surroundings } = this;
    const zone = surroundings.zone(this.setting('TimeZone') ?? 'UTC') ?? UTC;
    return {
      clock: {
        // Moments have whole microseconds.
        nowMs: Math.round((this.#draft?.startMs ?? surroundings.nowMs()) * 1000) / 1000,
        zone,
        namedZone: (name) => surroundings.zone(name),
      },
      user: this.user,
      sessionUser: surroundings.user,
      isSuperuser: this.isSuperuser,
      version: surroundings.version,
      pid: surroundings.pid,
      work,
      snapshot: work.database,
      path: this.path,
      parameters,
      drawn: this.#drawn,
      random: () => surroundings.random(),
      setting: (name) => this.setting(name),
      configure: (name, value, isLocal) => {
        if (isLocal && !this.isInTransaction) return value;
        if (isLocal) this.#local ??= this.#settings;
        // A path that is a text is a list already.
        const values =
          name === 'search_path'
            ? value.split(',').flatMap((one) => one.trim().replaceAll('"', '') || [])
            : [value];
        this.#settings = this.#withZone(withSetting(this.#settings, name, values), name, value);
        return value;
      },
      sleep,
    };
  }

  /** Runs on a copy, which is kept where all went well; numbers that were drawn stay drawn anyway. */
  #inWork(run: (around: Around) => Outcome, parameters: Around['parameters'] = []): Result {
    const draft = this.#draft;
    if (draft) {
      takeIn(draft, this.#stored);
      draft.hasQueried = true;
    }
    const work: Work = { cluster: this.cluster, database: this.database };
    const start = work.database;
    let sleepMs = 0;
    const around = this.#around(work, parameters, (ms) => {
      sleepMs += ms;
    });
    try {
      const outcome = run(around);
      checkRows(this.server.drafts ?? new Set(), draft, this.#stored, start, work.database);
      this.#keep(work.cluster, work.database);
      return { kind: 'done', outcome, around, sleepMs };
    } catch (error) {
      if (error instanceof SqlError) this.#keep(this.cluster, withDrawnNumbers(start, work.database));
      throw error;
    }
  }

  #keep(cluster: Cluster, database: Database): void {
    if (this.#draft) {
      this.#draft.database = database;
      this.#draft.cluster = cluster;
      // Numbers are drawn for all at once.
      this.server.cluster = withDatabase(this.server.cluster, withDrawnNumbers(this.#stored, database));
    } else this.server.cluster = withDatabase(cluster, database);
  }

  #done(outcome: Outcome): Result {
    return {
      kind: 'done',
      outcome,
      around: this.#around({ cluster: this.cluster, database: this.database }, [], () => undefined),
      sleepMs: 0,
    };
  }

  #forSession(statement: SessionStatement): Result {
    switch (statement.kind) {
      case 'transaction':
        return this.#done(this.#bound(statement));
      case 'savepoint':
        return this.#done(this.#savepoint(statement.what, statement.name));
      case 'lock': {
        for (const name of statement.names) {
          if (
            !findNamed(this.database.tables, name.schema === undefined ? this.path : [name.schema], name.name)
          )
            throw noRelation(name, undefined);
        }
        if (!this.isInTransaction) throw new SqlError('LOCK TABLE can only be used in transaction blocks');
        return this.#done({ tag: 'LOCK TABLE' });
      }
      case 'set': {
        if (statement.name === 'transaction') {
          if (this.#draft) this.#applyModes(this.#draft, statement.modes ?? {});
          return this.#done({
            tag: 'SET',
            ...(this.isInTransaction
              ? {}
              : {
                  notices: [
                    { level: 'WARNING', message: 'SET TRANSACTION can only be used in transaction blocks' },
                  ],
                }),
          });
        }
        const values = statement.values === 'default' ? undefined : statement.values;
        const next = this.#withZone(
          values === undefined
            ? this.#withPreset(statement.name)
            : withSetting(this.#settings, statement.name, values),
          statement.name,
          values?.[0],
        );
        if (statement.isLocal) {
          if (!this.isInTransaction)
            return this.#done({
              tag: 'SET',
              notices: [{ level: 'WARNING', message: 'SET LOCAL can only be used in transaction blocks' }],
            });
          this.#local ??= this.#settings;
        }
        this.#settings = next;
        return this.#done({ tag: 'SET' });
      }
      case 'set role':
        this.#role = this.#roleToBe(statement.role);
        return this.#done({ tag: statement.role === undefined ? 'RESET' : 'SET' });
      case 'reset':
        this.#settings = statement.name === 'all' ? this.#start : this.#withPreset(statement.name);
        return this.#done({ tag: 'RESET' });
      case 'show': {
        if (statement.name === 'all') throw new SqlError('SHOW ALL is not modelled on this simulated server');
        const { name, value } = shownSetting(this.#settings, statement.name, this.surroundings.version);
        const own = this.setting(name) ?? value;
        return this.#done({ tag: 'SHOW', columns: [{ name, type: TEXT }], rows: [[own]] });
      }
      case 'prepare': {
        if (this.#prepared.has(statement.name))
          throw new SqlError(`prepared statement "${statement.name}" already exists`);
        this.#prepared.set(statement.name, statement);
        return this.#done({ tag: 'PREPARE' });
      }
      case 'execute':
        return this.#executePrepared(statement);
      case 'deallocate': {
        if (statement.name === 'all') this.#prepared.clear();
        else if (!this.#prepared.delete(statement.name))
          throw new SqlError(`prepared statement "${statement.name}" does not exist`);
        return this.#done({ tag: statement.name === 'all' ? 'DEALLOCATE ALL' : 'DEALLOCATE' });
      }
    }
  }

  #roleToBe(role: string | undefined): string | undefined {
    if (role === undefined) return undefined;
    if (!this.cluster.roles.some(({ name }) => name === role))
      throw new SqlError(`role "${role}" does not exist`);
    const { user } = this.surroundings;
    if (!this.#isSuperuser(user) && !isMember(this.cluster, user, role))
      throw new SqlError(`permission denied to set role "${role}"`);
    return role;
  }

  /** The settings with one as it was at the start. Throws SqlError. */
  #withPreset(name: string): Settings {
    const own = settingOf(this.#start, name, this.surroundings.version);
    const reset = withSetting(this.#settings, name, undefined);
    const preset = own && this.#start.get(own.name);
    return preset === undefined ? reset : withSetting(reset, name, [preset]);
  }

  #withZone(settings: Settings, name: string, value: string | undefined): Settings {
    if (
      name.toLowerCase() === 'timezone' &&
      value !== undefined &&
      this.surroundings.zone(value) === undefined
    ) {
      throw new SqlError(`invalid value for parameter "TimeZone": "${value}"`);
    }
    return settings;
  }

  #executePrepared({ name, args }: Statement & { readonly kind: 'execute' }): Result {
    const prepared = this.#prepared.get(name);
    if (!prepared) throw new SqlError(`prepared statement "${name}" does not exist`);
    const { statement, types } = prepared;
    const highest = Math.max(
      types.length,
      ...[...JSON.stringify(statement).matchAll(/"kind":"parameter","index":(\d+)/g)].map(([, index]) =>
        Number(index),
      ),
      0,
    );
    if (args.length !== highest)
      throw new SqlError(
        `wrong number of parameters for prepared statement "${name}"`,
        undefined,
        `Expected ${highest} parameters but got ${args.length}.`,
      );
    const own = this.#around({ cluster: this.cluster, database: this.database }, [], () => undefined);
    const parameters = args.map((arg, index): { type: SqlType; value: Value } => {
      const type = types[index] ? typeOf(own, types[index]) : UNKNOWN;
      const node = coerce(emptyScope(own), compile(emptyScope(own), arg), type, 'assignment');
      return { type: type.name === UNKNOWN.name ? node.type : type, value: node.run(NO_ROW) };
    });
    return this.#inWork((around) => execute(around, statement), parameters);
  }

  #savepoint(what: 'savepoint' | 'release' | 'rollback', name: string): Outcome {
    const word = { savepoint: 'SAVEPOINT', release: 'RELEASE SAVEPOINT', rollback: 'ROLLBACK TO SAVEPOINT' }[
      what
    ];
    if (!this.#draft) throw new SqlError(`${word} can only be used in transaction blocks`);
    if (what === 'savepoint') {
      this.#draft.savepoints.push({ name, database: this.#draft.database, cluster: this.#draft.cluster });
      return { tag: 'SAVEPOINT' };
    }
    const index = this.#draft.savepoints.findLastIndex((one) => one.name === name);
    const found = this.#draft.savepoints[index];
    if (!found) throw new SqlError(`savepoint "${name}" does not exist`);
    if (what === 'release') {
      this.#draft.savepoints.length = index;
      return { tag: 'RELEASE' };
    }
    this.#draft.savepoints.length = index + 1;
    this.#draft.database = withDrawnNumbers(found.database, this.#draft.database);
    this.#draft.cluster = found.cluster;
    this.hasFailed = false;
    return { tag: 'ROLLBACK' };
  }

  /** Throws SqlError where it is too late. */
  #applyModes(draft: Draft, { isolation, isReadOnly }: Modes): void {
    if (isolation !== undefined && isolation !== draft.isolation && draft.hasQueried)
      throw new SqlError('SET TRANSACTION ISOLATION LEVEL must be called before any query');
    if (isReadOnly === false && draft.isReadOnly && draft.hasQueried)
      throw new SqlError('transaction read-write mode must be set before any query');
    draft.isolation = isolation ?? draft.isolation;
    draft.isReadOnly = isReadOnly ?? draft.isReadOnly;
  }

  #bound({ what, tag, modes = {} }: Statement & { readonly kind: 'transaction' }): Outcome {
    const draft = this.#draft;
    if (what === 'begin') {
      if (draft)
        return {
          tag,
          notices: [{ level: 'WARNING', message: 'there is already a transaction in progress' }],
        };
      const database = this.#stored;
      const { cluster } = this.server;
      this.#draft = {
        database,
        cluster,
        before: database,
        clusterBefore: cluster,
        startMs: this.surroundings.nowMs(),
        isolation: modes.isolation ?? isolationNamed(this.setting('default_transaction_isolation')),
        isReadOnly: modes.isReadOnly ?? this.setting('default_transaction_read_only') === 'on',
        hasQueried: false,
        savepoints: [],
      };
      (this.server.drafts ??= new Set()).add(this.#draft);
      this.#settingsBefore = this.#settings;
      return { tag };
    }
    if (!draft)
      return { tag, notices: [{ level: 'WARNING', message: 'there is no transaction in progress' }] };
    const isKept = what === 'commit' && !this.hasFailed;
    this.#draft = undefined;
    this.server.drafts?.delete(draft);
    this.hasFailed = false;
    if (!isKept) this.#settings = this.#settingsBefore;
    else if (this.#local) this.#settings = this.#local;
    this.#local = undefined;
    const stored = this.#stored;
    const next = isKept
      ? withDrawnNumbers(mergeChanges(stored, draft.before, draft.database), stored)
      : withDrawnNumbers(stored, draft.database);
    const roles =
      isKept && draft.cluster.roles !== draft.clusterBefore.roles
        ? draft.cluster.roles
        : this.server.cluster.roles;
    this.server.cluster = withDatabase({ ...this.server.cluster, roles }, next);
    return { tag: isKept ? tag : 'ROLLBACK' };
  }
}

function isolationNamed(text: string | undefined): Isolation {
  return text === 'serializable' || text === 'repeatable read' || text === 'read uncommitted'
    ? text
    : 'read committed';
}

/** Throws SqlError where a statement writes. */
function refuseWrites(statement: Statement): void {
  const { kind } = statement;
  if (kind === 'query' || kind === 'analyze' || (kind === 'copy' && statement.way === 'to')) return;
  const words: Readonly<Record<string, string>> = {
    truncate: 'TRUNCATE TABLE',
    copy: 'COPY FROM',
    drop: 'DROP',
  };
  const word =
    kind === 'drop' || kind === 'alter table'
      ? `${kind.split(' ')[0]?.toUpperCase() ?? ''} ${statement.what.toUpperCase()}`
      : (words[kind] ?? kind.toUpperCase());
  throw new SqlError(`cannot execute ${word} in a read-only transaction`);
}
