import { codeOf, reason } from '../shared/errors';
import { program } from '../shared/program';
import { parentOf } from '../shared/trees';

export const rmdir = program({
  id: 'coreutils/rmdir',
  usage: '[OPTION]... DIRECTORY...',
  busyboxUsage: '[-p] DIRECTORY...',
  options: { parents: 'p,parents', verbose: 'v,verbose', ignore: 'ignore-fail-on-non-empty' },
  busyboxLong: 'ignore-fail-on-non-empty parents verbose',
  *run(c) {
    if (c.operands.length === 0) return yield* c.misused('missing operand');
    let status = 0;
    for (const operand of c.operands) {
      for (let path = operand; ; path = parentOf(path)) {
        if (c.flags.verbose) yield* c.print(`rmdir: removing directory, '${path}'\n`);
        try {
          c.p.files.rmdir(path);
        } catch (error) {
          if (c.flags.ignore && codeOf(error) === 'ENOTEMPTY') break;
          const what = path !== operand && c.gnu ? 'directory ' : '';
          yield* c.warn(
            c.gnu ? `failed to remove ${what}'${path}': ${reason(error)}` : `'${path}': ${reason(error)}`,
          );
          status = 1;
          break;
        }
        if (!c.flags.parents || !path.replace(/\/+$/, '').includes('/') || parentOf(path) === '/') break;
      }
    }
    return status;
  },
});
