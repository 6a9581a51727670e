import type { Task } from '../../kernel';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { parseAptArguments, readAptConfig } from './debian/apt-arguments';
import {
  cacheSearch,
  depends,
  madison,
  packageNames,
  policy,
  reverseDepends,
  show,
} from './debian/apt-queries';
import { AptSession } from './debian/apt-session';

const VERBS: Readonly<Record<string, (s: AptSession, words: readonly string[]) => Task<number>>> = {
  search: cacheSearch,
  show,
  policy,
  madison,
  depends,
  rdepends: reverseDepends,
  pkgnames: packageNames,
};
const UNMODELLED = new Set([
  'showpkg',
  'showsrc',
  'stats',
  'dump',
  'dumpavail',
  'unmet',
  'dotty',
  'xvcg',
  'gencaches',
  'add',
]);

function* run(c: Call): Task<number> {
  const args = parseAptArguments(c.args);
  const s = new AptSession(c.p, c.out, c.name, args, readAptConfig(c.p, args.settings));
  if (args.problem !== undefined) return yield* s.fail(args.problem);
  const [verb, ...words] = args.operands;
  const command = verb !== undefined && Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (command !== undefined) return yield* command(s, words);
  if (verb !== undefined && UNMODELLED.has(verb)) {
    return yield* s.fail(`'apt-cache ${verb}' is not modelled on this simulated machine`);
  }
  if (verb !== undefined && verb !== 'help') return yield* s.fail(`Invalid operation ${verb}`);
  yield* c.print(
    `apt ${s.aptVersion} (amd64)\nUsage: apt-cache [options] command\n       apt-cache [options] show pkg1 [pkg2 ...]\n\n${Object.keys(
      VERBS,
    )
      .map((name) => `  ${name}\n`)
      .join('')}`,
  );
  return 0;
}

export const aptCache = program({ id: 'apt/apt-cache', flavours: ['gnu'], stopAtOperand: 'raw', run });
