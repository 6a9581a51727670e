import type { Stat, Task } from '../../kernel';
import { reason } from '../shared/errors';
import { program } from '../shared/program';
import { join } from '../shared/trees';
import { Names } from '../shared/users';
import { run } from './find/actions';
import { FindError, type FindContext, type FindTest } from './find/context';
import { FindParser } from './find/tests';

const BATCH = 5000;

export const find = program({
  id: 'findutils/find',
  usage: '[-H] [-L] [-P] [path...] [expression]',
  busyboxUsage: '[-HL] [PATH]... [OPTIONS] [ACTIONS]',
  stopAtOperand: 'raw',
  *run(c) {
    const { p } = c;
    let words = [...c.args];
    let follow: 'never' | 'arguments' | 'always' = 'never';
    while (/^-[HLP]$|^-O\d$|^-D$/.test(words[0] ?? '')) {
      const word = words.shift();
      if (word === '-L') follow = 'always';
      if (word === '-H') follow = 'arguments';
    }
    const first = words.findIndex((word) => /^[-(),!]/.test(word) && word !== '-');
    const paths = first < 0 ? words : words.slice(0, first);
    words = first < 0 ? [] : words.slice(first);
    if (words.includes('--help')) {
      yield* c.print(c.helpText());
      return 0;
    }
    const context: FindContext = {
      p,
      gnu: c.gnu,
      library: c.build.getopt,
      deletes: c.gnu || c.build.findDelete !== false,
      names: new Names(p.files),
      prune: false,
      quit: false,
      status: 0,
      batches: [],
      options: { depthFirst: false, minDepth: 0, maxDepth: Infinity, oneSystem: false },
      print: (text) => c.print(text),
      warn: (message) => c.warn(message),
      flush: () => c.out.flush(),
    };
    let test: FindTest;
    try {
      test = new FindParser(words, context).parse();
    } catch (error) {
      if (!(error instanceof FindError)) throw error;
      if (error.showsUsage) return yield* c.usageError(error.message);
      return yield* c.fail(error.message);
    }
    const visit = function* (
      path: string,
      depth: number,
      start: string,
      deviceId: number | undefined,
    ): Task<void> {
      yield* p.turn();
      const { options } = context;
      let stat: Stat;
      try {
        stat = p.files.lstat(path);
        if (stat.kind === 'symlink' && (follow === 'always' || (follow === 'arguments' && depth === 0))) {
          try {
            stat = p.files.stat(path);
          } catch {
            // A dangling link stands for itself.
          }
        }
      } catch (error) {
        context.status = 1;
        yield* c.warn(c.gnu ? `'${path}': ${reason(error)}` : `${path}: ${reason(error)}`);
        return;
      }
      const file = { path, stat, depth, start };
      context.prune = false;
      if (!options.depthFirst && depth >= options.minDepth) yield* test(file, context);
      const enters =
        stat.kind === 'directory' &&
        depth < options.maxDepth &&
        !(context.prune && !options.depthFirst) &&
        !(options.oneSystem && deviceId !== undefined && stat.deviceId !== deviceId);
      if (enters && !context.quit) {
        try {
          for (const name of p.files.readDirectory(path)) {
            yield* visit(join(path, name), depth + 1, start, stat.deviceId);
            if (context.quit) break;
          }
        } catch (error) {
          context.status = 1;
          yield* c.warn(c.gnu ? `'${path}': ${reason(error)}` : `${path}: ${reason(error)}`);
        }
      }
      if (options.depthFirst && !context.quit && depth >= options.minDepth) yield* test(file, context);
    };
    for (const path of paths.length > 0 ? paths : ['.']) {
      yield* visit(path, 0, path, undefined);
      if (context.quit) break;
    }
    yield* c.out.flush();
    for (const batch of context.batches) {
      for (let at = 0; at < batch.paths.length; at += BATCH) {
        if ((yield* run([...batch.words, ...batch.paths.slice(at, at + BATCH)], context)) !== 0)
          context.status = 1;
      }
    }
    return context.status;
  },
});
