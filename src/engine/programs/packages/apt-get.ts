import type { Task } from '../../kernel';
import { Exit } from '../shared/errors';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { autoclean, change, clean, upgrade } from './debian/apt-commands';
import { depends, reverseDepends } from './debian/apt-depends';
import { listPackages, policy, search } from './debian/apt-queries';
import { beginApt, type AptSession } from './debian/apt-session';
import { show } from './debian/apt-show';
import { hasSourceArchives } from './debian/sources';
import { update } from './debian/update';

const VERBS: readonly string[] = [
  'update - Fetch what the archives offer now',
  'upgrade - Renew all installed packages',
  'install - Install packages',
  'reinstall - Install packages again',
  'remove - Remove packages',
  'purge - Remove packages with their configuration',
  'autoremove - Remove packages that nothing needs any more',
  'dist-upgrade - Renew all, installing and removing where that is needed',
  'clean - Remove the packages that were fetched',
];
const UNMODELLED = new Set([
  'download',
  'changelog',
  'satisfy',
  'dselect-upgrade',
  'edit-sources',
  'history-list',
  'indextargets',
]);

function* run(c: Call): Task<number> {
  const { p } = c;
  const s = yield* beginApt(c);
  if (s.has('version')) {
    yield* c.print(`apt ${s.aptVersion} (amd64)\n`);
    return 0;
  }
  const [verb, ...words] = s.args.operands;
  if (verb === undefined || verb === 'help' || s.has('help'))
    return yield* help(c, s, verb === undefined && !s.has('help'));
  if (s.name === 'apt' && !s.isTty) {
    yield* c.out.flush();
    yield* p.stderr.write(
      '\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\n',
    );
  }
  switch (verb) {
    case 'update':
      if (words.length > 0) return yield* s.fail('The update command takes no arguments');
      return yield* update(s);
    case 'install':
    case 'reinstall':
    case 'remove':
    case 'purge':
    case 'autoremove':
    case 'autopurge':
      return yield* change(s, verb, words);
    case 'auto-remove':
      return yield* change(s, 'autoremove', words);
    case 'upgrade':
      return yield* upgrade(s, false, words);
    case 'dist-upgrade':
    case 'full-upgrade':
      return yield* upgrade(s, true, words);
    case 'clean':
    case 'distclean':
      return yield* clean(s);
    case 'autoclean':
    case 'auto-clean':
      return yield* autoclean(s);
    case 'check':
      yield* s.lock();
      yield* s.open();
      return 0;
    case 'moo':
      yield* c.print(COW);
      return 0;
    case 'source':
    case 'build-dep':
    case 'showsrc':
      if (verb === 'showsrc' && s.name !== 'apt') break;
      return yield* sources(s, verb);
  }
  if (s.name === 'apt') {
    if (verb === 'policy') return yield* policy(s, words);
    if (verb === 'list') return yield* listPackages(s, words);
    if (verb === 'search') return yield* search(s, words);
    if (verb === 'show' || verb === 'info') return yield* show(s, words);
    if (verb === 'depends') return yield* depends(s, words);
    if (verb === 'rdepends') return yield* reverseDepends(s, words);
  }
  if (UNMODELLED.has(verb))
    return yield* s.fail(`'${s.name} ${verb}' is not modelled on this simulated machine`);
  return yield* s.fail(`Invalid operation ${verb}`);
}

/** The egg that everybody looks for; drawn anew. */
const COW = `                 (__)\x20
                 (oo)\x20
           /------\\/\x20
          / |    ||  \x20
         *  /\\---/\\\x20
            ~~   ~~  \x20
..."Have you mooed today?"...
`;

/** What works on the sources of packages, for which an image's sources.list has no archives. */
function* sources(s: AptSession, verb: string): Task<number> {
  if (verb !== 'showsrc') yield* s.step('Reading package lists', 0);
  if (!hasSourceArchives(s.p)) return yield* s.fail("You must put some 'deb-src' URIs in your sources.list");
  return yield* s.fail(`'${s.name} ${verb}' is not modelled on this simulated machine`);
}

function* help(c: Call, s: AptSession, isMistake: boolean): Task<number> {
  const name = s.name;
  yield* c.print(
    `apt ${s.aptVersion} (amd64)\nUsage: ${name} [options] command\n       ${name} [options] install|remove pkg1 [pkg2 ...]\n\n${VERBS.map((line) => `  ${line}\n`).join('')}`,
  );
  if (isMistake) throw new Exit(1);
  return 0;
}

export const aptGet = program({
  id: 'apt/apt-get',
  names: ['apt'],
  flavours: ['gnu'],
  stopAtOperand: 'raw',
  run,
});
