import { reason } from '../shared/errors';
import { openInput } from '../shared/input';
import { program } from '../shared/program';
import { isDirectory, parentOf, statOf } from '../shared/trees';

interface Hunk {
  readonly from: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** As it stands in the patch. */
  readonly lines: readonly string[];
  readonly newFrom: number;
}

interface FilePatch {
  readonly oldName: string;
  readonly newName: string;
  readonly hunks: Hunk[];
}

/** Unified diffs only. */
function parsePatch(lines: readonly string[]): FilePatch[] {
  const files: FilePatch[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const header = /^--- ([^\t]+)/.exec(line);
    const second = /^\+\+\+ ([^\t]+)/.exec(lines[at + 1] ?? '');
    if (header && second) {
      files.push({ oldName: header[1] ?? '', newName: second[1] ?? '', hunks: [] });
      at++;
      continue;
    }
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (!hunk) continue;
    let [left, right] = [Number(hunk[2] ?? 1), Number(hunk[4] ?? 1)];
    const before: string[] = [];
    const after: string[] = [];
    const inside: string[] = [];
    while ((left > 0 || right > 0) && at + 1 < lines.length) {
      const one = lines[++at] ?? '';
      const text = one.slice(1);
      inside.push(one);
      if (one.startsWith('-')) {
        before.push(text);
        left--;
      } else if (one.startsWith('+')) {
        after.push(text);
        right--;
      } else if (!one.startsWith('\\')) {
        before.push(text);
        after.push(text);
        left--;
        right--;
      }
    }
    const from = Math.max(0, Number(hunk[1]) - 1);
    files.at(-1)?.hunks.push({ from, before, after, lines: inside, newFrom: Number(hunk[3]) });
  }
  return files;
}

/**
 * Where BusyBox finds a hunk: from a line on, wherever that is; at the file's end only, if fewer lines of context stand
 * behind the change than before it. Source: editors/patch.c, apply_one_hunk.
 */
function findOnwards(lines: readonly string[], hunk: Hunk, from: number): number {
  const isContext = (line: string): boolean => line.startsWith(' ');
  const leading = hunk.lines.findIndex((line) => !isContext(line));
  const trailing = [...hunk.lines].reverse().findIndex((line) => !isContext(line));
  const needsEnd = trailing === 0 || trailing < leading;
  const last = lines.length - hunk.before.length;
  for (let at = needsEnd ? Math.max(from, last) : from; at <= last; at++)
    if (hunk.before.every((line, index) => lines[at + index] === line)) return at;
  return -1;
}

function find(lines: readonly string[], hunk: Hunk, near: number): number {
  const fits = (at: number): boolean =>
    at >= 0 && hunk.before.every((line, index) => lines[at + index] === line);
  for (let distance = 0; distance <= lines.length; distance++) {
    if (fits(near + distance)) return near + distance;
    if (fits(near - distance)) return near - distance;
  }
  return -1;
}

export const patch = program({
  id: 'patch/patch',
  usage: '[OPTION]... [ORIGFILE [PATCHFILE]]',
  busyboxUsage: '[-RNE] [-p N] [-i DIFF] [ORIGFILE [PATCHFILE]]',
  options: {
    strip: 'p,strip=NUM',
    input: 'i,input=PATCHFILE',
    reverse: 'R,reverse',
    forward: 'N,forward',
    dry: 'dry-run',
    quiet: 's,quiet,silent',
    backup: 'b,backup',
    directory: 'd,directory=DIR',
    output: 'o,output=FILE',
    removeEmpty: 'E,remove-empty-files',
  },
  busyboxLacks: 'bdos',
  busyboxLong: 'backup dry-run forward input remove-empty-files reverse strip',
  *run(c) {
    const { flags, p } = c;
    if (flags.directory !== undefined) p.chdir(flags.directory);
    let lines: string[];
    try {
      lines = yield* openInput(p, flags.input ?? c.operands[1] ?? '-').reader.lines();
    } catch (error) {
      return yield* c.fail(`Can't open patch file ${flags.input ?? ''} : ${reason(error)}`, 2);
    }
    const files = parsePatch(lines);
    if (files.length === 0 && !c.gnu) return 0;
    if (files.length === 0) return yield* c.fail('**** Only garbage was found in the patch input.', 2);
    const strip = (name: string): string =>
      flags.strip === undefined
        ? name.slice(name.lastIndexOf('/') + 1)
        : name.split('/').slice(Number(flags.strip)).join('/');
    let status = 0;
    for (const file of files) {
      const [oldName, newName] = flags.reverse ? [file.newName, file.oldName] : [file.oldName, file.newName];
      const creates = oldName === '/dev/null';
      const name = c.operands[0] ?? strip(newName === '/dev/null' ? oldName : newName);
      const stat = statOf(p, name);
      if (!stat && !creates && !c.gnu) {
        yield* c.print(`patching file ${name}\n`);
        return yield* c.fail(`can't open '${name}': No such file or directory`);
      }
      if (!stat && !creates) {
        yield* c.print(`can't find file to patch at input line 3\n`);
        status = 1;
        continue;
      }
      const text = stat ? p.files.readText(name) : '';
      const isNew = !stat && !c.gnu;
      const original = text === '' ? [] : text.replace(/\n$/, '').split('\n');
      const result = [...original];
      if (!flags.quiet)
        yield* c.print(
          isNew ? `creating ${name}\n` : `${flags.dry ? 'checking' : 'patching'} file ${name}\n`,
        );
      let [shift, failed, onwards] = [0, 0, 0];
      let isGivenUp = false;
      for (const [index, one] of file.hunks.entries()) {
        const hunk = flags.reverse ? { ...one, before: one.after, after: one.before } : one;
        if (!c.gnu) {
          const at = findOnwards(result, hunk, onwards);
          if (at >= 0) {
            result.splice(at, hunk.before.length, ...hunk.after);
            onwards = at + hunk.after.length;
            continue;
          }
          // The file stays as it was.
          yield* c.print(
            `Hunk ${String(index + 1)} FAILED ${String(one.from + 1)}/${String(one.newFrom)}.\n`,
          );
          yield* c.print(one.lines.map((line) => `${line}\n`).join(''));
          status = 1;
          isGivenUp = true;
          break;
        }
        const at = find(result, hunk, hunk.from + shift);
        if (at < 0) {
          failed++;
          yield* c.print(`Hunk #${String(index + 1)} FAILED at ${String(one.from + 1)}.\n`);
          continue;
        }
        const offset = at - hunk.from - shift;
        if (offset !== 0 && !flags.quiet)
          yield* c.print(
            `Hunk #${String(index + 1)} succeeded at ${String(at + 1)} (offset ${String(offset)} line${Math.abs(offset) === 1 ? '' : 's'}).\n`,
          );
        result.splice(at, hunk.before.length, ...hunk.after);
        shift += hunk.after.length - hunk.before.length + offset;
      }
      if (failed > 0) {
        yield* c.print(
          `${String(failed)} out of ${String(file.hunks.length)} hunk${file.hunks.length === 1 ? '' : 's'} FAILED\n`,
        );
        status = 1;
      }
      if (flags.dry || isGivenUp || (c.gnu && failed === file.hunks.length)) continue;
      if (flags.backup && stat) p.files.writeFile(`${name}.orig`, text);
      const isEmptied = newName === '/dev/null' && (c.gnu || flags.removeEmpty);
      if (isEmptied && result.length === 0) p.files.unlink(name);
      else {
        if (!isDirectory(p, parentOf(name))) p.files.mkdir(parentOf(name));
        p.files.writeFile(flags.output ?? name, result.map((line) => `${line}\n`).join(''));
      }
    }
    return status;
  },
});
