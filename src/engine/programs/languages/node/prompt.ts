/** The prompt: what is typed at a terminal, run input by input. */
import type { Task } from '../../../kernel';
import { isErrno } from '../../../kernel';
import { headText, stackText } from './errors';
import { inspect } from './inspect';
import { read, SyntaxErrorInFile } from './loader';
import type { Run } from './run';
import { Err, NotModelled, Thrown } from './values';

export function* prompt(run: Run): Task<void> {
  const { vm } = run;
  const { p } = vm;
  yield* p.stdout.write(`Welcome to Node.js v${vm.version}.\nType ".help" for more information.\n`);
  let text = '';
  for (;;) {
    yield* p.stdout.write(text === '' ? '> ' : '... ');
    let line: string | undefined;
    try {
      line = yield* p.stdin.readLine();
    } catch (error) {
      if (!isErrno(error)) throw error;
      p.takeSignals();
      text = '';
      yield* p.stdout.write('\n');
      continue;
    }
    if (line === undefined || (text === '' && line.trim() === '.exit')) {
      if (line === undefined) yield* p.stdout.write('\n');
      return;
    }
    if (text === '' && line.trim() === '.help') {
      yield* p.stdout.write('.exit     Exit the REPL\n.help     Print this help message\n');
      continue;
    }
    text += `${line}\n`;
    if (text.trim() === '') {
      text = '';
      continue;
    }
    const source = /^\s*\{[\s\S]*\}\s*$/.test(text) ? `(${text})` : text;
    text = yield* one(run, source, text);
    while (vm.ticks.length + vm.microtasks.length > 0)
      yield* (vm.ticks.shift() ?? vm.microtasks.shift())?.() ?? nothing();
  }
}

function* nothing(): Task<void> {}

/** Runs an input; gives it back where it is not whole. */
function* one(run: Run, source: string, text: string): Task<string> {
  const { vm } = run;
  const { p } = vm;
  try {
    const program = read('REPL', source, 'script');
    const value = yield* run.completion(run.scope, program);
    yield* p.stdout.write(`${inspect(vm, value)}\n`);
  } catch (error) {
    if (error instanceof SyntaxErrorInFile) {
      if (error.syntaxError.isIncomplete && error.syntaxError.message !== 'Invalid or unexpected token')
        return text;
      yield* p.stdout.write(`Uncaught SyntaxError: ${error.syntaxError.message}\n`);
    } else if (error instanceof Thrown) {
      const { value } = error;
      const shown =
        value instanceof Err
          ? typeof value.own('stack')?.value === 'string'
            ? stackText(vm, value)
            : headText(value)
          : inspect(vm, value);
      yield* p.stdout.write(`Uncaught ${shown}\n`);
    } else if (error instanceof NotModelled) {
      yield* p.stdout.write(
        `not modelled on this simulated machine: ${error.message}; the real Node.js has it\n`,
      );
    } else throw error;
  }
  return '';
}
