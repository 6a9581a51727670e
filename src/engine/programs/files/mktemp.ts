import { codeOf, reason } from '../shared/errors';
import { program } from '../shared/program';
import { join } from '../shared/trees';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

export const mktemp = program({
  id: 'coreutils/mktemp',
  usage: '[OPTION]... [TEMPLATE]',
  busyboxUsage: '[-dt] [-p DIR] [TEMPLATE]',
  options: {
    directory: 'd,directory',
    dry: 'u,dry-run',
    quiet: 'q,quiet',
    parent: 'p,tmpdir[=DIR]',
    inTmp: 't',
    suffix: 'suffix=SUFF',
  },
  busyboxLong: 'directory dry-run quiet tmpdir',
  rewrite: (args) =>
    args.flatMap((arg, i) => (arg === '-p' ? [`-p${args[i + 1] ?? ''}`] : args[i - 1] === '-p' ? [] : [arg])),
  *run(c) {
    const { flags, p } = c;
    const [given, extra] = c.operands;
    if (extra !== undefined) return yield* c.misused('too many templates');
    const template = given ?? (c.gnu ? 'tmp.XXXXXXXXXX' : 'tmp.XXXXXX');
    const found = /^(.*?)(X{3,})([^X/]*)$/.exec(template);
    const enough = found !== null && (c.gnu || (found[2] ?? '').length >= 6);
    // BusyBox's C library spoils the template where it cannot be used, so that nothing stands before the reason.
    if (!found || !enough)
      return yield* c.fail(c.gnu ? `too few X's in template '${template}'` : ': Invalid argument');
    const inFolder = flags.parent !== undefined || flags.inTmp || given === undefined;
    const folder = flags.parent || p.env.get('TMPDIR') || '/tmp';
    for (let attempt = 0; attempt < 100; attempt++) {
      const random = Array.from(found[2] ?? '', () => LETTERS[Math.floor(p.random() * LETTERS.length)]).join(
        '',
      );
      const name = `${found[1] ?? ''}${random}${found[3] ?? ''}${flags.suffix ?? ''}`;
      const path = inFolder ? join(folder, name) : name;
      try {
        if (flags.dry) {
          if (p.files.exists(path)) continue;
        } else if (flags.directory) p.files.mkdir(path, 0o700);
        else p.close(p.open(path, { write: true, create: true, exclusive: true, mode: 0o600 }));
        yield* c.print(`${path}\n`);
        return 0;
      } catch (error) {
        if (codeOf(error) === 'EEXIST') continue;
        const shown = inFolder ? join(folder, template) : template;
        const what = flags.directory ? 'directory' : 'file';
        if (!flags.quiet)
          yield* c.warn(
            c.gnu
              ? `failed to create ${what} via template '${shown}': ${reason(error)}`
              : `: ${reason(error)}`,
          );
        return 1;
      }
    }
    return 1;
  },
});
