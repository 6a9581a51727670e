import type { Task } from '../../kernel';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { depends, reverseDepends } from './debian/apt-depends';
import { cacheSearch, madison, packageNames, policy } from './debian/apt-queries';
import { beginApt, type AptSession } from './debian/apt-session';
import { show } from './debian/apt-show';

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
  const s = yield* beginApt(c);
  const [verb, ...words] = s.args.operands;
  if (s.has('version')) {
    yield* c.print(`apt ${s.aptVersion} (amd64)\n`);
    return 0;
  }
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
  return verb === undefined && !s.has('help') ? 1 : 0;
}

export const aptCache = program({ id: 'apt/apt-cache', flavours: ['gnu'], stopAtOperand: 'raw', run });
