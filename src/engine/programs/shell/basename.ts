import { program } from '../shared/program';
import { lastPart } from '../shared/trees';

export const basename = program({
  id: 'coreutils/basename',
  usage: 'NAME [SUFFIX]\n  or:  basename OPTION... NAME...',
  busyboxUsage: 'FILE [SUFFIX] | -a FILE... | -s SUFFIX FILE...',
  options: { multiple: 'a,multiple', suffix: 's,suffix=SUFFIX', zero: 'z,zero' },
  busyboxLacks: 'z',
  *run(c) {
    const many = c.flags.multiple || c.flags.suffix !== undefined;
    const [first, second, third] = c.operands;
    if (first === undefined) return yield* c.misused('missing operand');
    if (!many && third !== undefined) return yield* c.misused(`extra operand '${third}'`);
    const suffix = many ? (c.flags.suffix ?? '') : (second ?? '');
    for (const name of many ? c.operands : [first]) {
      const last = lastPart(name);
      const shown =
        suffix !== '' && last.endsWith(suffix) && last !== suffix ? last.slice(0, -suffix.length) : last;
      yield* c.print(shown + (c.flags.zero ? '\0' : '\n'));
    }
    return 0;
  },
});
