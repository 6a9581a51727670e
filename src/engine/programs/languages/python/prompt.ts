/** The prompt: what is typed at a terminal, run line by line. */
import type { Task } from '../../../kernel';
import { isErrno } from '../../../kernel';
import { readProgram, runModule, SyntaxErrorInFile } from './import';
import { tell } from './run';
import { Raised } from './values';
import type { Vm } from './vm';

export function* prompt(vm: Vm, isQuiet: boolean): Task<void> {
  const { version, compiler, built } = vm.installation;
  if (!isQuiet) {
    yield* vm.p.stderr.write(
      `Python ${version} (main, ${built}) [${compiler}] on linux\nType "help", "copyright", "credits" or "license" for more information.\n`,
    );
  }
  vm.flags.isInteractive = true;
  const members = vm.modules.get('__main__')?.members ?? new Map();
  for (let count = 0; ; count++) {
    const text = yield* block(vm);
    if (text === undefined) {
      yield* vm.p.stdout.write('\n');
      return;
    }
    if (text.trim() === '') continue;
    const file = `<python-input-${String(count)}>`;
    try {
      const program = readProgram(vm, file, text);
      yield* runModule(vm, program, members);
    } catch (error) {
      if (error instanceof Raised && error.exception.cls.mro.some(({ name }) => name === 'SystemExit'))
        throw error;
      if (error instanceof Raised && error.exception.cls.name === 'KeyboardInterrupt')
        yield* vm.p.stderr.write('\n');
      yield* tell(vm, error);
    }
    yield* vm.out.flush();
  }
}

/** What is typed up to where it is whole: one line, or a block and the empty line that ends it. undefined: ^D. */
function* block(vm: Vm): Task<string | undefined> {
  let text = '';
  for (;;) {
    yield* vm.p.stdout.write(text === '' ? '>>> ' : '... ');
    let line: string | undefined;
    try {
      line = yield* vm.p.stdin.readLine();
    } catch (error) {
      if (!isErrno(error)) throw error;
      try {
        yield* vm.signals();
      } catch (raised) {
        if (!(raised instanceof Raised)) throw raised;
        yield* vm.p.stderr.write('\nKeyboardInterrupt\n');
        text = '';
      }
      continue;
    }
    if (line === undefined) return text === '' ? undefined : text;
    if (text !== '' && line === '') return text;
    text += `${line}\n`;
    if (!isUnfinished(vm, text)) return text;
  }
}

function isUnfinished(vm: Vm, text: string): boolean {
  try {
    readProgram(vm, '<stdin>', text);
  } catch (error) {
    return error instanceof SyntaxErrorInFile && error.syntaxError.isIncomplete;
  }
  // What has a block may have more of it: an empty line ends it.
  return /^(?:@|(?:async|class|def|for|if|match|try|while|with)\b)/.test(text);
}
