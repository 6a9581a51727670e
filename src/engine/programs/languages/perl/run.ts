/** One run of perl: from its arguments to its exit status. */
import { isErrno, type Process, strerror, type Task } from '../../../kernel';
import { bytesOf } from '../../shared/bytes';
import { drive } from '../../shared/calls';
import { statOf } from '../../shared/trees';
import { perlFolders } from '../../shared/perl-folders';
import { type Arguments, shebangArguments } from './arguments';
import { callCode } from './call';
import { str } from './convert';
import { flushAll } from './functions/io';
import { runProgram } from './loading';
import { Parser } from './parser';
import { encoded } from './text';
import { Cell, CompileError, Die, Dual, ExitNow, LoopJump, NotModelled, type PArray, Return } from './values';
import { Vm } from './vm';

/** CPU time that Perl takes before a program's first line. */
const STARTUP_MS = 2;

interface Source {
  readonly file: string;
  readonly text: string;
  readonly rest: readonly string[];
}

export function* runPerl(p: Process, version: string, given: Arguments): Task<number> {
  yield* p.compute(STARTUP_MS);
  const source = yield* sourceOf(p, given);
  if (typeof source === 'string') {
    yield* p.stderr.write(source);
    return 2;
  }
  const first = /^#!.*?perl[\d.]*([^\n]*)/.exec(source.text)?.[1] ?? '';
  const wanted = given.code === undefined ? merged(given, shebangArguments(first)) : given;
  const vm = new Vm(p, version);
  return yield* drive(toEnd(vm, wanted, source));
}

function merged(given: Arguments, own: Arguments): Arguments {
  return {
    ...given,
    warns: given.warns || own.warns,
    loop: given.loop ?? own.loop,
    splits: given.splits || own.splits,
    by: given.by ?? own.by,
    inPlace: given.inPlace ?? own.inPlace,
    chomps: given.chomps || own.chomps,
    outputEnd: given.outputEnd ?? own.outputEnd,
    checks: given.checks || own.checks,
  };
}

/** The program's text; a text instead: what is wrong with its file. */
function* sourceOf(p: Process, { code, rest }: Arguments): Task<Source | string> {
  if (code !== undefined) return { file: '-e', text: encoded(code), rest };
  const [name = '-', ...others] = rest;
  if (name === '-') return { file: '-', text: bytesOf(yield* p.stdin.readAll()), rest: others };
  try {
    if (statOf(p, name)?.kind === 'directory')
      return `Can't open perl script "${name}": ${strerror('EISDIR')}\n`;
    return { file: name, text: bytesOf(p.files.readFile(name)), rest: others };
  } catch (error) {
    if (!isErrno(error)) throw error;
    return `Can't open perl script "${name}": ${strerror(error.code)}\n`;
  }
}

/** The loop that -n and -p put around a program, with what -a and -l do on each line; all on its first line. */
function wrapped(text: string, wanted: Arguments): string {
  const { loop, chomps, splits, by, before } = wanted;
  const head = before.join(' ');
  if (loop === undefined) return head === '' ? text : `${head} ${text}`;
  const delimited =
    by !== undefined && /^(["'/]).*\1$/s.test(by)
      ? by
      : by === undefined
        ? "' '"
        : `/${by.replace(/\//g, '\\/')}/`;
  const lineStart = `${chomps ? 'chomp;' : ''}${splits ? `our @F=split(${delimited});` : ''}`;
  const end = loop === 'p' ? '} continue { die "-p destination: $!\\n" unless print $_; }' : '}';
  return `${head} LINE: while (defined($_ = readline ARGV)) {${lineStart}${text}\n;${end}`;
}

function prepare(vm: Vm, wanted: Arguments, { file, rest }: Source): void {
  const scalars: Readonly<Record<string, string | number>> = {
    '0': file,
    '"': ' ',
    ';': '\x1c',
    '/': wanted.inputEnd ?? '\n',
    '|': 0,
    '^O': 'linux',
    '^W': wanted.warns ? 1 : 0,
    '^T': Math.floor(vm.p.nowMs / 1000),
    '^X': '/usr/bin/perl',
    '^V': `v${vm.version}`,
    ']': versionNumber(vm.version),
    '@': '',
  };
  for (const [name, value] of Object.entries(scalars)) vm.glob(`main::${name}`).scalar.v = value;
  if (wanted.inputEnd === null) vm.glob('main::/').scalar.v = undefined;
  if (wanted.outputEnd !== undefined) vm.glob('main::\\').scalar.v = wanted.outputEnd;
  vm.glob('main::!').scalar.v = new Dual(0, '');
  vm.inPlace = wanted.inPlace;
  const fill = (array: PArray, values: readonly string[]): void => {
    array.cells = values.map((value) => new Cell(encoded(value)));
  };
  fill(vm.array('main::ARGV'), rest);
  fill(vm.array('main::INC'), [...wanted.folders, ...perlFolders(vm.version)]);
  vm.file = file;
  vm.warns = wanted.warns;
  if (wanted.loop !== undefined) vm.line = 0;
}

const versionNumber = (version: string): string => {
  const [major = '5', minor = '0', patch = '0'] = version.split('.');
  return `${major}.${minor.padStart(3, '0')}${patch.padStart(3, '0')}`;
};

function* toEnd(vm: Vm, wanted: Arguments, source: Source): Task<number> {
  prepare(vm, wanted, source);
  let status = yield* ending(vm, function* () {
    const parser = new Parser(wrapped(source.text, wanted), source.file);
    parser.pragmas = { ...parser.pragmas, warns: wanted.warns, says: wanted.isExtended };
    const program = parser.program();
    if (wanted.checks) {
      yield* vm.p.stderr.write(`${source.file} syntax OK\n`);
      return 0;
    }
    yield* runProgram(vm, program);
    return 0;
  });
  for (const code of [...vm.atEnd.values()].reverse()) {
    vm.childStatus = status;
    const later = yield* ending(vm, function* () {
      yield* callCode(vm, code, [], 'scalar');
      return status;
    });
    if (later !== status) status = later;
  }
  try {
    yield* vm.endInPlace();
    yield* flushAll(vm);
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (error.code !== 'EPIPE') yield* vm.p.stderr.write(`Unable to flush stdout: ${strerror(error.code)}\n`);
    return status === 0 ? 1 : status;
  }
  return status;
}

function* ending(vm: Vm, body: () => Task<number>): Task<number> {
  try {
    return yield* body();
  } catch (error) {
    vm.unwind(0);
    if (error instanceof ExitNow) return error.status;
    if (error instanceof Return) return 0;
    if (error instanceof LoopJump) {
      const what =
        error.label === undefined
          ? `Can't "${error.kind}" outside a loop block`
          : `Label not found for "${error.kind} ${error.label}"`;
      return yield* told(vm, what + vm.place, 255);
    }
    if (error instanceof Die) {
      const number = vm.glob('main::!').scalar.v;
      const status =
        number instanceof Dual && number.number !== 0 ? number.number : (vm.childStatus >> 8) & 255 || 255;
      return yield* told(vm, str(vm, error.value), status);
    }
    if (error instanceof CompileError) return yield* told(vm, error.message, 255);
    if (error instanceof NotModelled)
      return yield* told(
        vm,
        `perl: not modelled on this simulated machine: ${error.message}; the real Perl has it\n`,
        255,
      );
    if (error instanceof RangeError) return yield* told(vm, 'Out of memory!\n', 1);
    throw error;
  }
}

function* told(vm: Vm, text: string, status: number): Task<number> {
  if (vm.stdout.out?.lineBuffered) yield* vm.stdout.out.flush();
  if (vm.stderr.out) yield* vm.stderr.out.write(text);
  if (vm.stderr.out) yield* vm.stderr.out.flush();
  return status;
}
