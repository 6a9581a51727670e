/** find's expression as functions. Source: POSIX find; GNU's and BusyBox's common additions. */
import type { Stat } from '../../../kernel';
import { byteString } from '../../shared/bytes';
import { reason } from '../../shared/errors';
import { globToRegex } from '../../shared/glob';
import { parseMode } from '../../shared/modes';
import { unescape } from '../../shared/printf';
import { RegexError } from '../../shared/regex';
import type { Regex } from '../../shared/regex';
import { lastPart, parentOf, statOf } from '../../shared/trees';
import { gidOf, uidOf } from '../../shared/users';
import { compilePathRegex, REGEX_TYPES } from './path-regex';

import { fill, remove, run } from './actions';
import { comparison, FindError, simply, unrecognized, type FindContext, type FindTest } from './context';

const TYPES: Readonly<Record<string, Stat['kind']>> = {
  f: 'file',
  d: 'directory',
  l: 'symlink',
  p: 'fifo',
  s: 'socket',
  b: 'block',
  c: 'character',
};
const SIZES: Readonly<Record<string, number>> = {
  '': 512,
  b: 512,
  c: 1,
  w: 2,
  k: 1024,
  M: 2 ** 20,
  G: 2 ** 30,
};
const DAY_MS = 86_400_000;

/** What BusyBox's find does not know of the tests and actions below. Source: findutils/find.c. */
const OF_GNU_ONLY: ReadonlySet<string> = new Set(
  '-lname -iregex -regextype -xtype -anewer -cnewer -uid -gid -nouser -nogroup -readable -writable -true -false -mount -noleaf -daystart -ignore_readdir_race -nowarn -warn -printf -ls -execdir'.split(
    ' ',
  ),
);

/** Parses everything after the paths. */
export class FindParser {
  #at = 0;
  #regexType = 'findutils-default';
  #acts = false;

  constructor(
    readonly words: readonly string[],
    readonly context: FindContext,
  ) {}

  parse(): FindTest {
    const test = this.words.length === 0 ? simply(() => true) : this.#or();
    const extra = this.words[this.#at];
    if (extra !== undefined && !this.context.gnu) throw unrecognized(extra);
    if (extra !== undefined)
      throw new FindError(
        extra === ')' ? "you have too many ')'" : `paths must precede expression: \`${extra}'`,
      );
    if (this.#acts) return test;
    return function* (file, context) {
      const yes = yield* test(file, context);
      if (yes) yield* context.print(`${file.path}\n`);
      return yes;
    };
  }

  #or(): FindTest {
    let left = this.#and();
    while (this.words[this.#at] === '-o' || this.words[this.#at] === '-or') {
      const word = this.words[this.#at++] ?? '';
      this.#expectAfter(word);
      const [a, b] = [left, this.#and()];
      left = function* (file, context) {
        return (yield* a(file, context)) || (yield* b(file, context));
      };
    }
    while (this.words[this.#at] === ',') {
      this.#at++;
      const [a, b] = [left, this.#or()];
      left = function* (file, context) {
        yield* a(file, context);
        return yield* b(file, context);
      };
    }
    return left;
  }

  #and(): FindTest {
    let left = this.#not();
    for (;;) {
      const word = this.words[this.#at];
      if (word === undefined || word === ')' || word === '-o' || word === '-or' || word === ',') return left;
      if (word === '-a' || word === '-and') {
        this.#at++;
        this.#expectAfter(word);
      }
      const [a, b] = [left, this.#not()];
      left = function* (file, context) {
        return (yield* a(file, context)) && (yield* b(file, context));
      };
    }
  }

  #not(): FindTest {
    const word = this.words[this.#at];
    if (word === '!' || word === '-not') {
      this.#at++;
      this.#expectAfter(word);
      const test = this.#not();
      return function* (file, context) {
        return !(yield* test(file, context));
      };
    }
    if (word === '(') {
      this.#at++;
      if (this.words[this.#at] === undefined)
        throw new FindError(
          this.context.gnu
            ? "invalid expression; expected to find a ')' but didn't see one. Perhaps you need an extra predicate after '('"
            : "unpaired '('",
        );
      const test = this.#or();
      if (this.words[this.#at++] !== ')')
        throw new FindError(
          this.context.gnu
            ? "invalid expression; I was expecting to find a ')' somewhere but did not see one."
            : "unpaired '('",
        );
      return test;
    }
    return this.#primary();
  }

  #pathRegex(pattern: string, ignoreCase: boolean): Regex {
    try {
      return compilePathRegex(pattern, this.context.gnu ? this.#regexType : undefined, ignoreCase);
    } catch (error) {
      if (!(error instanceof RegexError)) throw error;
      const what = this.context.gnu ? `failed to compile regular expression` : 'bad regex';
      throw new FindError(`${what} '${pattern}': ${error.regerror(this.context.library)}`);
    }
  }

  #argument(name: string): string {
    const word = this.words[this.#at++];
    if (word === undefined)
      throw new FindError(
        this.context.gnu ? `missing argument to \`${name}'` : `${name} requires an argument`,
      );
    return word;
  }

  #expectAfter(word: string): void {
    if (this.context.gnu && this.words[this.#at] === undefined)
      throw new FindError(`expected an expression after '${word}'`);
  }

  #primary(): FindTest {
    const name = this.words[this.#at++];
    if (name === undefined) throw new FindError('expected an expression');
    if (this.context.gnu && /^-(o|or|a|and)$/.test(name))
      throw new FindError(
        `invalid expression; you have used a binary operator '${name}' with nothing before it.`,
      );
    const { p, options, gnu } = this.context;
    if (!gnu && (OF_GNU_ONLY.has(name) || (name === '-delete' && !this.context.deletes)))
      throw unrecognized(name);
    const glob = (ignoreCase: boolean): RegExp => globToRegex(this.#argument(name), { ignoreCase });
    const ageOf = (unitMs: number): FindTest => {
      const test = comparison(this.#argument(name), name, gnu);
      return simply((file) =>
        test(
          Math.floor((p.nowMs - (name.startsWith('-c') ? file.stat.ctimeMs : file.stat.mtimeMs)) / unitMs),
        ),
      );
    };
    switch (name) {
      case '-name':
      case '-iname': {
        const pattern = glob(name === '-iname');
        return simply((file) => pattern.test(lastPart(file.path)));
      }
      case '-path':
      case '-ipath':
      case '-wholename': {
        const pattern = glob(name === '-ipath');
        return simply((file) => pattern.test(file.path));
      }
      case '-lname': {
        const pattern = glob(false);
        return simply((file) => file.stat.kind === 'symlink' && pattern.test(p.files.readlink(file.path)));
      }
      case '-regex':
      case '-iregex': {
        const regex = this.#pathRegex(this.#argument(name), name === '-iregex');
        return simply((file) => regex.test(byteString(file.path)));
      }
      case '-regextype': {
        const type = this.#argument(name);
        if (!REGEX_TYPES.includes(type)) {
          const valid = REGEX_TYPES.map((one) => `'${one}'`).join(', ');
          throw new FindError(`Unknown regular expression type '${type}'; valid types are ${valid}.`);
        }
        this.#regexType = type;
        return simply(() => true);
      }
      case '-type':
      case '-xtype': {
        const text = this.#argument(name);
        const kinds = (gnu ? text.split(',') : [text]).map((letter) => TYPES[letter]);
        if (kinds.includes(undefined))
          throw new FindError(
            gnu ? `Unknown argument to ${name}: ${text}` : `invalid argument '${text}' to '${name}'`,
          );
        return simply((file) =>
          kinds.includes(name === '-xtype' ? (statOf(p, file.path)?.kind ?? 'symlink') : file.stat.kind),
        );
      }
      case '-size': {
        const text = this.#argument(name);
        const found = (gnu ? /^([-+]?\d+)([bcwkMG]?)$/ : /^([-+]?\d+)([bcwk]?)$/).exec(text);
        if (!found && !gnu) throw new FindError(`invalid number '${text.replace(/^[-+]/, '')}'`);
        if (!found && /[^\dbcwkMG]$/.test(text))
          throw new FindError(`invalid -size type \`${text.slice(-1)}'`);
        if (!found) throw new FindError(`Invalid argument \`${text}' to -size`);
        const test = comparison(found[1] ?? '', name, gnu);
        const unit = SIZES[found[2] ?? ''] ?? 512;
        // GNU counts units that are begun, BusyBox compares bytes.
        return simply(({ stat }) => test(gnu ? Math.ceil(stat.sizeBytes / unit) : stat.sizeBytes / unit));
      }
      case '-empty':
        return simply((file) =>
          file.stat.kind === 'directory'
            ? p.files.readDirectory(file.path).length === 0
            : file.stat.kind === 'file' && file.stat.sizeBytes === 0,
        );
      case '-mtime':
      case '-ctime':
      case '-atime':
        return ageOf(DAY_MS);
      case '-mmin':
      case '-cmin':
      case '-amin':
        return ageOf(60_000);
      case '-newer':
      case '-cnewer':
      case '-anewer': {
        const path = this.#argument(name);
        let reference: Stat;
        try {
          reference = p.files.stat(path);
        } catch (error) {
          throw new FindError(gnu ? `'${path}': ${reason(error)}` : `can't stat '${path}': ${reason(error)}`);
        }
        return simply((file) => file.stat.mtimeMs > reference.mtimeMs);
      }
      case '-perm':
        return this.#permissions();
      case '-user':
      case '-uid': {
        const text = this.#argument(name);
        const uid = uidOf(p.files, text);
        if (uid === undefined)
          throw new FindError(
            gnu ? `invalid user name or UID argument to ${name}: '${text}'` : `unknown user ${text}`,
          );
        return simply((file) => file.stat.uid === uid);
      }
      case '-group':
      case '-gid': {
        const text = this.#argument(name);
        const gid = gidOf(p.files, text);
        if (gid === undefined)
          throw new FindError(
            gnu ? `invalid group name or GID argument to ${name}: '${text}'` : `unknown group ${text}`,
          );
        return simply((file) => file.stat.gid === gid);
      }
      case '-nouser':
        return simply((file, { names }) => names.user(file.stat.uid) === undefined);
      case '-nogroup':
        return simply((file, { names }) => names.group(file.stat.gid) === undefined);
      case '-readable':
        return simply((file) => p.files.access(file.path, 'r'));
      case '-writable':
        return simply((file) => p.files.access(file.path, 'w'));
      case '-executable':
        return simply((file) => p.files.access(file.path, 'x'));
      case '-links': {
        const test = comparison(this.#argument(name), name, gnu);
        return simply((file) => test(file.stat.nlink));
      }
      case '-inum': {
        const test = comparison(this.#argument(name), name, gnu);
        return simply((file) => test(file.stat.ino));
      }
      case '-samefile': {
        const ino = statOf(p, this.#argument(name))?.ino;
        return simply((file) => file.stat.ino === ino);
      }
      case '-true':
        return simply(() => true);
      case '-false':
        return simply(() => false);
      case '-depth':
      case '-d':
        options.depthFirst = true;
        return simply(() => true);
      case '-maxdepth':
      case '-mindepth': {
        const text = this.#argument(name);
        const depth = Number(text);
        if (!(depth >= 0))
          throw new FindError(
            gnu
              ? `Expected a positive decimal integer argument to ${name}, but got '${text}'`
              : `invalid number '${text}'`,
          );
        options[name === '-maxdepth' ? 'maxDepth' : 'minDepth'] = depth;
        return simply(() => true);
      }
      case '-xdev':
      case '-mount':
        options.oneSystem = true;
        return simply(() => true);
      case '-noleaf':
      case '-daystart':
      case '-follow':
      case '-ignore_readdir_race':
      case '-nowarn':
      case '-warn':
        return simply(() => true);
      case '-prune':
        return simply((_, context) => (context.prune = true));
      case '-quit':
        this.#acts = true;
        return simply((_, context) => (context.quit = true));
      case '-print':
      case '-print0': {
        this.#acts = true;
        const end = name === '-print' ? '\n' : '\0';
        return function* (file, context) {
          yield* context.print(file.path + end);
          return true;
        };
      }
      case '-printf': {
        this.#acts = true;
        const format = unescape(this.#argument(name), false).text;
        return function* (file, context) {
          yield* context.print(fill(format, file, context));
          return true;
        };
      }
      case '-ls':
        this.#acts = true;
        return function* (file, context) {
          yield* context.print(fill('%8i %6k %M %3n %-8u %-8g %8s %Tb %2Te %TH:%TM %p\n', file, context));
          return true;
        };
      case '-delete':
        this.#acts = true;
        options.depthFirst = true;
        return remove;
      case '-exec':
      case '-execdir':
      case '-ok':
        return this.#exec(name);
      default:
        if (!gnu) throw unrecognized(name);
        if (!name.startsWith('-')) throw new FindError(`paths must precede expression: \`${name}'`);
        throw new FindError(`unknown predicate \`${name}'`);
    }
  }

  #permissions(): FindTest {
    const text = this.#argument('-perm');
    const sign = /^[-/+]/.exec(text)?.[0] ?? '';
    const mode = parseMode(text.slice(sign.length))?.(0, false, 0);
    if (mode === undefined) throw new FindError(`invalid mode '${text}'`);
    return simply(({ stat }) =>
      sign === '-'
        ? (stat.mode & mode) === mode
        : sign === ''
          ? stat.mode === mode
          : mode === 0 || (stat.mode & mode) !== 0,
    );
  }

  #exec(name: string): FindTest {
    this.#acts = true;
    const words: string[] = [];
    for (;;) {
      const word = this.words[this.#at++];
      if (word === undefined)
        throw new FindError(
          this.context.gnu ? `missing argument to \`${name}'` : `${name} requires an argument`,
        );
      if (word === ';') break;
      if (word === '+' && words.at(-1) === '{}') {
        const batch = { words: words.slice(0, -1), paths: [] as string[] };
        this.context.batches.push(batch);
        return simply((file) => batch.paths.push(file.path) > 0);
      }
      words.push(word);
    }
    return function* (file, context) {
      yield* context.flush();
      const path = name === '-execdir' ? `./${lastPart(file.path)}` : file.path;
      const filled = words.map((word) => word.replaceAll('{}', path));
      if (name === '-ok') {
        yield* context.p.stderr.write(`< ${filled[0] ?? ''} ... ${file.path} > ? `);
        if (!/^y/i.test((yield* context.p.stdin.readLine()) ?? '')) return false;
      }
      return (yield* run(filled, context, name === '-execdir' ? parentOf(file.path) : undefined)) === 0;
    };
  }
}
