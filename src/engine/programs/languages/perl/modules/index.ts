/** Functions of the modules that perl-base brings, and methods of handles. */
import type { Task } from '../../../../kernel';
import { callValue, type Want } from '../call';
import { blessedOf, int, num, str, truth } from '../convert';
import { handleOf } from '../functions/io';
import { close, readLine, readLines, write } from '../functions/io';
import { sprintf } from '../functions/sprintf';
import { strftime } from '../functions/times';
import { binary } from '../operators';
import { decoded, encoded, isNumeric } from '../text';
import { Cell, Die, Handle, PArray, PHash, Ref, Code, type Scalar } from '../values';
import { truthValue, type Vm } from '../vm';
import { warn } from '../evaluate';

type Native = (vm: Vm, args: readonly Cell[], want: Want) => Task<readonly Cell[]>;

const one = (value: Scalar): readonly Cell[] => [new Cell(value)];

/** A function of values that does not wait. */
const plain = (body: (vm: Vm, args: readonly Scalar[]) => Scalar): Native =>
  function* (vm, args) {
    return one(
      body(
        vm,
        args.map((cell) => cell.v),
      ),
    );
  };

/** A function that answers a list; in scalar context how many there are. */
const many = (body: (vm: Vm, args: readonly Scalar[]) => readonly Scalar[]): Native =>
  function* (vm, args, want) {
    const values = body(
      vm,
      args.map((cell) => cell.v),
    );
    return want === 'list' ? values.map((value) => new Cell(value)) : one(values.length);
  };

const fold = (op: string, empty: Scalar): Native =>
  plain((vm, args) =>
    args.length === 0
      ? empty
      : args.slice(1).reduce((sum, value) => binary(vm, op, sum, value), binary(vm, '+', args[0], 0)),
  );

const pick = (op: string): Native =>
  plain((vm, args) => args.reduce((best, value) => (truth(binary(vm, op, value, best)) ? value : best)));
const orNothing = (native: Native): Native =>
  function* (vm, args, want) {
    return args.length === 0 ? one(undefined) : yield* native(vm, args, want);
  };

/** Calls a block for each value as $_ until it answers as wanted; that value, or undefined. */
function* found(vm: Vm, [code, ...values]: readonly Cell[], wanted: boolean): Task<Cell | undefined> {
  const glob = vm.glob('main::_');
  const before = glob.scalar;
  try {
    for (const value of values) {
      glob.scalar = value;
      const answer = yield* callValue(vm, code?.v, [], 'scalar');
      if (truth(answer[answer.length - 1]?.v) === wanted) return value;
    }
    return undefined;
  } finally {
    glob.scalar = before;
  }
}

const asking = (wanted: boolean, answer: boolean): Native =>
  function* (vm, args) {
    return one(truthValue(((yield* found(vm, args, wanted)) !== undefined) === answer));
  };

function* reduce(vm: Vm, [code, first, ...rest]: readonly Cell[]): Task<readonly Cell[]> {
  if (!first) return one(undefined);
  const [a, b] = [vm.glob(`${vm.inPackage}::a`), vm.glob(`${vm.inPackage}::b`)];
  let value: Scalar = first.v;
  for (const next of rest) {
    a.scalar = new Cell(value);
    b.scalar = next;
    const answer = yield* callValue(vm, code?.v, [], 'scalar');
    value = answer[answer.length - 1]?.v;
  }
  return one(value);
}

function unique(vm: Vm, args: readonly Scalar[]): readonly Scalar[] {
  const seen = new Set<string>();
  return args.filter((value) => !seen.has(str(vm, value)) && seen.add(str(vm, value)));
}

function shuffled(vm: Vm, args: readonly Scalar[]): readonly Scalar[] {
  const all = [...args];
  for (let at = all.length - 1; at > 0; at--) {
    const other = Math.floor(vm.p.random() * (at + 1));
    [all[at], all[other]] = [all[other], all[at]];
  }
  return all;
}

function fileParts(path: string): readonly [folder: string, name: string] {
  const at = path.lastIndexOf('/');
  return at < 0 ? ['./', path] : [path.slice(0, at + 1), path.slice(at + 1)];
}

/** basename of a path: without the endings that are given. */
function baseName(vm: Vm, [path, ...endings]: readonly Scalar[]): string {
  const [, name] = fileParts(str(vm, path).replace(/(.)\/+$/, '$1'));
  const ending = endings
    .map((text) => str(vm, text))
    .find((text) => text !== '' && name !== text && name.endsWith(text));
  return ending === undefined ? name : name.slice(0, -ending.length);
}

function dirName(path: string): string {
  const trimmed = path.replace(/(.)\/+$/, '$1');
  const at = trimmed.lastIndexOf('/');
  return at < 0 ? '.' : trimmed.slice(0, at).replace(/\/+$/, '') || '/';
}

/** croak tells the line of who called the sub that it stands in. */
function callerPlace(vm: Vm): string {
  const found = vm.callers.findLast(({ inPackage }) => inPackage !== vm.inPackage);
  if (found) return ` at ${found.file} line ${String(found.line)}.\n`;
  // Where nobody else called, Carp tells the whole way.
  const shown = (value: Scalar): string =>
    value === undefined
      ? 'undef'
      : typeof value === 'string' && !isNumeric(value)
        ? `"${value}"`
        : str(vm, value);
  const way = [...vm.callers].reverse().map(({ name, args, file, line }) => {
    const what = args === undefined ? 'eval {...}' : `${name}(${args.map(shown).join(', ')})`;
    return `\t${what} called at ${file} line ${String(line)}\n`;
  });
  return vm.place + way.join('');
}

const complaint = (vm: Vm, args: readonly Cell[]): string => {
  const text = args.map((cell) => str(vm, cell.v)).join('');
  return text.endsWith('\n') ? text : text + callerPlace(vm);
};

function* croak(vm: Vm, args: readonly Cell[]): Task<readonly Cell[]> {
  const [first] = args;
  throw new Die(first && args.length === 1 && first.v instanceof Ref ? first.v : complaint(vm, args));
}

function* carp(vm: Vm, args: readonly Cell[]): Task<readonly Cell[]> {
  yield* warn(vm, complaint(vm, args));
  return one(1);
}

const constant = (value: Scalar): Native => plain(() => value);
const own = (vm: Vm, args: readonly Cell[]): Handle => handleOf(vm, args[0]?.v) ?? new Handle('');

const POSIX: Readonly<Record<string, Native>> = {
  floor: plain((vm, [value]) => Math.floor(Number(num(vm, value)))),
  ceil: plain((vm, [value]) => Math.ceil(Number(num(vm, value)))),
  round: plain(
    (vm, [value]) => Math.sign(Number(num(vm, value))) * Math.round(Math.abs(Number(num(vm, value)))),
  ),
  trunc: plain((vm, [value]) => Math.trunc(Number(num(vm, value)))),
  fmod: plain((vm, [a, b]) => Number(num(vm, a)) % Number(num(vm, b))),
  pow: plain((vm, [a, b]) => Number(num(vm, a)) ** Number(num(vm, b))),
  strftime: plain((vm, [format, ...fields]) =>
    encoded(
      strftime(
        decoded(str(vm, format)),
        fields.map((field) => int(vm, field)),
      ),
    ),
  ),
  mktime: plain((vm, args) => {
    const [second = 0, minute = 0, hour = 0, day = 1, month = 0, year = 70] = args.map((value) =>
      int(vm, value),
    );
    return Date.UTC(year + 1900, month, day, hour, minute, second) / 1000;
  }),
  toupper: plain((vm, [text]) => str(vm, text).toUpperCase()),
  tolower: plain((vm, [text]) => str(vm, text).toLowerCase()),
  isatty: plain((vm, [fd]) => truthValue(vm.p.isatty(fd instanceof Handle ? (fd.fd ?? 0) : int(vm, fd)))),
  getpid: plain((vm) => vm.p.pid),
  INT_MAX: constant(2147483647),
  INT_MIN: constant(-2147483648),
  UINT_MAX: constant(4294967295),
  DBL_MAX: constant(Number.MAX_VALUE),
  EXIT_SUCCESS: constant(0),
  EXIT_FAILURE: constant(1),
  WNOHANG: constant(1),
};

const LIST_UTIL: Readonly<Record<string, Native>> = {
  sum: orNothing(fold('+', undefined)),
  sum0: fold('+', 0),
  product: fold('*', 1),
  min: orNothing(pick('<')),
  max: orNothing(pick('>')),
  minstr: orNothing(pick('lt')),
  maxstr: orNothing(pick('gt')),
  *first(vm, args) {
    return one((yield* found(vm, args, true))?.v);
  },
  any: asking(true, true),
  none: asking(true, false),
  all: asking(false, false),
  notall: asking(false, true),
  reduce,
  uniq: many(unique),
  uniqnum: many(unique),
  shuffle: many(shuffled),
  pairs: many((_vm, args) =>
    args.flatMap((value, at) => (at % 2 === 0 ? [new Ref(PArray.of([value, args[at + 1]]))] : [])),
  ),
  pairkeys: many((_vm, args) => args.filter((_, at) => at % 2 === 0)),
  pairvalues: many((_vm, args) => args.filter((_, at) => at % 2 === 1)),
  head: many((vm, [count, ...rest]) =>
    rest.slice(0, int(vm, count) < 0 ? rest.length + int(vm, count) : int(vm, count)),
  ),
  tail: many((vm, [count, ...rest]) =>
    int(vm, count) < 0 ? rest.slice(-int(vm, count)) : rest.slice(Math.max(0, rest.length - int(vm, count))),
  ),
};

const SCALAR_UTIL: Readonly<Record<string, Native>> = {
  blessed: plain((_vm, [value]) => blessedOf(value)),
  reftype: plain((_vm, [value]) =>
    value instanceof Code
      ? 'CODE'
      : value instanceof Ref
        ? value.to instanceof PArray
          ? 'ARRAY'
          : value.to instanceof PHash
            ? 'HASH'
            : 'SCALAR'
        : undefined,
  ),
  refaddr: plain((vm, [value]) =>
    value instanceof Ref || value instanceof Code ? num(vm, value) : undefined,
  ),
  looks_like_number: plain((_vm, [value]) =>
    truthValue(
      typeof value === 'number' ||
        typeof value === 'bigint' ||
        (typeof value === 'string' && isNumeric(value)),
    ),
  ),
  weaken: constant(undefined),
};

const HANDLES: Readonly<Record<string, Native>> = {
  *autoflush(vm, args) {
    const handle = own(vm, args);
    handle.isFlushed = args.length < 2 || truth(args[1]?.v);
    if (handle.out) yield* handle.out.flush();
    return one(1);
  },
  *flush(vm, args) {
    const { out } = own(vm, args);
    if (out) yield* out.flush();
    return one(1);
  },
  *print(vm, args) {
    yield* write(
      vm,
      own(vm, args),
      args
        .slice(1)
        .map((cell) => str(vm, cell.v))
        .join(''),
    );
    return one(1);
  },
  *say(vm, args) {
    yield* write(
      vm,
      own(vm, args),
      `${args
        .slice(1)
        .map((cell) => str(vm, cell.v))
        .join('')}\n`,
    );
    return one(1);
  },
  *printf(vm, args) {
    const [, format, ...rest] = args.map((cell) => cell.v);
    yield* write(vm, own(vm, args), sprintf(vm, str(vm, format), rest));
    return one(1);
  },
  *getline(vm, args) {
    return one(yield* readLine(vm, own(vm, args)));
  },
  *getlines(vm, args) {
    const lines: Cell[] = [];
    yield* readLines(vm, own(vm, args), lines);
    return lines;
  },
  *close(vm, args) {
    return one(yield* close(vm, own(vm, args)));
  },

  *binmode(vm, args) {
    own(vm, args).isUtf8 = /utf-?8/i.test(str(vm, args[1]?.v));
    return one(1);
  },
};

const CARP: Readonly<Record<string, Native>> = { croak, confess: croak, carp, cluck: carp };

const CWD: Readonly<Record<string, Native>> = {
  cwd: plain((vm) => encoded(vm.p.cwd)),
  getcwd: plain((vm) => encoded(vm.p.cwd)),
  abs_path: plain((vm, [path]) =>
    encoded(vm.p.files.realpath(path === undefined ? '.' : decoded(str(vm, path)))),
  ),
};

const BASENAME: Readonly<Record<string, Native>> = {
  basename: plain(baseName),
  dirname: plain((vm, [path]) => dirName(str(vm, path))),

  *fileparse(vm, args) {
    const [folder, name] = fileParts(str(vm, args[0]?.v));
    return [name, folder, ''].map((text) => new Cell(text));
  },
};

function named(module: string, natives: Readonly<Record<string, Native>>): [string, Native][] {
  return Object.entries(natives).map(([name, native]) => [`${module}::${name}`, native]);
}

export const NATIVES: Readonly<Partial<Record<string, Native>>> = Object.fromEntries([
  ...named('POSIX', POSIX),
  ...named('List::Util', LIST_UTIL),
  ...named('Scalar::Util', SCALAR_UTIL),
  ...named('IO::Handle', HANDLES),
  ...named('Carp', CARP),
  ...named('Cwd', { ...CWD, realpath: CWD.abs_path ?? constant(undefined) }),
  ...named('File::Basename', BASENAME),
]);
