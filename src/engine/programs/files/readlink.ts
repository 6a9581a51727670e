import { codeOf, reason } from '../shared/errors';
import { program } from '../shared/program';
import { canonical, canonicalMissing } from './realpath';

export const readlink = program({
  id: 'coreutils/readlink',
  usage: '[OPTION]... FILE...',
  busyboxUsage: '[-fnv] FILE',
  options: {
    full: 'f,canonicalize',
    existing: 'e,canonicalize-existing',
    missing: 'm,canonicalize-missing',
    noNewline: 'n,no-newline',
    verbose: 'v,verbose',
    quiet: 'q,s,quiet,silent',
    zero: 'z,zero',
  },
  busyboxLacks: 'emz',
  *run(c) {
    const { flags, p } = c;
    if (c.operands.length === 0) return yield* c.misused('missing operand');
    if (!c.gnu && c.operands.length > 1) return yield* c.usageError();
    let status = 0;
    for (const path of c.operands) {
      try {
        const found = flags.missing
          ? canonicalMissing(p, path)
          : flags.full
            ? canonical(p, path, c.gnu)
            : flags.existing
              ? p.files.realpath(path)
              : p.files.readlink(path);
        yield* c.print(found + (flags.noNewline && c.operands.length === 1 ? '' : flags.zero ? '\0' : '\n'));
      } catch (error) {
        const why = codeOf(error) === 'EINVAL' ? 'not a symlink' : reason(error);
        if (flags.verbose)
          yield* c.warn(c.gnu ? `${path}: ${reason(error)}` : `${path}: cannot read link: ${why}`);
        status = 1;
      }
    }
    return status;
  },
});
