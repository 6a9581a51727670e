import { byteString } from '../shared/bytes';
import { reason } from '../shared/errors';
import { openInput, Reader } from '../shared/input';
import { unescape } from '../shared/printf';
import { program } from '../shared/program';

export const paste = program({
  id: 'coreutils/paste',
  usage: '[OPTION]... [FILE]...',
  busyboxUsage: '[-sd LIST] [FILE]...',
  options: { serial: 's,serial', delimiters: 'd,delimiters=LIST', zero: 'z,zero-terminated' },
  busyboxLacks: 'z',
  *run(c) {
    const list = c.flags.delimiters === undefined ? '\t' : byteString(c.flags.delimiters);
    const delimiters = [...list.matchAll(/\\.|[^]/g)].map(([one]) =>
      one === '\\0' ? '' : unescape(one, false).text,
    );
    if (delimiters.length === 0) delimiters.push('');
    const end = c.flags.zero ? '\0' : '\n';
    const stdin = new Reader(c.p, c.p.stdin, end);
    const readers: Reader[] = [];
    for (const name of c.operands.length > 0 ? c.operands : ['-']) {
      try {
        readers.push(name === '-' ? stdin : openInput(c.p, name, end, !c.gnu).reader);
      } catch (error) {
        return yield* c.fail(`${name}: ${reason(error)}`);
      }
    }
    const between = (index: number): string => delimiters[index % delimiters.length] ?? '';
    if (c.flags.serial) {
      for (const reader of readers) {
        const lines = yield* reader.lines();
        yield* c.write(lines.map((line, i) => (i === 0 ? '' : between(i - 1)) + line).join('') + end);
      }
      return 0;
    }
    for (;;) {
      let any = false;
      let text = '';
      for (const [index, reader] of readers.entries()) {
        const line = yield* reader.line();
        if (line !== undefined) any = true;
        text += (index === 0 ? '' : between(index - 1)) + (line ?? '');
      }
      if (!any) return 0;
      yield* c.write(text + end);
    }
  },
});
