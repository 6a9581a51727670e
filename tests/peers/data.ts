import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { PeerCase } from './suite';

/** A file of peer data: what the projects' own tests feed in and expect. */
export interface PeerData {
  /** Base name without `.json`. */
  readonly name: string;
  readonly cases: readonly PeerCase[];
}

/** Files that lie beside the data and are none. */
const otherFiles = new Set(['known-gaps.json']);

/** The data files that a path names: itself, or the JSON files of a folder in the order of their names. */
export function findDataFiles(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => name.endsWith('.json') && !otherFiles.has(name));
  return names.sort().map((name) => join(path, name));
}

/** Reads a data file; throws when it has not the form `{ cases: [{ name, … }] }`. */
export function readData(path: string): PeerData {
  const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const cases: unknown = isRecord(content) ? content['cases'] : undefined;
  if (!Array.isArray(cases) || !cases.every(isRecord)) throw new Error(`${path}: no list of cases`);
  return { name: basename(path, '.json'), cases };
}

/** Whether a value is an object with named fields. */
export function isRecord(value: unknown): value is PeerCase {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
