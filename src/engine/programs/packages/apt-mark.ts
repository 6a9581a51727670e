import type { Task } from '../../kernel';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { parseAptArguments, readAptConfig } from './debian/apt-arguments';
import { AptSession } from './debian/apt-session';
import { isInstalled, withStatus, writeAutomatic, writeStatus } from './debian/status-file';

function* run(c: Call): Task<number> {
  const { p } = c;
  const args = parseAptArguments(c.args);
  const s = new AptSession(p, c.out, c.name, args, readAptConfig(p, args.settings));
  if (args.problem !== undefined) return yield* s.fail(args.problem);
  const [verb, ...words] = args.operands;
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
    return 0;
  }
  return yield* s.fail(`Invalid operation ${verb}`);
}

type Mark = 'auto' | 'manual' | 'hold' | 'unhold';

function* mark(c: Call, s: AptSession, verb: Mark, words: readonly string[]): Task<number> {
  const lists = yield* s.lists();
  if (words.length === 0) return yield* s.fail('No packages found');
  for (const word of words) {
    if (!s.status.has(word) && !lists.packages.has(word))
      return yield* s.fail(`Unable to locate package ${word}`);
  }
  yield* s.lock();
  for (const word of words) {
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
  return 0;
}

export const aptMark = program({ id: 'apt/apt-mark', flavours: ['gnu'], stopAtOperand: 'raw', run });
