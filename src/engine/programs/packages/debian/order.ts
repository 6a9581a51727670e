/**
 * In which order packages are unpacked, set up and removed: apt decides the first and the last
 * (pkgOrderList), dpkg the second (the order of its hash table of packages, those that wait put back).
 */
import { namesIn, type DebPackage } from './package-index';
import type { InstalledPackage } from './status-file';

const PRIORITY_SCORES: Readonly<Record<string, number>> = {
  required: 5,
  important: 4,
  standard: 3,
  optional: 1,
};
const PRE_DEPENDS_SCORE = 50;
const ESSENTIAL_SCORE = 200;

/** What dpkg is called to do: unpack these, then set those up (undefined: whatever is left). */
export interface Batch {
  readonly unpack: readonly DebPackage[];
  readonly configure: readonly string[] | undefined;
}

function score({ isEssential, preDepends, priority }: DebPackage): number {
  return (
    (isEssential ? ESSENTIAL_SCORE : 0) +
    (preDepends === '' ? 0 : PRE_DEPENDS_SCORE) +
    (PRIORITY_SCORES[priority] ?? 0)
  );
}

/** What a package needs first, among those that come. */
function needsOf(one: DebPackage): readonly string[] {
  return [...namesIn(one.preDepends), ...namesIn(one.depends)];
}

/** The order of download and unpacking: what a package needs comes before it. */
export function unpackOrder(coming: readonly DebPackage[]): readonly DebPackage[] {
  const byName = new Map(coming.map((one) => [one.name, one]));
  const ordered = new Set<DebPackage>();
  const visiting = new Set<string>();
  const visit = (one: DebPackage): void => {
    if (ordered.has(one) || visiting.has(one.name)) return;
    visiting.add(one.name);
    for (const name of needsOf(one)) {
      const other = byName.get(name);
      if (other !== undefined) visit(other);
    }
    ordered.add(one);
  };
  for (const one of [...coming].sort((a, b) => score(b) - score(a) || (a.name < b.name ? -1 : 1))) visit(one);
  return [...ordered];
}

/** Splits the order where a package has to be set up before another may be unpacked. */
export function batchesOf(order: readonly DebPackage[]): readonly Batch[] {
  const byName = new Map(order.map((one) => [one.name, one]));
  const batches: Batch[] = [];
  const configured = new Set<string>();
  let unpack: DebPackage[] = [];
  for (const one of order) {
    const first: string[] = [];
    const visit = (name: string): void => {
      const needed = byName.get(name);
      if (needed === undefined || configured.has(name)) return;
      configured.add(name);
      for (const other of needsOf(needed)) visit(other);
      first.push(name);
    };
    for (const name of namesIn(one.preDepends)) visit(name);
    if (first.length > 0) {
      batches.push({ unpack, configure: first });
      unpack = [];
    }
    unpack.push(one);
  }
  return [...batches, { unpack, configure: undefined }];
}

/** The order in which `dpkg --configure --pending` sets packages up. */
export function configureOrder(pending: readonly DebPackage[]): readonly DebPackage[] {
  const waiting = new Set(pending.map(({ name }) => name));
  let queue = [...pending].sort((a, b) => bin(a.name) - bin(b.name));
  const ordered: DebPackage[] = [];
  while (queue.length > 0) {
    const late: DebPackage[] = [];
    for (const one of queue) {
      if (needsOf(one).some((name) => name !== one.name && waiting.has(name))) late.push(one);
      else {
        waiting.delete(one.name);
        ordered.push(one);
      }
    }
    // A circle: dpkg breaks it somewhere.
    if (late.length === queue.length) return [...ordered, ...late];
    queue = late;
  }
  return ordered;
}

/** What depends on a package is removed before it. */
export function removeOrder(leaving: readonly InstalledPackage[]): readonly InstalledPackage[] {
  const sorted = [...leaving].sort((a, b) => (a.name < b.name ? -1 : 1));
  const ordered = new Set<InstalledPackage>();
  const visiting = new Set<InstalledPackage>();
  const visit = (one: InstalledPackage): void => {
    if (visiting.has(one)) return;
    visiting.add(one);
    for (const other of sorted) {
      const needs = ['Pre-Depends', 'Depends'].flatMap((field) => namesIn(other.fields.get(field) ?? ''));
      if (needs.includes(one.name)) visit(other);
    }
    ordered.add(one);
  };
  for (const one of sorted) visit(one);
  return [...ordered];
}

/** Where dpkg's hash table (FNV-1a, 65521 bins) keeps a package. */
function bin(name: string): number {
  return fnv(name) % 65_521;
}

/** … and where it keeps a file: `dpkg -S` shows them in this order. */
export function fileBin(path: string): number {
  return fnv(path.replace(/^\//, '')) % 262_139;
}

function fnv(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
