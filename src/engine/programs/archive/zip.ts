import type { Task } from '../../kernel';
import { reason } from '../shared/errors';
import { globToRegex } from '../shared/glob';
import { program } from '../shared/program';
import { join, lstatOf, sortedNames } from '../shared/trees';
import { pack, readZip, writeZip } from './zip-format';
import type { ZipMember } from './zip-format';

export const zip = program({
  id: 'zip/zip',
  flavours: ['gnu'],
  usage: '[-options] [-b path] [-t mmddyyyy] [-n suffixes] [zipfile list] [-xi list]',
  options: {
    recursive: 'r,recurse-paths',
    quiet: 'q,quiet',
    exclude: 'x,exclude=LIST',
    junk: 'j,junk-paths',
    symlinks: 'y,symlinks',
    update: 'u,update',
    fast: '1,2,3,4,5,6,7,8,9,0',
    verbose: 'v,verbose',
    delete: 'd,delete',
  },
  *run(c) {
    const { p, flags } = c;
    const [target, ...names] = c.operands;
    if (target === undefined || names.length === 0) return yield* c.fail('error: Nothing to do!', 12);
    const archive = /\.[^/]+$/.test(target) ? target : `${target}.zip`;
    const existing = p.files.exists(archive) ? (readZip(p.files.readFile(archive)) ?? []) : [];
    const members = new Map<string, ZipMember>(existing.map((entry) => [entry.name, entry]));
    const excluded = c.all('exclude').map((pattern) => globToRegex(pattern));
    let missing = false;
    const add = function* (path: string): Task<void> {
      yield* p.turn();
      const stat = flags.symlinks ? lstatOf(p, path) : p.files.exists(path) ? p.files.stat(path) : undefined;
      if (!stat) {
        yield* p.stderr.write(`\tzip warning: name not matched: ${path}\n`);
        missing = true;
        return;
      }
      const folder = stat.kind === 'directory';
      const bare = path.replace(/^\.?\/+/, '').replace(/\/+$/, '');
      const name = (flags.junk ? bare.slice(bare.lastIndexOf('/') + 1) : bare) + (folder ? '/' : '');
      if (
        excluded.some((pattern) => pattern.test(name)) ||
        (folder && (flags.junk || name === './' || name === '/'))
      ) {
        if (!folder) return;
      } else {
        const data = folder
          ? new Uint8Array(0)
          : stat.kind === 'symlink'
            ? new TextEncoder().encode(p.files.readlink(path))
            : p.files.readFile(path);
        const { method, body } = pack(data);
        const verb = members.has(name) ? 'updating' : '  adding';
        members.set(name, {
          name,
          data,
          mtimeMs: stat.mtimeMs,
          mode: stat.mode,
          isDirectory: folder,
          isSymlink: stat.kind === 'symlink',
        });
        const saved = data.length === 0 ? 0 : Math.round((100 * (data.length - body.length)) / data.length);
        if (!flags.quiet)
          yield* c.print(`${verb}: ${name} (${method === 8 ? 'deflated' : 'stored'} ${String(saved)}%)\n`);
      }
      if (folder && flags.recursive) for (const child of sortedNames(p, path)) yield* add(join(path, child));
    };
    for (const name of names) yield* add(name);
    if (members.size === 0 || (missing && members.size === existing.length)) {
      yield* c.print(`\nzip error: Nothing to do! (${archive})\n`);
      return 12;
    }
    try {
      p.files.writeFile(archive, writeZip([...members.values()]));
    } catch (error) {
      yield* c.print(
        `zip I/O error: ${reason(error)}\nzip error: Could not create output file (${archive})\n`,
      );
      return 15;
    }
    return 0;
  },
});
