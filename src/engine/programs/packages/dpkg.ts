// dpkg and dpkg-query: their command line. Source: dpkg 1.22's own answers on Debian 13.
import type { Task } from '../../kernel';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import {
  addArchitecture,
  archiveProblem,
  compare,
  configure,
  foreignArchitectures,
  install,
  removeArchitecture,
  selections,
  setSelections,
  takeOut,
} from './debian/dpkg-changes';
import { sayUnreadableConfig } from './debian/dpkg-config';
import { QUERIES } from './debian/dpkg-queries';
import { readStatus, type InstalledPackage } from './debian/status-file';

/** What an action needs on the command line, as its error names it; undefined: nothing. */
type Need = 'package archive file' | 'package name' | 'file name pattern' | 'architecture';

interface ActionKind {
  readonly name: string;
  readonly letter?: string;
  readonly needs?: Need;
  /** dpkg-query's, which dpkg calls for it. */
  readonly isQuery?: boolean;
  /** Of dpkg-deb, which dpkg calls for it. */
  readonly isDeb?: boolean;
}

const ACTIONS: readonly ActionKind[] = [
  { name: 'list', letter: 'l', isQuery: true },
  { name: 'listfiles', letter: 'L', needs: 'package name', isQuery: true },
  { name: 'search', letter: 'S', needs: 'file name pattern', isQuery: true },
  { name: 'status', letter: 's', isQuery: true },
  { name: 'show', letter: 'W', isQuery: true },
  { name: 'print-avail', letter: 'p', isQuery: true },
  { name: 'control-list', isQuery: true },
  { name: 'control-show', isQuery: true },
  { name: 'control-path', isQuery: true },
  { name: 'contents', letter: 'c', isDeb: true },
  { name: 'info', letter: 'I', isDeb: true },
  { name: 'field', letter: 'f', isDeb: true },
  { name: 'control', letter: 'e', isDeb: true },
  { name: 'extract', letter: 'x', isDeb: true },
  { name: 'vextract', letter: 'X', isDeb: true },
  { name: 'build', letter: 'b', isDeb: true },
  { name: 'install', letter: 'i', needs: 'package archive file' },
  { name: 'unpack', needs: 'package archive file' },
  { name: 'remove', letter: 'r', needs: 'package name' },
  { name: 'purge', letter: 'P', needs: 'package name' },
  { name: 'configure', needs: 'package name' },
  { name: 'triggers-only' },
  { name: 'get-selections' },
  { name: 'set-selections' },
  { name: 'clear-selections' },
  { name: 'update-avail' },
  { name: 'merge-avail' },
  { name: 'clear-avail' },
  { name: 'print-architecture' },
  { name: 'print-foreign-architectures' },
  { name: 'add-architecture', needs: 'architecture' },
  { name: 'remove-architecture', needs: 'architecture' },
  { name: 'compare-versions' },
  { name: 'audit', letter: 'C' },
  { name: 'verify', letter: 'V' },
  { name: 'yet-to-unpack' },
  { name: 'predep-package' },
  { name: 'assert-multi-arch' },
  { name: 'version' },
  { name: 'help', letter: '?' },
];
/** Options that change how an action goes, and that change nothing here. */
const OPTIONS =
  /^(--(force|no-force|refuse|abort-after|admindir|root|instdir|ignore-depends|path-exclude|path-include|status-fd|status-logger|log|no-debsig|recursive|skip-same-version|selected-only|no-triggers|triggers|load-avail|robot|debug)(-[\w-]+)?(=.*)?|-[BGROE]|-D\w+)$/;

interface Asked {
  readonly action: ActionKind;
  readonly words: readonly string[];
  readonly format: string | undefined;
  readonly isPending: boolean;
  readonly isPretended: boolean;
}

function* run(c: Call): Task<number> {
  const isQuery = c.name === 'dpkg-query';
  if (!isQuery) {
    yield* c.out.flush();
    yield* sayUnreadableConfig(c.p);
  }
  const asked = yield* parse(c, isQuery);
  const { action } = asked;
  const status = readStatus(c.p);
  switch (action.name) {
    case 'version':
      yield* c.print(
        `Debian ${isQuery ? 'dpkg-query package management program query tool' : "'dpkg' package management program"} version ${status.get('dpkg')?.version ?? ''} (amd64).\nThis is free software; see the GNU General Public License version 2 or\nlater for copying conditions. There is NO warranty.\n`,
      );
      return 0;
    case 'help':
      yield* c.print(usage(c));
      return 0;
  }
  if (action.isQuery) yield* demand(c, asked, 'dpkg-query', queryHint());
  else yield* demand(c, asked, c.name, hint(c));
  const query = Object.hasOwn(QUERIES, action.name) ? QUERIES[action.name] : undefined;
  if (query !== undefined) return yield* query(c, status, asked);
  if (action.isDeb) return yield* aboutArchive(c, asked);
  return yield* act(c, status, asked);
}

function* act(c: Call, status: Map<string, InstalledPackage>, asked: Asked): Task<number> {
  const { action, words, isPending } = asked;
  const isChange = ['install', 'unpack', 'remove', 'purge', 'configure'].includes(action.name);
  if (asked.isPretended && isChange)
    return yield* c.fail('error: --no-act is not modelled on this simulated machine', 2);
  switch (action.name) {
    case 'install':
    case 'unpack':
      return yield* install(c, words);
    case 'remove':
      return yield* takeOut(c, status, words, false);
    case 'purge':
      return yield* takeOut(c, status, words, true);
    case 'configure':
      return yield* configure(c, status, isPending ? [] : words);
    case 'get-selections':
      return yield* selections(c, status, words);
    case 'set-selections':
      return yield* setSelections(c, status);
    case 'print-architecture':
      yield* c.print('amd64\n');
      return 0;
    case 'print-foreign-architectures':
      return yield* foreignArchitectures(c);
    case 'add-architecture':
      return yield* addArchitecture(c, words);
    case 'remove-architecture':
      return yield* removeArchitecture(c, words);
    case 'compare-versions':
      return yield* compare(c, words, hint(c));
    case 'audit':
      return 0;
  }
  return yield* c.fail(`error: --${action.name} is not modelled on this simulated machine`, 2);
}

/** dpkg-deb has the last word on an archive that is none. */
function* aboutArchive(c: Call, { action, words }: Asked): Task<number> {
  const problem = archiveProblem(c, words[0] ?? '');
  yield* c.out.flush();
  yield* c.p.stderr.write(
    `dpkg-deb: error: ${problem ?? `--${action.name} is not modelled on this simulated machine`}\n`,
  );
  return 2;
}

function* demand(c: Call, { action, words, isPending }: Asked, name: string, help: string): Task<void> {
  const { needs } = action;
  if (needs === undefined || words.length > 0 || isPending) return;
  const pending = /^(remove|purge|configure)$/.test(action.name) ? ' (without --pending)' : '';
  const argument =
    needs === 'architecture' ? 'takes exactly one argument' : `needs at least one ${needs} argument`;
  yield* c.out.flush();
  yield* c.p.stderr.write(`${name}: error: --${action.name}${pending} ${argument}\n\n${help}\n`);
  yield* c.exit(2);
}

/** Options stand before and after the action; a second action contradicts the first. */
function* parse(c: Call, isQuery: boolean): Task<Asked> {
  let action: ActionKind | undefined;
  let format: string | undefined;
  let [isPending, isPretended, areWords] = [false, false, false];
  const words: string[] = [];
  const refuse = (problem: string): Task<never> => c.fail(`error: ${problem}\n\n${hint(c)}`, 2);
  const choose = function* (one: ActionKind): Task<void> {
    if (action !== undefined && action !== one)
      yield* refuse(`conflicting actions ${title(one)} and ${title(action)}`);
    action = one;
  };
  const isOwn = (one: ActionKind): boolean =>
    one.name === 'version' || one.name === 'help' || !isQuery || one.isQuery === true;
  for (let at = 0; at < c.args.length; at += 1) {
    const arg = c.args[at] ?? '';
    const [, long, value] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (areWords || !arg.startsWith('-') || arg === '-') {
      areWords = true;
      words.push(arg);
    } else if (arg === '--') areWords = true;
    else if (long === 'showformat') format = value ?? c.args[(at += 1)];
    else if (isFormat(arg, isQuery, action)) format = arg.slice(2).replace(/^=/, '') || c.args[(at += 1)];
    else if (arg === '-a' || long === 'pending') isPending = true;
    else if (long === 'no-act' || long === 'dry-run' || long === 'simulate') isPretended = true;
    else if (long === 'no-pager' || OPTIONS.test(arg)) continue;
    else if (long !== undefined) {
      const one = ACTIONS.find(({ name }) => name === long);
      if (one === undefined || !isOwn(one)) return yield* refuse(`unknown option --${long}`);
      yield* choose(one);
    } else {
      const one = ACTIONS.find(({ letter }) => letter === arg.slice(1, 2));
      if (one === undefined || !isOwn(one)) return yield* refuse(`unknown option -${arg.slice(1, 2)}`);
      yield* choose(one);
    }
  }
  if (action === undefined) return yield* refuse('need an action option');
  return { action, words, format, isPending, isPretended };
}

/** `-f` is a format for dpkg-query, and an action of dpkg-deb's for dpkg. */
function isFormat(arg: string, isQuery: boolean, action: ActionKind | undefined): boolean {
  return arg.startsWith('-f') && (isQuery || action?.isQuery === true);
}

function title({ name, letter }: ActionKind): string {
  return letter === undefined ? `--${name}` : `-${letter} (--${name})`;
}

function queryHint(): string {
  return 'Use --help for help about querying packages.';
}

function hint(c: Call): string {
  return c.name === 'dpkg-query'
    ? queryHint()
    : `Type dpkg --help for help about installing and deinstalling packages [*];
Use 'apt' or 'aptitude' for user-friendly package management;
Type dpkg -Dhelp for a list of dpkg debug flag values;
Type dpkg --force-help for a list of forcing options;
Type dpkg-deb --help for help about manipulating *.deb files;

Options marked [*] produce a lot of output - pipe it through 'less' or 'more' !`;
}

function usage(c: Call): string {
  const isQuery = c.name === 'dpkg-query';
  const lines = ACTIONS.filter((one) => !isQuery || one.isQuery === true).map(
    ({ name, letter }) => `  ${letter === undefined ? '' : `-${letter}|`}--${name}\n`,
  );
  return `Usage: ${c.name} [<option>...] <command>\n\nCommands:\n${lines.join('')}`;
}

export const dpkg = program({
  id: 'dpkg/dpkg',
  names: ['dpkg-query'],
  flavours: ['gnu'],
  stopAtOperand: 'raw',
  run,
});
