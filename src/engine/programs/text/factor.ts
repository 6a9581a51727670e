import { openInput } from '../shared/input';
import { program } from '../shared/program';

export const factor = program({
  id: 'coreutils/factor',
  usage: '[OPTION] [NUMBER]...',
  busyboxUsage: '[NUMBER]...',
  busyboxPlain: true,
  *run(c) {
    const numbers =
      c.operands.length > 0
        ? c.operands
        : (yield* openInput(c.p, '-').reader.rest()).split(/\s+/).filter((one) => one !== '');
    let status = 0;
    for (const text of numbers) {
      if (!c.gnu && !/^\d+$/.test(text)) return yield* c.usageError();
      if (!/^\d{1,15}$/.test(text)) {
        yield* c.warn(
          /^\d+$/.test(text)
            ? `'${text}' is too large for this simulated machine`
            : `'${text}' is not a valid positive integer`,
        );
        status = 1;
        continue;
      }
      let rest = Number(text);
      const factors: number[] = [];
      for (let n = 2; n * n <= rest; n += n === 2 ? 1 : 2) {
        if (n % 100_001 === 0) yield* c.p.turn();
        for (; rest % n === 0; rest /= n) factors.push(n);
      }
      if (rest > 1) factors.push(rest);
      yield* c.print(`${text}:${factors.map((one) => ` ${String(one)}`).join('')}\n`);
    }
    return status;
  },
});

/** CR LF to LF and back. */
export const dos2unix = program({
  id: 'dos2unix/dos2unix',
  names: ['unix2dos'],
  usage: '[options] [file ...]',
  busyboxUsage: '[-ud] [FILE]',
  options: { toUnix: 'u', toDos: 'd', quiet: 'q,quiet' },
  busyboxLacks: 'q',
  *run(c) {
    const toDos = c.name === 'unix2dos' ? !c.flags.toUnix : c.flags.toDos;
    const convert = (text: string): string =>
      toDos ? text.replace(/\r?\n/g, '\r\n') : text.replace(/\r\n/g, '\n');
    if (c.operands.length === 0) {
      yield* c.write(convert(yield* openInput(c.p, '-').reader.rest()));
      return 0;
    }
    for (const name of c.operands) {
      if (!c.p.files.exists(name))
        return yield* c.fail(
          c.gnu ? `${name}: No such file or directory` : `can't open '${name}': No such file or directory`,
        );
      c.p.files.writeFile(name, convert(c.p.files.readText(name)));
      if (c.gnu && !c.flags.quiet)
        yield* c.p.stderr.write(
          `${c.name}: converting file ${name} to ${toDos ? 'DOS' : 'Unix'} format...\n`,
        );
    }
    return 0;
  },
});
