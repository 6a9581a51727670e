import type { Task } from '../../kernel';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { beginApt, type AptSession } from './debian/apt-session';
import { sayUnreadableConfig } from './debian/dpkg-config';
import { isInstalled, withStatus, writeAutomatic, writeStatus } from './debian/status-file';

function* run(c: Call): Task<number> {
  const s = yield* beginApt(c);
  const [verb, ...words] = s.args.operands;
  const installed = [...s.status.values()].filter(isInstalled).map(({ name }) => name);
  const chosen = installed.filter((name) => words.length === 0 || words.includes(name)).sort();
  switch (verb) {
    case 'showauto':
    case 'showmanual':
      for (const name of chosen)
        if (s.automatic.has(name) === (verb === 'showauto')) yield* c.print(`${name}\n`);
      return 0;
    case 'showhold':
    case 'showholds':
      for (const name of chosen) if (s.status.get(name)?.want === 'hold') yield* c.print(`${name}\n`);
      return 0;
    case 'auto':
    case 'manual':
    case 'hold':
    case 'unhold':
      return yield* mark(c, s, verb, words);
  }
  if (verb === undefined || verb === 'help') {
    yield* c.print(`apt ${s.aptVersion} (amd64)\nUsage: apt-mark [options] {auto|manual} pkg1 [pkg2 ...]\n`);
    return verb === undefined && !s.has('help') ? 1 : 0;
  }
  return yield* s.fail(`Invalid operation ${verb}`);
}

type Mark = 'auto' | 'manual' | 'hold' | 'unhold';

function* mark(c: Call, s: AptSession, verb: Mark, words: readonly string[]): Task<number> {
  const lists = yield* s.lists();
  if (words.length === 0) return yield* s.fail('No packages found');
  const known = words.filter((word) => s.status.has(word) || lists.packages.has(word));
  for (const word of words)
    if (!known.includes(word)) yield* s.message('E', `Unable to locate package ${word}`);
  if (known.length === 0) return yield* s.fail('No packages found');
  if (verb === 'hold' || verb === 'unhold') yield* needsDpkg(c, s);
  else yield* s.lock();
  for (const word of known) {
    const there = s.status.get(word);
    if (verb === 'hold' || verb === 'unhold') {
      const isHeld = there?.want === 'hold';
      const line =
        isHeld === (verb === 'hold')
          ? `${word} was already ${isHeld ? 'set on hold' : 'not on hold'}.`
          : verb === 'hold'
            ? `${word} set on hold.`
            : `Canceled hold on ${word}.`;
      yield* c.print(`${line}\n`);
      if (there)
        s.status.set(word, withStatus(there, `${verb === 'hold' ? 'hold' : 'install'} ok ${there.state}`));
      continue;
    }
    if (!isInstalled(there)) {
      yield* c.print(`${word} can not be marked as it is not installed.\n`);
      continue;
    }
    const name = verb === 'auto' ? 'automatically' : 'manually';
    const isSame = s.automatic.has(word) === (verb === 'auto');
    yield* c.print(`${word} ${isSame ? 'was already set' : 'set'} to ${name} installed.\n`);
    if (verb === 'auto') s.automatic.add(word);
    else s.automatic.delete(word);
  }
  writeStatus(c.p, s.status);
  writeAutomatic(c.p, s.automatic);
  return known.length < words.length ? 100 : 0;
}

/** Holds are dpkg's, which is called for them and says itself that it may not write. */
function* needsDpkg(c: Call, s: AptSession): Task<void> {
  if (s.isRoot) return;
  yield* c.out.flush();
  yield* sayUnreadableConfig(c.p);
  yield* c.p.stderr.write(
    'dpkg: error: required read/write access to the dpkg database directory /var/lib/dpkg\n',
  );
  yield* s.fail(
    'Sub-process dpkg --set-selections returned an error code (2)',
    'Executing dpkg failed. Are you root?',
  );
}

export const aptMark = program({ id: 'apt/apt-mark', flavours: ['gnu'], stopAtOperand: 'raw', run });
