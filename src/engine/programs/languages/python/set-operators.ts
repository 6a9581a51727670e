/** What operators do with sets, in the order of members that CPython gives. */
import { FROZENSET, type PyClass, PySet, SET } from './values';

export function copiedSet(set: PySet, cls: PyClass = set.cls): PySet {
  const made = new PySet(cls);
  made.map.merge(set.map);
  return made;
}

/** `a | b` and the like; undefined: no operator of sets. */
export function combineSets(operator: string, a: PySet, b: PySet): PySet | undefined {
  const cls = a.cls.isSubclassOf(FROZENSET) ? FROZENSET : SET;
  switch (operator) {
    case '|': {
      const made = copiedSet(a, cls);
      made.map.merge(b.map);
      return made;
    }
    case '&': {
      const [small, large] = b.map.size > a.map.size ? [a, b] : [b, a];
      const made = new PySet(cls);
      for (const [key, value] of small.map) if (large.map.has(key)) made.map.set(key, value);
      return made;
    }
    case '-': {
      if (a.map.size >> 2 > b.map.size) {
        const made = copiedSet(a, cls);
        for (const key of b.map.keys()) made.map.delete(key);
        return made;
      }
      const made = new PySet(cls);
      for (const [key, value] of a.map) if (!b.map.has(key)) made.map.set(key, value);
      return made;
    }
    case '^': {
      const made = copiedSet(b, cls);
      toggle(made, a);
      return made;
    }
    default:
      return undefined;
  }
}

function toggle(set: PySet, other: PySet): void {
  for (const [key, value] of [...other.map]) if (!set.map.delete(key)) set.map.set(key, value);
}

/** `a |= b` and the like change the set itself. */
export function changeSet(operator: string, a: PySet, b: PySet): boolean {
  switch (operator) {
    case '|':
      a.map.merge(b.map);
      return true;
    case '&':
      a.map.take((combineSets('&', a, b) ?? a).map);
      return true;
    case '-':
      for (const key of [...b.map.keys()]) a.map.delete(key);
      return true;
    case '^':
      toggle(a, b);
      return true;
    default:
      return false;
  }
}
