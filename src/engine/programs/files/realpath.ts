import { codeOf, reason } from '../shared/errors';
import { Errno, type Process } from '../../kernel';
import { program } from '../shared/program';
import { join, lastPart, lstatOf, parentOf } from '../shared/trees';

/**
 * Absolute path without symlinks; a last part that is missing is allowed. BusyBox looks for the folder before the last
 * slash, and where there is none it finds nothing.
 */
export function canonical(p: Process, path: string, isGnu: boolean): string {
  try {
    return p.files.realpath(path);
  } catch (error) {
    if (!isGnu && !path.includes('/')) throw error;
    if (codeOf(error) !== 'ENOENT' || lstatOf(p, path)?.kind === 'directory') throw error;
    const link = lstatOf(p, path);
    if (link?.kind === 'symlink') {
      const target = p.files.readlink(path);
      return canonical(p, target.startsWith('/') ? target : join(parentOf(path), target), isGnu);
    }
    return join(p.files.realpath(parentOf(path)), lastPart(path));
  }
}

/** The same where any part may be missing (`-m`): links are followed as far as there are any. */
export function canonicalMissing(p: Process, path: string, depth = 0): string {
  let found = path.startsWith('/') ? '/' : p.files.realpath('.');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      found = parentOf(found);
      continue;
    }
    const next = join(found, part);
    const isLink = lstatOf(p, next)?.kind === 'symlink';
    if (!isLink) found = next;
    else {
      if (depth > 40) throw new Errno('ELOOP', path);
      const target = p.files.readlink(next);
      found = canonicalMissing(p, target.startsWith('/') ? target : join(found, target), depth + 1);
    }
  }
  return found;
}

/** The same without asking for any part to exist. */
function lexical(p: Process, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : join(p.cwd, path)).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

export const realpath = program({
  id: 'coreutils/realpath',
  usage: '[OPTION]... FILE...',
  busyboxUsage: 'FILE...',
  options: {
    existing: 'e,canonicalize-existing',
    missing: 'm,canonicalize-missing',
    plain: 's,strip,no-symlinks',
    quiet: 'q,quiet',
    zero: 'z,zero',
    logical: 'L,logical',
    relative: 'relative-to=DIR',
  },
  busyboxPlain: true,
  *run(c) {
    const { flags, p } = c;
    if (c.operands.length === 0) return yield* c.misused('missing operand');
    let status = 0;
    for (const path of c.operands) {
      try {
        let found: string;
        if (flags.plain) found = lexical(p, path);
        else if (flags.existing) found = p.files.realpath(path);
        else if (flags.missing) found = canonicalMissing(p, path);
        else found = canonical(p, path, c.gnu);
        if (flags.relative !== undefined) {
          const [a, b] = [
            lexical(p, flags.relative).split('/').filter(Boolean),
            found.split('/').filter(Boolean),
          ];
          let same = 0;
          while (same < a.length && a[same] === b[same]) same++;
          found = [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/') || '.';
        }
        yield* c.print(found + (flags.zero ? '\0' : '\n'));
      } catch (error) {
        if (!flags.quiet) yield* c.warn(`${path}: ${reason(error)}`);
        status = 1;
      }
    }
    return status;
  },
});
