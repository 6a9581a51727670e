import type { Process, Task } from '../../kernel';
import { program } from '../shared/program';
import { findProgram } from '../shared/exec';
import { NodeUsageError, parseArguments } from './node/arguments';
import { runNode } from './node/run';

/** Of the Node.js that a distribution packages. */
const PACKAGED = '20.19.2';

/** The version of a Node.js that was built from source, of its own header. */
function versionOf(p: Process): string {
  const header = '/usr/local/include/node/node_version.h';
  if (!p.files.exists(header) || (p.argv[0]?.startsWith('/usr/bin/') ?? false)) return PACKAGED;
  const text = p.files.readText(header);
  const part = (name: string): string =>
    new RegExp(`^#define NODE_${name}_VERSION (\\d+)`, 'm').exec(text)?.[1] ?? '0';
  return `${part('MAJOR')}.${part('MINOR')}.${part('PATCH')}`;
}

function* run(p: Process): Task<number> {
  const version = versionOf(p);
  const name = p.argv[0] ?? 'node';
  try {
    const wanted = parseArguments(p.argv.slice(1));
    if (wanted.what === 'version') {
      yield* p.stdout.write(`v${version}\n`);
      return 0;
    }
    if (wanted.what === 'help') {
      yield* p.stdout.write(
        'Usage: node [options] [ script.js ] [arguments]\n       node -e script [arguments]\nOptions modelled on this simulated machine: -e, -p, -c, -i, -v\n',
      );
      return 0;
    }
    return yield* runNode(p, version, findProgram(p, name) ?? name, wanted);
  } catch (error) {
    if (!(error instanceof NodeUsageError)) throw error;
    yield* p.stderr.write(`${name}: ${error.message}\n`);
    return 9;
  }
}

export const node = program({
  id: 'nodejs/node',
  names: ['nodejs'],
  paths: ['/usr/bin/node', '/usr/bin/nodejs'],
  stopAtOperand: 'raw',
  run: (c) => run(c.p),
});
