import type { Task } from '../../kernel';
import { program } from '../shared/program';
import { isDirectory, join, lstatOf, sortedNames } from '../shared/trees';

export const tree = program({
  id: 'tree/tree',
  usage: '[-adfL level] [directory ...]',
  busyboxUsage: '[DIR]...',
  options: {
    all: 'a',
    folders: 'd',
    full: 'f',
    level: 'L=LEVEL',
    ignore: 'I=PATTERN',
    noReport: 'noreport',
    foldersFirst: 'dirsfirst',
    sizes: 's',
    classify: 'F',
  },
  *run(c) {
    const { flags, p } = c;
    const limit = Number(flags.level ?? Infinity);
    let folders = 0;
    let files = 0;
    const ignored = flags.ignore?.split('|') ?? [];
    const show = function* (path: string, prefix: string, level: number): Task<void> {
      yield* p.turn();
      if (level > limit) return;
      let names: string[];
      try {
        names = sortedNames(p, path).filter(
          (name) => (flags.all || !c.gnu || !name.startsWith('.')) && !ignored.includes(name),
        );
        if (!c.gnu) names = names.filter((name) => !name.startsWith('.'));
      } catch {
        return;
      }
      if (flags.folders) names = names.filter((name) => lstatOf(p, join(path, name))?.kind === 'directory');
      for (const [index, name] of names.entries()) {
        const last = index === names.length - 1;
        const child = join(path, name);
        const kind = lstatOf(p, child)?.kind;
        const target = kind === 'symlink' ? ` -> ${p.files.readlink(child)}` : '';
        yield* c.print(`${prefix}${last ? '└── ' : '├── '}${flags.full ? child : name}${target}\n`);
        if (kind === 'directory') {
          folders++;
          yield* show(child, `${prefix}${last ? '    ' : `│${c.gnu ? '\u00a0\u00a0' : '  '} `}`, level + 1);
        } else files++;
      }
    };
    for (const path of c.operands.length > 0 ? c.operands : ['.']) {
      const exists = isDirectory(p, path);
      yield* c.print(`${path}${exists ? '' : c.gnu ? '  [error opening dir]' : ' [error opening dir]'}\n`);
      if (exists) yield* show(path, '', 1);
    }
    // GNU's counts the folder itself since 2.0.
    const counted = folders + (c.gnu ? c.operands.length || 1 : 0);
    const words = (count: number, one: string, many: string): string =>
      `${String(count)} ${count === 1 ? one : many}`;
    if (!flags.noReport)
      yield* c.print(
        `\n${words(counted, 'directory', 'directories')}${flags.folders ? '' : `, ${words(files, 'file', 'files')}`}\n`,
      );
    return 0;
  },
});
