import type { Task } from '../../kernel';
import { program } from '../shared/program';
import type { ProgramDefinition } from '../shared/program';
import { eachInput } from '../shared/each-input';

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
  names: ['more', 'pager'],
  usage: '[options] [file...]',
  busyboxUsage: '[-EFIMmNSRh~] [FILE]...',
  stopAtOperand: 'raw',
  *run(c) {
    const names = c.args.filter((arg) => !/^[-+]./.test(arg));
    if (names.length === 0 && c.p.isatty(0)) {
      if (c.name === 'more') return yield* c.gnu ? c.usageError('bad usage') : c.usageError();
      yield* c.p.stderr.write('Missing filename ("less --help" for help)\n');
      return 1;
    }
    let first = true;
    return yield* eachInput(
      c,
      names,
      function* (reader, name): Task<void> {
        if (names.length > 1 && c.name === 'more' && c.gnu)
          yield* c.print(`${first ? '' : '\n'}::::::::::::::\n${name}\n::::::::::::::\n`);
        first = false;
        for (let chunk = yield* reader.chunk(); chunk !== ''; chunk = yield* reader.chunk())
          yield* c.write(chunk);
      },
      { quote: true },
    );
  },
});
