import type { Stream } from '../../kernel';
import { reason } from '../shared/errors';
import { program } from '../shared/program';

export const tee = program({
  id: 'coreutils/tee',
  usage: '[OPTION]... [FILE]...',
  busyboxUsage: '[-ai] [FILE]...',
  options: { append: 'a,append', ignore: 'i,ignore-interrupts', diagnose: 'p' },
  busyboxLacks: 'p',
  *run(c) {
    const { p } = c;
    if (c.flags.ignore) p.setDisposition('INT', 'ignore');
    const outputs: { name: string; stream: Stream }[] = [{ name: 'standard output', stream: p.stdout }];
    let status = 0;
    for (const name of c.operands) {
      try {
        const fd = p.open(name, {
          write: true,
          create: true,
          append: c.flags.append,
          truncate: !c.flags.append,
        });
        outputs.push({ name, stream: p.stream(fd) });
      } catch (error) {
        yield* c.warn(`${name}: ${reason(error)}`);
        status = 1;
      }
    }
    for (let data = yield* p.stdin.read(); data.length > 0; data = yield* p.stdin.read()) {
      for (const output of outputs) yield* output.stream.write(data);
      yield* p.turn();
    }
    return status;
  },
});
