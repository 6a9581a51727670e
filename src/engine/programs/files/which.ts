import { program } from '../shared/program';
import { statOf } from '../shared/trees';

export const which = program({
  id: 'debianutils/which',
  names: ['which.debianutils'],
  usage: '[-as] args',
  busyboxUsage: '[-a] COMMAND...',
  options: { all: 'a', silent: 's' },
  busyboxLacks: 's',
  stopAtOperand: true,
  optionStatus: 2,
  *run(c) {
    if (!c.gnu && c.operands.length === 0) return yield* c.usageError();
    let status = c.operands.length === 0 ? 1 : 0;
    for (const command of c.operands) {
      const candidates = command.includes('/')
        ? [command]
        : (c.p.env.get('PATH') ?? '/bin:/usr/bin').split(':').map((folder) => `${folder || '.'}/${command}`);
      const found = candidates.filter(
        (path) => statOf(c.p, path)?.kind === 'file' && c.p.files.access(path, 'x'),
      );
      if (found.length === 0) status = 1;
      if (c.flags.silent) continue;
      for (const path of c.flags.all ? found : found.slice(0, 1)) yield* c.print(`${path}\n`);
    }
    return status;
  },
});

export const whereis = program({
  id: 'util-linux/whereis',
  flavours: ['gnu'],
  usage: '[options] <name>...',
  options: { binaries: 'b', manuals: 'm', sources: 's' },
  *run(c) {
    if (c.operands.length === 0) return yield* c.usageError('not enough arguments');
    for (const name of c.operands) {
      const found = [
        '/usr/bin',
        '/usr/sbin',
        '/usr/lib',
        '/etc',
        '/usr/games',
        '/usr/local/bin',
        '/usr/local/sbin',
      ]
        .map((folder) => `${folder}/${name}`)
        .filter((path) => statOf(c.p, path));
      yield* c.print(`${[`${name}:`, ...found].join(' ')}\n`);
    }
    return 0;
  },
});
