import type { Task } from '../../kernel';
import { byteString } from '../shared/bytes';
import { reason } from '../shared/errors';
import { globToRegex } from '../shared/glob';
import { openInput } from '../shared/input';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { formatTime } from '../shared/time';
import { localZone } from '../shared/zones';
import { inTarget, isDirectory, join, sortedNames, statOf } from '../shared/trees';
import { diffLines } from './diff-lines';
import type { Change } from './diff-lines';

const OPTIONS = {
  unified: 'u',
  unifiedLines: 'U,unified[=NUM]',
  context: 'c',
  contextLines: 'C,context[=NUM]',
  leftColumn: 'left-column',
  brief: 'q,brief',
  same: 's,report-identical-files',
  recursive: 'r,recursive',
  newFile: 'N,new-file',
  ignoreCase: 'i,ignore-case',
  ignoreSpace: 'b,ignore-space-change',
  ignoreAllSpace: 'w,ignore-all-space',
  ignoreBlank: 'B,ignore-blank-lines',
  label: 'L,label=LABEL',
  text: 'a,text',
  minimal: 'd,minimal',
  side: 'y,side-by-side',
  width: 'W,width=NUM',
  color: 'color[=WHEN]',
  exclude: 'x,exclude=PAT',
  tabs: 't,expand-tabs',
  initialTab: 'T,initial-tab',
  noDereference: 'no-dereference',
  trailing: 'Z,ignore-trailing-space',
  suppress: 'suppress-common-lines',
  normal: 'normal',
  function: 'p,show-c-function',
  start: 'S=FILE',
} as const;

type DiffCall = Call<typeof OPTIONS>;

export const diff = program({
  id: 'diffutils/diff',
  usage: '[OPTION]... FILES',
  busyboxUsage: '[-abBdiNqrTstw] [-L LABEL] [-S FILE] [-U LINES] FILE1 FILE2',
  usageStatus: 2,
  options: OPTIONS,
  busyboxNumbers: 'U',
  busyboxLacks: 'CWZcxy',
  busyboxLong:
    'brief expand-tabs ignore-all-space ignore-blank-lines ignore-case ignore-space-change initial-tab label minimal new-file recursive report-identical-files show-c-function text unified',
  rewrite: (args) =>
    args
      .map((arg) => (/^-\d+$/.test(arg) ? `-U${arg.slice(1)}` : arg))
      .flatMap((arg, i, all) =>
        /^-[UC]$/.test(arg) ? [`${arg}${all[i + 1] ?? ''}`] : /^-[UC]$/.test(all[i - 1] ?? '') ? [] : [arg],
      ),
  *run(c) {
    const [a, b, extra] = c.operands;
    if (a === undefined) return yield* c.misused("missing operand after 'diff'");
    if (b === undefined) return yield* c.misused(`missing operand after '${a}'`);
    if (extra !== undefined) return yield* c.misused(`extra operand '${extra}'`);
    const missing = [a, b].filter((name) => name !== '-' && !c.flags.newFile && !statOf(c.p, name));
    for (const name of c.gnu ? missing : missing.slice(0, 1)) {
      const why = 'No such file or directory';
      yield* c.warn(c.gnu ? `${name}: ${why}` : `can't stat '${name}': ${why}`);
    }
    if (missing.length > 0) return 2;
    const [folderA, folderB] = [isDirectory(c.p, a), isDirectory(c.p, b)];
    if (folderA && folderB) {
      if (!c.gnu && c.flags.recursive) return yield* compareTrees(c, a, b);
      return yield* compareFolders(c, a, b);
    }
    return yield* compareFiles(
      c,
      folderA ? inTarget(c.p, b, a) : a,
      folderB ? inTarget(c.p, a, b) : b,
      false,
    );
  },
});

function* compareFolders(c: DiffCall, a: string, b: string): Task<number> {
  const names = [...new Set([...sortedNames(c.p, a), ...sortedNames(c.p, b)])].sort();
  const excluded = c.all('exclude').map((pattern) => globToRegex(pattern));
  let status = 0;
  for (const name of names) {
    yield* c.p.turn();
    if (excluded.some((pattern) => pattern.test(name))) continue;
    const [left, right] = [join(a, name), join(b, name)];
    const [statA, statB] = [statOf(c.p, left), statOf(c.p, right)];
    let result = 1;
    if (statA && statB) {
      if (statA.kind === 'directory' && statB.kind === 'directory') {
        if (c.flags.recursive) result = yield* compareFolders(c, left, right);
        else {
          yield* c.print(`Common subdirectories: ${left} and ${right}\n`);
          result = 0;
        }
      } else if (statA.kind === 'directory' || statB.kind === 'directory') {
        const kind = (folder: boolean): string => (folder ? 'directory' : 'regular file');
        yield* c.print(
          `File ${left} is a ${kind(statA.kind === 'directory')} while file ${right} is a ${kind(statB.kind === 'directory')}\n`,
        );
      } else result = yield* compareFiles(c, left, right, true);
    } else if (c.flags.newFile && (statA ?? statB)?.kind === 'file')
      result = yield* compareFiles(c, left, right, true);
    else yield* c.print(`Only in ${statA ? a : b}: ${name}\n`);
    status = Math.max(status, result);
  }
  return status;
}

/**
 * BusyBox' `-r`: the files below each folder, in the order of their whole paths. A folder that the other side has not
 * is passed over without a word, unless -N. Source: editors/diff.c.
 */
function* compareTrees(c: DiffCall, a: string, b: string): Task<number> {
  let status = 0;
  const filesBelow = (root: string, other: string, folder = ''): string[] =>
    sortedNames(c.p, join(root, folder)).flatMap((name) => {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (!isDirectory(c.p, join(root, path))) return [path];
      if (c.flags.newFile || isDirectory(c.p, join(other, path))) return filesBelow(root, other, path);
      status = 1;
      return [];
    });
  const [left, right] = [new Set(filesBelow(a, b)), new Set(filesBelow(b, a))];
  for (const path of [...new Set([...left, ...right])].sort()) {
    yield* c.p.turn();
    let result = 1;
    if ((left.has(path) && right.has(path)) || c.flags.newFile)
      result = yield* compareFiles(c, join(a, path), join(b, path), true);
    else yield* c.print(`Only in ${left.has(path) ? a : b}: ${path}\n`);
    status = Math.max(status, result);
  }
  return status;
}

interface Side {
  readonly lines: readonly string[];
  /** Whether the last line has its newline. */
  readonly terminated: boolean;
  readonly binary: boolean;
}

function* read(c: DiffCall, name: string): Task<Side | undefined> {
  if (c.flags.newFile && name !== '-' && (!statOf(c.p, name) || (!c.gnu && isDirectory(c.p, name))))
    return { lines: [], terminated: true, binary: false };
  try {
    const input = openInput(c.p, name);
    const lines = yield* input.reader.lines();
    const { terminated } = input.reader;
    input.close();
    return {
      lines,
      terminated,
      binary: !c.flags.text && lines.slice(0, 100).some((line) => line.includes('\0')),
    };
  } catch (error) {
    yield* c.warn(`${name}: ${reason(error)}`);
    return undefined;
  }
}

function isSameFile(c: DiffCall, a: string, b: string): boolean {
  const [left, right] = [statOf(c.p, a), statOf(c.p, b)];
  return left !== undefined && left.ino === right?.ino;
}

function* compareFiles(c: DiffCall, a: string, b: string, inFolder: boolean): Task<number> {
  const { flags } = c;
  // BusyBox does not read a file to compare it with itself.
  if (!c.gnu && isSameFile(c, a, b)) return 0;
  const left = yield* read(c, a);
  const right = yield* read(c, b);
  if (!left || !right) return 2;
  const key = (line: string): string => {
    let text = line;
    if (flags.ignoreAllSpace) text = text.replace(/\s+/g, '');
    else if (flags.ignoreSpace) text = text.replace(/\s+/g, ' ').trimEnd();
    else if (flags.trailing) text = text.trimEnd();
    return flags.ignoreCase ? text.toLowerCase() : text;
  };
  // A last line without a newline is another line than one with it.
  const keys = (side: Side): string[] =>
    side.lines.map((line, i) => key(line) + (!side.terminated && i === side.lines.length - 1 ? '\0' : ''));
  let changes = diffLines(keys(left), keys(right));
  if (flags.ignoreBlank) {
    const blank = (lines: readonly string[]): boolean => lines.every((line) => line === '');
    changes = changes.filter(
      (change) =>
        !(
          blank(left.lines.slice(change.aFrom, change.aTo)) &&
          blank(right.lines.slice(change.bFrom, change.bTo))
        ),
    );
  }
  if (changes.length === 0 && flags.side && !flags.brief && c.gnu) {
    yield* sideBySide(c, left, right, changes);
    return 0;
  }
  if (changes.length === 0) {
    if (flags.same) yield* c.print(`Files ${a} and ${b} are identical\n`);
    return 0;
  }
  if (flags.brief) {
    yield* c.print(`Files ${a} and ${b} differ\n`);
    return 1;
  }
  if (left.binary || right.binary) {
    yield* c.print(`Binary files ${a} and ${b} differ\n`);
    return c.gnu ? 2 : 1;
  }
  if (inFolder && c.gnu)
    yield* c.print(
      `diff ${c.args.filter((arg) => arg.startsWith('-')).join(' ')} ${a} ${b}\n`.replace(/ +/g, ' '),
    );
  if (flags.side) yield* sideBySide(c, left, right, changes);
  else if (flags.unified || flags.unifiedLines !== undefined || (!c.gnu && !flags.normal))
    yield* unified(c, a, b, left, right, changes, Number(flags.unifiedLines || 3));
  else if (flags.context || flags.contextLines !== undefined)
    yield* inContext(c, a, b, left, right, changes, Number(flags.contextLines || 3));
  else yield* normal(c, left, right, changes);
  return 1;
}

const range = (from: number, to: number): string =>
  to - from <= 1 ? String(to - from === 0 ? from : from + 1) : `${String(from + 1)},${String(to)}`;

function lineOf(side: Side, index: number, mark: string): string {
  const missing = !side.terminated && index === side.lines.length - 1;
  return `${mark}${side.lines[index] ?? ''}\n${missing ? '\\ No newline at end of file\n' : ''}`;
}

const COLORS: Readonly<Record<string, string>> = { '-': '31', '<': '31', '+': '32', '>': '32', '@': '36' };

function paint(c: DiffCall, text: string): string {
  const on =
    c.flags.color === 'always' || ((c.flags.color === '' || c.flags.color === 'auto') && c.p.isatty(1));
  const code = COLORS[text[0] ?? ''];
  return on && code !== undefined ? text.replace(/^([^\\].*)$/gm, `\x1b[${code}m$1\x1b[0m`) : text;
}

function* normal(c: DiffCall, left: Side, right: Side, changes: readonly Change[]): Task<void> {
  for (const { aFrom, aTo, bFrom, bTo } of changes) {
    const letter = aFrom === aTo ? 'a' : bFrom === bTo ? 'd' : 'c';
    yield* c.write(`${range(aFrom, aTo)}${letter}${range(bFrom, bTo)}\n`);
    for (let index = aFrom; index < aTo; index++) yield* c.write(paint(c, lineOf(left, index, '< ')));
    if (letter === 'c') yield* c.write('---\n');
    for (let index = bFrom; index < bTo; index++) yield* c.write(paint(c, lineOf(right, index, '> ')));
  }
}

/** What stands for a file at the head: its name and when it changed, or what --label says. */
function title(c: DiffCall, name: string, label: string | undefined, format: string): string {
  if (label !== undefined) return label;
  // A side that -N makes up.
  if (!c.gnu) return statOf(c.p, name)?.kind === 'file' || name === '-' ? name : '/dev/null';
  const ms = name === '-' ? c.p.nowMs : (statOf(c.p, name)?.mtimeMs ?? 0);
  return `${name}\t${formatTime(format, ms, localZone(c.p))}`;
}

interface HunkOfChanges {
  readonly group: readonly Change[];
  readonly first: Change;
  readonly last: Change;
}

/** Changes that are shown together: those whose surroundings touch. */
function hunksOf(changes: readonly Change[], around: number): HunkOfChanges[] {
  const hunks: { group: Change[]; first: Change; last: Change }[] = [];
  for (const change of changes) {
    const hunk = hunks.at(-1);
    if (!hunk || change.aFrom - hunk.last.aTo > 2 * around)
      hunks.push({ group: [change], first: change, last: change });
    else {
      hunk.group.push(change);
      hunk.last = change;
    }
  }
  return hunks;
}

/** The copied context format of POSIX; a side of a hunk in which nothing changed is left out. */
function* inContext(
  c: DiffCall,
  a: string,
  b: string,
  left: Side,
  right: Side,
  changes: readonly Change[],
  around: number,
): Task<void> {
  const format = '%a %b %e %H:%M:%S %Y';
  const [labelA, labelB] = c.all('label');
  yield* c.write(byteString(`*** ${title(c, a, labelA, format)}\n--- ${title(c, b, labelB, format)}\n`));
  const span = (from: number, to: number): string =>
    to - from <= 1 ? String(to) : `${String(from + 1)},${String(to)}`;
  for (const { group, first, last } of hunksOf(changes, around)) {
    const before = Math.min(around, first.aFrom);
    const after = Math.min(around, left.lines.length - last.aTo);
    const both = (change: Change): boolean => change.aFrom < change.aTo && change.bFrom < change.bTo;
    const side = function* (
      lines: Side,
      [from, to]: readonly [number, number],
      mark: string,
      of: (change: Change) => readonly [number, number],
    ): Task<void> {
      if (group.every((change) => of(change)[0] === of(change)[1])) return;
      for (let at = from; at < to; at++) {
        const change = group.find((one) => at >= of(one)[0] && at < of(one)[1]);
        const sign = change ? (both(change) ? '!' : mark) : ' ';
        yield* c.write(lineOf(lines, at, `${sign} `));
      }
    };
    const [aFrom, aTo] = [first.aFrom - before, last.aTo + after];
    const [bFrom, bTo] = [first.bFrom - before, last.bTo + after];
    yield* c.write(`***************\n*** ${span(aFrom, aTo)} ****\n`);
    yield* side(left, [aFrom, aTo], '-', (change) => [change.aFrom, change.aTo]);
    yield* c.write(`--- ${span(bFrom, bTo)} ----\n`);
    yield* side(right, [bFrom, bTo], '+', (change) => [change.bFrom, change.bTo]);
  }
}

function* unified(
  c: DiffCall,
  a: string,
  b: string,
  left: Side,
  right: Side,
  changes: readonly Change[],
  around: number,
): Task<void> {
  const format = '%Y-%m-%d %H:%M:%S.%N %z';
  const [labelA, labelB] = c.all('label');
  yield* c.write(byteString(`--- ${title(c, a, labelA, format)}\n+++ ${title(c, b, labelB, format)}\n`));
  const span = (from: number, to: number): string =>
    to - from === 1 ? String(from + 1) : `${String(to - from === 0 ? from : from + 1)},${String(to - from)}`;
  for (const { group, first, last } of hunksOf(changes, around)) {
    const before = Math.min(around, first.aFrom);
    const after = Math.min(around, left.lines.length - last.aTo);
    yield* c.write(
      paint(
        c,
        `@@ -${span(first.aFrom - before, last.aTo + after)} +${span(first.bFrom - before, last.bTo + after)} @@\n`,
      ),
    );
    let at = first.aFrom - before;
    for (const change of group) {
      for (; at < change.aFrom; at++) yield* c.write(lineOf(left, at, ' '));
      for (; at < change.aTo; at++) yield* c.write(paint(c, lineOf(left, at, '-')));
      for (let other = change.bFrom; other < change.bTo; other++)
        yield* c.write(paint(c, lineOf(right, other, '+')));
    }
    for (; at < last.aTo + after; at++) yield* c.write(lineOf(left, at, ' '));
  }
}

/** Blanks up to a column, tabs as far as they reach. */
function blanks(from: number, to: number, withTabs: boolean): string {
  let text = '';
  let at = from;
  for (let tab = at + 8 - (at % 8); withTabs && tab <= to; tab += 8) {
    text += '\t';
    at = tab;
  }
  return text + ' '.repeat(Math.max(0, to - at));
}

/** Two columns that both begin where a tab ends. Source: diffutils, side.c and main in diff.c. */
function* sideBySide(c: DiffCall, left: Side, right: Side, changes: readonly Change[]): Task<void> {
  const width = Number(c.flags.width ?? 130);
  const tab = c.flags.tabs ? 1 : 8;
  const second = Math.floor((width + tab + 3) / (2 * tab)) * tab;
  const half = Math.max(0, Math.min(second - 3, width - second));
  const row = (a: string | undefined, mark: string, b: string | undefined): string => {
    let text = (a ?? '').slice(0, half);
    let column = text.length;
    const reach = (to: number): void => {
      text += blanks(column, to, !c.flags.tabs);
      column = Math.max(column, to);
    };
    if (mark !== ' ') {
      reach(Math.floor((half + second - 1) / 2));
      text += mark;
      column++;
    }
    if (b !== undefined && b !== '') {
      reach(second);
      text += b.slice(0, half);
    }
    return `${text}\n`;
  };
  const end = { aFrom: left.lines.length, aTo: left.lines.length, bFrom: 0, bTo: 0 };
  let at = 0;
  for (const change of [...changes, end]) {
    for (; at < change.aFrom; at++) {
      const line = left.lines[at] ?? '';
      if (c.flags.suppress) continue;
      yield* c.write(c.flags.leftColumn ? row(line, '(', undefined) : row(line, ' ', line));
    }
    const count = Math.max(change.aTo - change.aFrom, change.bTo - change.bFrom);
    for (let n = 0; n < count; n++) {
      const a = change.aFrom + n < change.aTo ? left.lines[change.aFrom + n] : undefined;
      const b = change.bFrom + n < change.bTo ? right.lines[change.bFrom + n] : undefined;
      yield* c.write(row(a, a === undefined ? '>' : b === undefined ? '<' : '|', b));
    }
    at = change.aTo;
  }
}
