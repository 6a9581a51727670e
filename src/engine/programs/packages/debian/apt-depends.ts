/** `apt depends`, `apt rdepends` and those of apt-cache: what a package names, and what names it. */
import type { Task } from '../../../kernel';
import type { AptSession } from './apt-session';
import type { Lists } from './lists';
import { relationsIn, type Relation } from './package-index';

const KINDS: Readonly<Record<string, string>> = {
  'Pre-Depends': 'PreDepends',
  Depends: 'Depends',
  Recommends: 'Recommends',
  Suggests: 'Suggests',
  Conflicts: 'Conflicts',
  Breaks: 'Breaks',
  Replaces: 'Replaces',
  Enhances: 'Enhances',
};
/** What `--important` shows. */
const IMPORTANT: ReadonlySet<string> = new Set(['Pre-Depends', 'Depends']);

/** A package's relation fields, as an archive offers it, else as dpkg knows it. */
function fieldsOf(s: AptSession, lists: Lists, name: string): ReadonlyMap<string, string> | undefined {
  const one = lists.packages.get(name);
  if (one === undefined || one.downloadBytes === 0) return s.status.get(name)?.fields;
  return new Map([
    ['Pre-Depends', one.preDepends],
    ['Depends', one.depends],
    ['Recommends', one.recommends],
    ['Suggests', one.suggests],
  ]);
}

function* kindsOf(
  s: AptSession,
  fields: ReadonlyMap<string, string>,
): Generator<{ readonly kind: string; readonly groups: readonly (readonly Relation[])[] }> {
  for (const [field, kind] of Object.entries(KINDS)) {
    if (s.has('important') && !IMPORTANT.has(field)) continue;
    yield { kind, groups: relationsIn(fields.get(field) ?? '') };
  }
}

/** apt has what versions are asked for, apt-cache only the names. */
function suffixOf(s: AptSession, { operator, version }: Relation): string {
  return s.name === 'apt' && operator !== undefined ? ` (${operator} ${version ?? ''})` : '';
}

export function* depends(s: AptSession, words: readonly string[]): Task<number> {
  const lists = yield* s.lists();
  const isThere = (name: string): boolean => lists.packages.has(name) || s.status.has(name);
  let found = 0;
  for (const word of words) {
    const fields = fieldsOf(s, lists, word);
    if (fields === undefined) continue;
    found++;
    yield* s.print(`${word}\n`);
    for (const { kind, groups } of kindsOf(s, fields)) {
      for (const group of groups) {
        for (const [at, relation] of group.entries()) {
          const { name } = relation;
          const shown = isThere(name) ? name : `<${name}>`;
          const mark = at < group.length - 1 ? ' |' : '  ';
          yield* s.print(`${mark}${kind}: ${shown}${suffixOf(s, relation)}\n`);
          if (isThere(name)) continue;
          for (const provider of lists.providers.get(name) ?? []) yield* s.print(`    ${provider}\n`);
        }
      }
    }
  }
  return found === 0 ? yield* s.fail('No packages found') : 0;
}

export function* reverseDepends(s: AptSession, words: readonly string[]): Task<number> {
  const lists = yield* s.lists();
  const all = new Set([...lists.packages.keys(), ...s.status.keys()]);
  let found = 0;
  for (const word of words) {
    if (!all.has(word)) continue;
    found++;
    yield* s.print(`${word}\nReverse Depends:\n`);
    for (const name of all) {
      const fields = fieldsOf(s, lists, name) ?? new Map<string, string>();
      for (const { kind, groups } of kindsOf(s, fields)) {
        for (const relation of groups.flat()) {
          if (relation.name !== word) continue;
          yield* s.print(s.name === 'apt' ? `  ${kind}: ${name}${suffixOf(s, relation)}\n` : `  ${name}\n`);
        }
      }
    }
  }
  return found === 0 ? yield* s.fail('No packages found') : 0;
}
