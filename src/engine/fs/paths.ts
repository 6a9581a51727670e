/** The names along a path of a tree; empty parts and `.` do not count. `..` is the caller's to resolve. */
export function pathNames(path: string): readonly string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}

/** By code units: the order in which tools that sort bytes (tar writers, Go) list names. */
export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
