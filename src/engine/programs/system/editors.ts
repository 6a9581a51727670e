import type { Task } from '../../kernel';
import { program } from '../shared/program';
import type { ProgramDefinition } from '../shared/program';
import { eachInput } from '../shared/each-input';
import { reason } from '../shared/errors';
import { openInput, type Reader } from '../shared/input';
import { statOf } from '../shared/trees';

/** Full-screen editors: they say so, and how a file is written without one. */
function editor(id: string, names: readonly string[]): ProgramDefinition {
  return program({
    id,
    names,
    stopAtOperand: 'raw',
    *run(c) {
      if (c.args.includes('--help') && !c.gnu) {
        yield* c.p.stderr.write(c.helpText());
        return 0;
      }
      const file = c.args.find((arg) => !arg.startsWith('-') && !arg.startsWith('+')) ?? 'FILE';
      return yield* c.fail(
        `full-screen editing is not modelled on this simulated machine; write a file with: cat > ${file} <<'EOF'`,
      );
    },
  });
}

export const vi = editor('vim/vi', ['vim', 'view', 'ed']);
export const nano = editor('nano/nano', ['pico', 'editor']);

/** Pagers: all of it, when nobody reads from a terminal; and on one too, as it scrolls there. */
export const less = program({
  id: 'less/less',
  names: ['pager'],
  usage: '[options] [file...]',
  busyboxUsage: '[-EFIMmNSRh~] [FILE]...',
  stopAtOperand: 'raw',
  *run(c) {
    const names = c.args.filter((arg) => !/^[-+]./.test(arg));
    if (names.length === 0 && c.p.isatty(0)) {
      yield* c.p.stderr.write('Missing filename ("less --help" for help)\n');
      return 1;
    }
    return yield* eachInput(c, names, (reader) => copy(c, reader), { quote: true });
  },
});

function* copy(c: { write(bytes: string): Task<void> }, reader: Reader): Task<void> {
  for (let chunk = yield* reader.chunk(); chunk !== ''; chunk = yield* reader.chunk()) yield* c.write(chunk);
}

export const more = program({
  id: 'util-linux/more',
  usage: '[options] <file>...',
  busyboxUsage: '[FILE]...',
  rewrite: (args) => args.filter((arg) => !/^[-+]\d|^\+/.test(arg)),
  options: {
    silent: 'd,silent',
    logical: 'f,logical',
    noPause: 'l,no-pause',
    printOver: 'c,print-over',
    cleanPrint: 'p,clean-print',
    exitOnEof: 'e,exit-on-eof',
    squeeze: 's,squeeze',
    plain: 'u,plain',
    lines: 'n,lines=NUMBER',
  },
  *run(c) {
    const names = c.operands;
    if (names.length === 0 && c.p.isatty(0)) return yield* c.gnu ? c.usageError('bad usage') : c.usageError();
    if (!c.gnu || names.length === 0)
      return yield* eachInput(c, names, (reader) => copy(c, reader), { quote: true });
    // Where nobody turns pages each file has its name in front.
    const isTitled = names.length > 1 || !c.p.isatty(1);
    for (const [at, name] of names.entries()) {
      const kind = statOf(c.p, name)?.kind;
      if (kind === 'directory') {
        yield* c.print(`\n*** ${name}: directory ***\n\n`);
        continue;
      }
      try {
        const input = openInput(c.p, name);
        if (isTitled)
          yield* c.print(
            `${at === 0 || !c.p.isatty(1) ? '' : '\n'}::::::::::::::\n${name}\n::::::::::::::\n`,
          );
        yield* copy(c, input.reader);
        input.close();
      } catch (error) {
        yield* c.warn(`cannot open ${name}: ${reason(error)}`);
      }
    }
    return 0;
  },
});
