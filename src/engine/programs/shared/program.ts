/**
 * What a program declares, and what it is given when it runs. One file a program; the same one serves GNU's
 * build and BusyBox's where they differ in options or words.
 */
import { isErrno, part } from '../../kernel';
import type { Flavour, Process, Program, Task } from '../../kernel';
import { byteString } from './bytes';
import { Exit, reason } from './errors';
import { OptionError, optionLines, parseOptions } from './options';
import type { Flags, Getopt, Occurrence, OptionSpec, ParsedOptions } from './options';
import { Output } from './output';

const gnuVersion = part<typeof import('../gnu-version')>('programs/gnu-version');

/** How a program was built: GNU's and the like, or one of the BusyBox builds that images carry. */
export interface Build {
  readonly flavour: Flavour;
  readonly getopt: Getopt;
  /** BusyBox's version, such as `1.37.0`. */
  readonly version?: string;
  /** Whether its shell looks for applets before PATH (FEATURE_SH_STANDALONE). */
  readonly isStandalone?: boolean;
  /** BusyBox's first line, such as `BusyBox v1.37.0 (…) multi-call binary.`. */
  readonly banner?: string;
  /** Whether BusyBox's ps was built with its TIME column. */
  readonly psTime?: boolean;
  /** Whether BusyBox's awk was built with powers and logarithms (FEATURE_AWK_LIBM). Default yes. */
  readonly awkMath?: boolean;
  /** Whether BusyBox's grep takes glibc's own search, which does not say what is wrong (EXTRA_COMPAT). */
  readonly extraCompat?: boolean;
  /** Whether BusyBox's find knows -delete (FEATURE_FIND_DELETE). Default yes. */
  readonly findDelete?: boolean;
  /** Whether BusyBox's tar finds out that an archive is packed (FEATURE_SEAMLESS_MAGIC). Default yes. */
  readonly tarDetects?: boolean;
  /** Whether BusyBox's dd says how much it copied in what time (FEATURE_DD_THIRD_STATUS_LINE). Default yes. */
  readonly ddRate?: boolean;
  /** Applets that this BusyBox was built without. */
  readonly leavesOut?: ReadonlySet<string>;
  /** Letters that its applets were built without, by applet. */
  readonly leavesOutLetters?: Readonly<Record<string, string>>;
  /** Whether BusyBox's ls colours names on a terminal unless told not to. */
  readonly lsColor?: boolean;
  /** What BusyBox's uname calls the operating system. Default GNU/Linux. */
  readonly osName?: string;
  /** Whether BusyBox's ip was built with headers by which it knows the states of links. */
  readonly linkStates?: boolean;
  /** What BusyBox's top shows of memory, and whether it shows which CPU ran a process. Default VSZ, and it does. */
  readonly topColumns?: { readonly memory: 'VSZ' | 'RSS'; readonly cpu: boolean };
}

export const GNU: Build = { flavour: 'gnu', getopt: 'glibc' };

export interface Declaration<S extends OptionSpec> {
  /** Debian's package and the name there, such as `coreutils/ls`: also the executable's id. */
  readonly id: string;
  /** Further names it is called by; each behaves by `c.name`. */
  readonly names?: readonly string[];
  /** Absolute paths in Debian; default /usr/bin and each name. Empty: BusyBox only. */
  readonly paths?: readonly string[];
  /** Default both. */
  readonly flavours?: readonly Flavour[];
  /** What follows the name in a usage line of GNU's build. */
  readonly usage?: string;
  /** … and of BusyBox's. */
  readonly busyboxUsage?: string;
  /** GNU's build shows the usage line before it points to --help (grep). */
  readonly showUsage?: boolean;
  /** What follows the usage line in the help of GNU's build, where that is shown for wrong arguments too (shadow-utils). */
  readonly help?: string;
  readonly options?: S;
  /** Letters of `options` that GNU's build does not take: BusyBox's own. */
  readonly gnuLacks?: string;
  /** Letters of `options` that BusyBox's build does not take. */
  readonly busyboxLacks?: string;
  /** The long names that BusyBox's build takes, parted by blanks. Default none: few of its applets have any. */
  readonly busyboxLong?: string;
  /** BusyBox's build reads them by getopt(3), which knows no long option; nearly all others by getopt_long(3). */
  readonly busyboxShort?: boolean;
  /** Letters whose value BusyBox's build reads as a whole number, before anything else is looked at. */
  readonly busyboxNumbers?: string;
  /** BusyBox's build looks for no options: each argument is an operand, whatever it begins with. */
  readonly busyboxPlain?: boolean;
  /** undefined: options may stand anywhere; true: they end at the first operand; 'raw': not parsed at all. */
  readonly stopAtOperand?: boolean | 'raw';
  /** Old forms of arguments made new before they are parsed (`head -5`). */
  readonly rewrite?: (args: readonly string[], isGnu: boolean) => readonly string[];
  /** Exit status of arguments that are not understood, of GNU's build. Default 1. */
  readonly usageStatus?: number;
  /** … where it was getopt that did not understand them. Default the same. */
  readonly optionStatus?: number;
  /** The line that GNU's build ends such an answer with, where it is not `Try '… --help'`. */
  readonly hint?: string;
  /** … and of BusyBox's. */
  readonly busyboxUsageStatus?: number;
  /** Exit status of a value of BusyBox's build that is no number. Default 1. */
  readonly busyboxFaultStatus?: number;
  readonly run: (c: Call<S>) => Task<number>;
}

export interface ProgramDefinition extends Program {
  readonly names: readonly string[];
  readonly package: string;
  readonly paths: readonly string[];
  readonly flavours: readonly Flavour[];
  runAs(p: Process, build: Build): Task<number>;
}

/** Packages whose programs call themselves in messages as they were called, folders and all. */
const AS_CALLED = /^(?:diffutils|findutils|grep|sed|tar|libc-bin)\//;

/** A running program: its process, its arguments as parsed, and how it speaks. */
export class Call<S extends OptionSpec = OptionSpec> {
  readonly name: string;
  readonly args: readonly string[];
  readonly gnu: boolean;
  readonly out: Output;
  flags: Flags<S>;
  given: readonly Occurrence<S>[] = [];
  operands: readonly string[] = [];

  constructor(
    readonly p: Process,
    readonly build: Build,
    readonly declaration: Declaration<S>,
  ) {
    this.name = baseName(p.argv[0] ?? declaration.id);
    this.args = p.argv.slice(1);
    this.gnu = build.flavour === 'gnu';
    this.out = new Output(p.stdout, p.isOpen(1) && p.isatty(1));
    this.flags = parseOptions<S>([], declaration.options ?? noOptions()).flags;
  }

  take(parsed: ParsedOptions<S>): void {
    this.flags = parsed.flags;
    this.given = parsed.given;
    this.operands = parsed.operands;
  }

  /** Values of an option in the order given. */
  all(key: keyof S & string): string[] {
    return this.given.filter((one) => one.key === key).map((one) => one.value);
  }

  /** Text to stdout. */
  *print(text: string): Task<void> {
    yield* this.out.write(byteString(text));
  }

  /** A byte string to stdout. */
  *write(bytes: string): Task<void> {
    yield* this.out.write(bytes);
  }

  /** `name: message` on stderr, behind what was printed: error(3) and BusyBox' own flush stdout first. */
  *warn(message: string, name = AS_CALLED.test(this.declaration.id) ? this.calledAs : this.name): Task<void> {
    yield* this.out.flush();
    yield* this.p.stderr.write(`${name}: ${message}\n`);
  }

  /** The name with its folders, as getopt(3) says it; BusyBox knows its applets without. */
  get calledAs(): string {
    return this.gnu ? (this.p.argv[0] ?? this.name) : this.name;
  }

  /** `name: message` on stderr, and the end. */
  *fail(message: string, status = 1, name?: string): Task<never> {
    yield* this.warn(message, name);
    throw new Exit(status);
  }

  /** The end, with nothing said. */
  *exit(status: number): Task<never> {
    yield* this.out.flush();
    throw new Exit(status);
  }

  get #usageStatus(): number {
    const { usageStatus, busyboxUsageStatus } = this.declaration;
    return (this.gnu ? usageStatus : busyboxUsageStatus) ?? 1;
  }

  /** Arguments were wrong: says so as this build does, and ends. */
  *usageError(message?: string, status = this.#usageStatus, name?: string): Task<never> {
    if (message !== undefined) yield* this.warn(message, name);
    if (this.gnu && this.declaration.help !== undefined) {
      yield* this.p.stderr.write(this.helpText());
    } else if (this.gnu) {
      if (this.declaration.showUsage)
        yield* this.p.stderr.write(`Usage: ${this.name} ${this.declaration.usage ?? ''}\n`);
      // The programs of diffutils begin this line with their name too.
      const begin = this.declaration.id.startsWith('diffutils/') ? `${this.calledAs}: ` : '';
      const own = this.declaration.showUsage ? this.name : this.calledAs;
      const hint = this.declaration.hint ?? `Try '${own} --help' for more information.`;
      yield* this.p.stderr.write(`${begin}${hint}\n`);
    } else {
      yield* this.p.stderr.write(this.helpText());
    }
    throw new Exit(status);
  }

  /** "missing operand" and the like: BusyBox shows its usage without a word. */
  *misused(message: string): Task<never> {
    return yield* this.usageError(this.gnu ? message : undefined);
  }

  helpText(): string {
    const { usage = '', busyboxUsage = usage, options, help } = this.declaration;
    const lines = optionLines(options ?? noOptions());
    if (this.gnu && help !== undefined) return `Usage: ${this.name} ${usage}\n${help}`;
    if (this.gnu) {
      return `Usage: ${this.name}${usage && ` ${usage}`}\n${lines.length ? `\nOptions:\n${lines.join('\n')}\n` : ''}`;
    }
    return `${this.build.banner ?? ''}\n\nUsage: ${this.name}${busyboxUsage && ` ${busyboxUsage}`}\n`;
  }
}

function noOptions<S extends OptionSpec>(): S {
  return {} as S;
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function* execute<S extends OptionSpec>(p: Process, build: Build, declaration: Declaration<S>): Task<number> {
  const c = new Call(p, build, declaration);
  try {
    const status = yield* parseAndRun(c, declaration);
    yield* c.out.flush();
    return status;
  } catch (error) {
    if (error instanceof Exit) {
      yield* c.out.flush();
      return error.status;
    }
    if (isErrno(error) && /^(EPIPE|ENOSPC|EFBIG)$/.test(error.code)) {
      yield* c.warn(`write error: ${reason(error)}`);
      // Programs for which 1 has a meaning of its own end with another.
      return c.gnu ? (declaration.usageStatus ?? 1) : 1;
    }
    // Whatever else the kernel refuses is told and ends the program, as in any program that checks its calls.
    if (isErrno(error) && error.code !== 'EINTR') {
      yield* c.warn(`${error.path === '' ? '' : `${error.path}: `}${reason(error)}`);
      return 1;
    }
    throw error;
  }
}

function* parseAndRun<S extends OptionSpec>(c: Call<S>, declaration: Declaration<S>): Task<number> {
  const { stopAtOperand } = declaration;
  // What test(1) is given is a text to it, whatever it says.
  if (c.gnu && c.args[0] === '--version' && c.name !== 'test') {
    const { versionLine } = yield* gnuVersion(c.p);
    const line = versionLine(c.p, c.name, declaration.id.slice(0, declaration.id.indexOf('/')));
    if (line !== undefined) {
      yield* c.print(`${line}\n`);
      return 0;
    }
  }
  if (stopAtOperand !== 'raw') {
    if (asksForHelp(c)) {
      yield* c.print(c.helpText());
      return 0;
    }
    try {
      const args = declaration.rewrite ? declaration.rewrite(c.args, c.gnu) : c.args;
      const options = declaration.options ?? noOptions<S>();
      if (!c.gnu && declaration.busyboxPlain) c.take({ ...parseOptions([], options), operands: args });
      else
        c.take(
          parseOptions(args, options, {
            getopt: c.build.getopt,
            stopAtOperand: stopAtOperand ?? false,
            isShortOnly: !c.gnu && (declaration.busyboxShort ?? false),
            knows: (name) => knows(c, name),
          }),
        );
    } catch (error) {
      if (!(error instanceof OptionError)) throw error;
      return yield* c.usageError(
        error.message,
        error.status ?? (c.gnu ? declaration.optionStatus : undefined),
        c.calledAs,
      );
    }
    const bad = c.gnu ? undefined : badNumber(c);
    if (bad !== undefined)
      return yield* c.fail(`invalid number '${bad}'`, declaration.busyboxFaultStatus ?? 1);
  }
  return yield* declaration.run(c);
}

/** BusyBox looks for `--help` before an applet runs, and only where it stands first. */
function asksForHelp<S extends OptionSpec>({ gnu, args, declaration }: Call<S>): boolean {
  if (!gnu) return args[0] === '--help';
  return args.includes('--help') && (args[0] === '--help' || !declaration.stopAtOperand);
}

/** The first value that is no number where BusyBox's getopt32 wants one (`:+` in its own declarations). */
function badNumber<S extends OptionSpec>({ given, declaration }: Call<S>): string | undefined {
  const letters = [...(declaration.busyboxNumbers ?? '')];
  const wants = ({ key }: Occurrence<S>): boolean =>
    letters.some((letter) =>
      declaration.options?.[key]
        ?.replace(/\[?=.*$/, '')
        .split(',')
        .includes(letter),
    );
  return given.find((one) => wants(one) && !/^\d+$/.test(one.value))?.value;
}

/** Whether the build that runs was made with the option of this name. */
function knows<S extends OptionSpec>({ gnu, build, declaration, name }: Call<S>, option: string): boolean {
  const { gnuLacks = '', busyboxLacks = '', busyboxLong = '' } = declaration;
  if (gnu) return !gnuLacks.includes(option);
  if (option.length > 1) return busyboxLong.split(' ').includes(option);
  return !busyboxLacks.includes(option) && !(build.leavesOutLetters?.[name] ?? '').includes(option);
}

/** Makes a program out of its declaration; `index.ts` finds every exported one. */
export function program<const S extends OptionSpec>(declaration: Declaration<S>): ProgramDefinition {
  const own = baseName(declaration.id);
  const names = [own, ...(declaration.names ?? [])];
  return {
    id: declaration.id,
    names,
    package: declaration.id.slice(0, declaration.id.indexOf('/')),
    paths: declaration.paths ?? names.map((name) => `/usr/bin/${name}`),
    flavours: declaration.flavours ?? ['gnu', 'busybox'],
    run: (p) => execute(p, GNU, declaration),
    runAs: (p, build) => execute(p, build, declaration),
  };
}
