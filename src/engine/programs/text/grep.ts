import type { Task } from '../../kernel';
import { byteString } from '../shared/bytes';
import { reason } from '../shared/errors';
import { globToRegex } from '../shared/glob';
import { isNestedRepetition } from '../shared/host-regex';
import { openInput } from '../shared/input';
import type { Reader } from '../shared/input';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { compileRegex, RegexError } from '../shared/regex';
import type { Regex, RegexSyntax } from '../shared/regex';
import { isDirectory, join, lastPart, lstatOf, sortedNames } from '../shared/trees';
import { remarksOn } from './grep-pattern';
import { perlPatternFault } from './perl-patterns';

const OPTIONS = {
  extended: 'E,extended-regexp',
  fixed: 'F,fixed-strings',
  basic: 'G,basic-regexp',
  perl: 'P,perl-regexp',
  pattern: 'e,regexp=PATTERNS',
  file: 'f,file=FILE',
  ignoreCase: 'i,y,ignore-case',
  keepCase: 'no-ignore-case',
  word: 'w,word-regexp',
  line: 'x,line-regexp',
  invert: 'v,invert-match',
  count: 'c,count',
  names: 'l,files-with-matches',
  without: 'L,files-without-match',
  max: 'm,max-count=NUM',
  only: 'o,only-matching',
  quiet: 'q,quiet,silent',
  noMessages: 's,no-messages',
  number: 'n,line-number',
  byteOffset: 'b,byte-offset',
  withName: 'H,with-filename',
  noName: 'h,no-filename',
  recursive: 'r,recursive',
  follow: 'R,dereference-recursive',
  after: 'A,after-context=NUM',
  before: 'B,before-context=NUM',
  context: 'C,context=NUM',
  color: 'color,colour[=WHEN]',
  include: 'include=GLOB',
  exclude: 'exclude=GLOB',
  excludeDir: 'exclude-dir=GLOB',
  text: 'a,text',
  binary: 'binary-files=TYPE',
  ignoreBinary: 'I',
  zero: 'z,null-data',
  nullName: 'Z,null',
  directories: 'd,directories=ACTION',
  label: 'label=LABEL',
  tab: 'T,initial-tab',
  lineBuffered: 'line-buffered',
  separator: 'group-separator=SEP',
  noSeparator: 'no-group-separator',
  devices: 'D,devices=ACTION',
} as const;

type GrepCall = Call<typeof OPTIONS>;

export const grep = program({
  id: 'grep/grep',
  names: ['egrep', 'fgrep', 'rgrep'],
  usage: '[OPTION]... PATTERNS [FILE]...',
  busyboxUsage: '[-HhnlLoqvsrRiwFEz] [-m N] [-A|B|C N] { PATTERN | -e PATTERN... | -f FILE... } [FILE]...',
  showUsage: true,
  usageStatus: 2,
  busyboxFaultStatus: 2,
  busyboxUsageStatus: 2,
  options: OPTIONS,
  busyboxNumbers: 'mABC',
  busyboxLacks: 'DGPTZbdy',
  busyboxLong: 'color',
  rewrite: (args, isGnu) => args.map((arg) => (isGnu && /^-\d+$/.test(arg) ? `-C${arg.slice(1)}` : arg)),
  *run(c) {
    for (const { key, value } of c.given) {
      if (!c.gnu || /^\d+$/.test(value)) continue;
      if (key === 'max' && !/^-\d+$/.test(value)) return yield* c.fail('invalid max count', 2);
      if (key === 'after' || key === 'before' || key === 'context')
        return yield* c.fail(`${value}: invalid context length argument`, 2);
    }
    const operands = [...c.operands];
    const patterns = c.all('pattern').flatMap((text) => text.split('\n'));
    for (const path of c.all('file')) {
      try {
        patterns.push(...(yield* openInput(c.p, path).reader.lines()));
      } catch (error) {
        return yield* c.fail(`${path}: ${reason(error)}`, 2);
      }
    }
    if (c.flags.pattern === undefined && c.flags.file === undefined) {
      const first = operands.shift();
      if (first === undefined) return yield* c.usageError();
      patterns.push(...first.split('\n'));
    }
    const search = yield* matcherOf(c, patterns);
    return yield* new Search(c, search, operands).run();
  },
});

/** Finds the next match in a line at or after a place. */
type Matcher = (line: string, from: number) => { readonly start: number; readonly end: number } | undefined;

function* matcherOf(
  c: GrepCall,
  patterns: readonly string[],
): Task<{ readonly test: (line: string) => boolean; readonly next: Matcher }> {
  const { flags } = c;
  const fixed = flags.fixed || (c.name === 'fgrep' && !flags.extended);
  const isExtended = flags.extended || c.name === 'egrep';
  const syntax: RegexSyntax = isExtended
    ? c.gnu || c.build.extraCompat === true
      ? 'grep'
      : 'extended'
    : 'basic';
  const list: Regex[] = [];
  for (const pattern of patterns) {
    const text = byteString(pattern);
    try {
      if (flags.perl && (isNestedRepetition(text) || /\\K.*(?:\||\\K)|\|.*\\K/.test(text)))
        return yield* c.fail(`the pattern '${text}' is not modelled on this simulated machine`, 2);
      const fault = flags.perl ? perlPatternFault(text) : undefined;
      if (fault)
        return yield* c.fail(
          fault.isKnown ? fault.text : `the pattern '${text}' is not modelled on this simulated machine`,
          2,
        );
      if (flags.perl) list.push(perlRegex(text, flags.ignoreCase));
      else {
        if (c.gnu && !fixed) {
          const { warnings, fault } = remarksOn(text, isExtended);
          for (const warning of warnings) yield* c.warn(`warning: ${warning}`);
          if (fault !== undefined) return yield* c.fail(fault, 2);
        }
        const source = fixed ? text.replace(/[\\^$.*[\]]/g, '\\$&') : text;
        list.push(
          compileRegex(source, fixed ? 'basic' : syntax, { ignoreCase: flags.ignoreCase && !flags.keepCase }),
        );
      }
    } catch (error) {
      // A newer host takes all that the check lets through; an older one may not.
      if (error instanceof SyntaxError)
        return yield* c.fail(`the pattern '${text}' is not modelled on this simulated machine`, 2);
      if (!(error instanceof RegexError)) throw error;
      const { getopt: library, extraCompat } = c.build;
      const why = extraCompat === true ? '' : `: ${error.regerror(library)}`;
      return yield* c.fail(c.gnu ? error.message : `bad regex '${pattern}'${why}`, 2);
    }
  }
  const longest: Matcher = (line, from) => {
    let best: { start: number; end: number } | undefined;
    for (const regex of list) {
      const found = regex.exec(line, from);
      if (
        found &&
        (!best || found.start < best.start || (found.start === best.start && found.end > best.end))
      )
        best = found;
    }
    return best;
  };
  const isWord = (char: string | undefined): boolean => char !== undefined && /\w/.test(char);
  const next: Matcher = (line, from) => {
    for (let at = from; at <= line.length;) {
      const found = longest(line, at);
      if (!found) return undefined;
      if (
        flags.line
          ? found.start === 0 && found.end === line.length
          : !flags.word || (!isWord(line[found.start - 1]) && !isWord(line[found.end]))
      )
        return found;
      if (flags.line && list.some((regex) => regex.exec(line, 0)?.end === line.length))
        return { start: 0, end: line.length };
      if (flags.line) return undefined;
      at = found.start + 1;
    }
    return undefined;
  };
  const simple = !flags.line && !flags.word;
  return {
    next,
    test: (line) => (simple ? list.some((regex) => regex.test(line)) : next(line, 0) !== undefined),
  };
}

/** -P: JS' own syntax is Perl's, nearly. */
function perlRegex(text: string, ignoreCase: boolean): Regex {
  // `\K`: what is before it must be there, and is no part of the match.
  const [before = '', after] = text.split('\\K');
  const js = new RegExp(after === undefined ? text : `(?<=${before})${after}`, ignoreCase ? 'gi' : 'g');
  return {
    groups: 0,
    test: (line) => {
      js.lastIndex = 0;
      return js.test(line);
    },
    exec: (line, from = 0) => {
      js.lastIndex = from;
      const found = js.exec(line);
      return found
        ? { start: found.index, end: found.index + found[0].length, groups: [...found] }
        : undefined;
    },
  };
}

class Search {
  readonly #colored: boolean;
  readonly #named: boolean;
  #matched = false;
  #failed = false;
  #printedGroup = false;

  constructor(
    readonly c: GrepCall,
    readonly search: { readonly test: (line: string) => boolean; readonly next: Matcher },
    readonly operands: readonly string[],
  ) {
    const { flags, p } = c;
    this.#colored =
      // Debian's BusyBox takes --color and colours nothing.
      (c.gnu && flags.color === 'always') || ((flags.color === '' || flags.color === 'auto') && p.isatty(1));
    const many = operands.length > 1 || this.#recursive;
    const last = c.given.findLast((one) => one.key === 'withName' || one.key === 'noName')?.key;
    this.#named =
      last === 'withName' ||
      (last !== 'noName' &&
        many &&
        !(this.#recursive && operands.length === 1 && !isDirectory(p, operands[0] ?? '.')));
  }

  get #recursive(): boolean {
    return (
      this.c.flags.recursive ||
      this.c.flags.follow ||
      this.c.flags.directories === 'recurse' ||
      this.c.name === 'rgrep'
    );
  }

  *run(): Task<number> {
    const isHere = this.operands.length === 0 && this.#recursive && this.c.gnu;
    const names = this.operands.length > 0 ? this.operands : isHere ? ['.'] : ['-'];
    for (const name of names) {
      yield* this.#file(name, isHere ? '' : undefined);
      if (this.#matched && this.c.flags.quiet) return 0;
    }
    return this.#failed ? 2 : this.#matched ? 0 : 1;
  }

  *#file(name: string, shown: string | undefined, top = true): Task<void> {
    const { c } = this;
    const { flags, p } = c;
    if (
      this.#recursive &&
      name !== '-' &&
      isDirectory(p, name) &&
      (top || flags.follow || lstatOf(p, name)?.kind === 'directory')
    ) {
      if (c.all('excludeDir').some((glob) => globToRegex(glob.replace(/\/$/, '')).test(lastPart(name))))
        return;
      let names: string[] = [];
      try {
        names = sortedNames(p, name);
      } catch (error) {
        yield* this.#refuse(name, error);
      }
      for (const child of names) {
        const path = join(name, child);
        const kind = lstatOf(p, path)?.kind;
        // BusyBox follows links to files, but not into folders.
        if (kind === 'symlink' && !flags.follow && (c.gnu || isDirectory(p, path))) continue;
        if (kind !== 'file' && kind !== 'directory' && kind !== 'symlink') continue;
        yield* this.#file(
          path,
          shown === '' ? child : shown === undefined ? undefined : join(shown, child),
          false,
        );
        if (this.#matched && flags.quiet) return;
      }
      return;
    }
    const base = lastPart(name);
    if (flags.include !== undefined && !top && !c.all('include').some((glob) => globToRegex(glob).test(base)))
      return;
    if (flags.exclude !== undefined && c.all('exclude').some((glob) => globToRegex(glob).test(base))) return;
    try {
      if (flags.directories === 'skip' && isDirectory(p, name)) return;
      const input = openInput(p, name, flags.zero ? '\0' : '\n', !c.gnu);
      try {
        yield* this.#read(
          input.reader,
          name === '-' ? (flags.label ?? (c.gnu ? '(standard input)' : '(standard input)')) : (shown ?? name),
        );
      } finally {
        input.close();
      }
    } catch (error) {
      yield* this.#refuse(name, error);
    }
  }

  *#refuse(name: string, error: unknown): Task<void> {
    const why = reason(error);
    if (why === 'Broken pipe') throw error;
    if (!this.c.flags.noMessages) yield* this.c.warn(`${name}: ${why}`);
    this.#failed = true;
  }

  *#read(reader: Reader, name: string): Task<void> {
    const { c, search } = this;
    const { flags } = c;
    const after = Number(flags.after ?? flags.context ?? 0);
    const before = Number(flags.before ?? flags.context ?? 0);
    const max = flags.max === undefined ? Infinity : Number(flags.max);
    const shownName = byteString(name);
    const listing = flags.names || flags.without || flags.quiet || flags.count;
    const held: { line: string; number: number; offset: number }[] = [];
    const separator = flags.noSeparator ? undefined : (flags.separator ?? '--');
    let [number, count, left, lastShown, offset] = [0, 0, 0, 0, 0];
    let binary = false;
    for (
      let line = yield* reader.line();
      line !== undefined && (count < max || left > 0);
      line = yield* reader.line()
    ) {
      number++;
      if (!flags.text && !flags.zero && line.includes('\0')) binary = true;
      const start = offset;
      offset += line.length + 1;
      const hit = count < max && search.test(line) !== flags.invert;
      if (hit) {
        count++;
        if (binary && flags.ignoreBinary) return;
        if (flags.quiet || flags.names || flags.without) break;
        if (listing) continue;
        if (binary && c.gnu && flags.binary !== 'text') {
          yield* c.warn(`${shownName}: binary file matches`);
          this.#matched = true;
          return;
        }
        if (
          (before > 0 || after > 0) &&
          this.#printedGroup &&
          separator !== undefined &&
          (lastShown === 0 || number - held.length > lastShown + 1)
        ) {
          yield* c.write(`${this.#paint(separator, '36')}\n`);
        }
        this.#printedGroup = true;
        for (const one of held) yield* this.#show(one.line, one.number, one.offset, shownName, '-');
        held.length = 0;
        yield* this.#show(line, number, start, shownName, ':');
        lastShown = number;
        left = after;
      } else if (left > 0) {
        left--;
        yield* this.#show(line, number, start, shownName, '-');
        lastShown = number;
      } else if (before > 0) {
        held.push({ line, number, offset: start });
        if (held.length > before) held.shift();
      }
    }
    const end = flags.nullName ? '\0' : '\n';
    if (flags.without ? count === 0 : count > 0) this.#matched = true;
    if (flags.quiet) return;
    if (flags.names || flags.without) {
      if (flags.without ? count === 0 : count > 0) yield* c.write(this.#paint(shownName, '35') + end);
    } else if (flags.count)
      yield* c.write(
        `${this.#named ? this.#paint(shownName, '35') + (flags.nullName ? '\0' : this.#paint(':', '36')) : ''}${String(count)}\n`,
      );
  }

  #paint(text: string, code: string): string {
    return this.#colored ? `\x1b[${code}m\x1b[K${text}\x1b[m\x1b[K` : text;
  }

  *#show(line: string, number: number, offset: number, name: string, mark: string): Task<void> {
    const { c, search } = this;
    const { flags } = c;
    const end = flags.zero ? '\0' : '\n';
    const prefix = (at: number): string => {
      const separator = this.#paint(mark, '36');
      const parts = [
        ...(this.#named ? [this.#paint(name, '35') + (flags.nullName ? '\0' : separator)] : []),
        ...(flags.number ? [this.#paint(String(number), '32') + separator] : []),
        ...(flags.byteOffset ? [this.#paint(String(at), '32') + separator] : []),
      ];
      return parts.join('') + (flags.tab && parts.length > 0 ? '\t' : '');
    };
    if (!flags.only) {
      let text = line;
      if (this.#colored && mark === ':' && !flags.invert) {
        text = '';
        let at = 0;
        for (
          let found = search.next(line, 0);
          found;
          found =
            found.end >= line.length ? undefined : search.next(line, Math.max(found.end, found.start + 1))
        ) {
          if (found.end > found.start) {
            text += line.slice(at, found.start) + this.#paint(line.slice(found.start, found.end), '01;31');
            at = found.end;
          }
        }
        text += line.slice(at);
      }
      yield* c.write(prefix(offset) + text + end);
      return;
    }
    if (flags.invert || mark === '-') return;
    for (let at = 0; at <= line.length;) {
      const found = search.next(line, at);
      if (!found) return;
      if (found.end > found.start) {
        yield* c.write(
          prefix(offset + found.start) + this.#paint(line.slice(found.start, found.end), '01;31') + end,
        );
      }
      at = Math.max(found.end, found.start + 1);
      if (found.end > found.start) at = found.end;
    }
  }
}
