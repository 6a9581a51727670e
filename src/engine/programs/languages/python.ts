import type { Process, Task } from '../../kernel';
import { program } from '../shared/program';
import { parseArguments, PythonUsageError, USAGE } from './python/arguments';
import { findInstallation } from './python/installation';
import { runPython } from './python/run';

function* run(p: Process): Task<number> {
  const installation = findInstallation(p);
  try {
    const wanted = parseArguments(p.argv.slice(1));
    if (wanted.shows === 'version') {
      yield* p.stdout.write(`Python ${installation.version}\n`);
      return 0;
    }
    if (wanted.shows === 'help') {
      yield* p.stdout.write(`usage: ${p.argv[0] ?? 'python3'} ${USAGE}`);
      return 0;
    }
    return yield* runPython(p, installation, wanted);
  } catch (error) {
    if (!(error instanceof PythonUsageError)) throw error;
    const name = p.argv[0] ?? 'python3';
    yield* p.stderr.write(
      `${error.message}\nusage: ${name} [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry \`python -h' for more information.\n`,
    );
    return 2;
  }
}

export const python = program({
  id: 'python3/python3',
  names: ['python3.13', 'python3.12', 'python3.11', 'python'],
  paths: ['/usr/bin/python3', '/usr/bin/python3.13'],
  stopAtOperand: 'raw',
  run: (c) => run(c.p),
});
