// What several sessions do at the same time: what each sees of the others, and who waits for whom (xact.c, heapam.c).
import {
  mergeChanges,
  withDrawnNumbers,
  type Cluster,
  type Database,
  type Row,
  type Table,
} from './database';
import { SqlError } from './sql-error';

export type Isolation = 'read uncommitted' | 'read committed' | 'repeatable read' | 'serializable';

/** How a transaction is to run; what is not said stays as it is. */
export interface Modes {
  readonly isolation?: Isolation;
  readonly isReadOnly?: boolean;
}

export interface Savepoint {
  readonly name: string;
  readonly database: Database;
  readonly cluster: Cluster;
}

/** An open transaction. */
export interface Draft {
  /** As its session sees it. */
  database: Database;
  cluster: Cluster;
  /** What it started from: the difference is what it has changed. */
  before: Database;
  readonly clusterBefore: Cluster;
  readonly startMs: number;
  isolation: Isolation;
  isReadOnly: boolean;
  /** Whether a statement has seen data: its isolation is fixed then. */
  hasQueried: boolean;
  savepoints: Savepoint[];
  /** The transaction that it waits for. */
  waitsFor?: Draft | undefined;
}

/** A statement has to wait until another transaction has ended. */
export class Blocked extends Error {
  constructor(readonly blocker: Draft) {
    super('blocked');
  }
}

/** Whether it sees the database as it was when it started, to its end. */
export function isFrozen({ isolation }: Draft): boolean {
  return isolation === 'repeatable read' || isolation === 'serializable';
}

/** Before a statement: takes in what others have committed meanwhile; numbers that they drew are drawn in any case. */
export function takeIn(draft: Draft, stored: Database): void {
  if (isFrozen(draft)) {
    draft.database = withDrawnNumbers(draft.database, stored);
    return;
  }
  if (stored === draft.before) return;
  const { before } = draft;
  draft.database = withDrawnNumbers(mergeChanges(stored, before, draft.database), stored);
  draft.savepoints = draft.savepoints.map((one) => ({
    ...one,
    database: mergeChanges(stored, before, one.database),
  }));
  draft.before = stored;
}

/** Rows that a change has taken away or replaced, with their tables. */
function* goneRows(
  before: Database,
  after: Database,
): Generator<{ readonly table: Table; readonly row: Row }> {
  if (before.tables === after.tables) return;
  for (const table of before.tables) {
    const next = after.tables.find((one) => one.schema === table.schema && one.name === table.name);
    if (next === undefined || next.rows === table.rows) continue;
    const kept = new Set(next.rows);
    for (const row of table.rows) if (!kept.has(row)) yield { table, row };
  }
}

/**
 * Checks the rows that a statement takes away. Throws Blocked where another open transaction has taken one, and SqlError
 * where a frozen transaction comes too late.
 */
export function checkRows(
  drafts: ReadonlySet<Draft>,
  own: Draft | undefined,
  stored: Database,
  before: Database,
  after: Database,
): void {
  const gone = [...goneRows(before, after)];
  if (gone.length === 0) return;
  const rows = new Set(gone.map(({ row }) => row));
  for (const other of drafts) {
    if (other === own) continue;
    for (const { row } of goneRows(other.before, other.database)) {
      if (!rows.has(row)) continue;
      if (own && leadsTo(other, own))
        throw new SqlError('deadlock detected', undefined, undefined, 'See server log for query details.');
      throw new Blocked(other);
    }
  }
  if (!own || !isFrozen(own)) return;
  for (const { table, row } of gone) {
    const old = own.before.tables.find((one) => one.schema === table.schema && one.name === table.name);
    const now = stored.tables.find((one) => one.schema === table.schema && one.name === table.name);
    if (old?.rows.includes(row) === true && now?.rows.includes(row) !== true)
      throw new SqlError('could not serialize access due to concurrent update');
  }
}

function leadsTo(from: Draft, to: Draft): boolean {
  for (let one = from.waitsFor; one !== undefined; one = one.waitsFor) if (one === to) return true;
  return false;
}
