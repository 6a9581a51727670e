/** The exceptions that Python has of itself. */
import { isErrno, strerror, type ErrnoCode } from '../../../kernel';
import { OBJECT, PyClass, PyException, Raised, type Value } from './values';

const TREE = `BaseException
 SystemExit
 KeyboardInterrupt
 GeneratorExit
 BaseExceptionGroup
 Exception
  StopIteration
  StopAsyncIteration
  ArithmeticError
   FloatingPointError
   OverflowError
   ZeroDivisionError
  AssertionError
  AttributeError
  BufferError
  EOFError
  ImportError
   ModuleNotFoundError
  LookupError
   IndexError
   KeyError
  MemoryError
  NameError
   UnboundLocalError
  OSError
   BlockingIOError
   ChildProcessError
   ConnectionError
    BrokenPipeError
    ConnectionAbortedError
    ConnectionRefusedError
    ConnectionResetError
   FileExistsError
   FileNotFoundError
   InterruptedError
   IsADirectoryError
   NotADirectoryError
   PermissionError
   ProcessLookupError
   TimeoutError
  ReferenceError
  RuntimeError
   NotImplementedError
   RecursionError
  SyntaxError
   IndentationError
    TabError
  SystemError
  TypeError
  ValueError
   UnicodeError
    UnicodeDecodeError
    UnicodeEncodeError
  Warning
   DeprecationWarning
   FutureWarning
   ResourceWarning
   RuntimeWarning
   UserWarning
   SyntaxWarning
   PendingDeprecationWarning
   ImportWarning
   UnicodeWarning
   BytesWarning
   EncodingWarning`;

function build(): ReadonlyMap<string, PyClass> {
  const classes = new Map<string, PyClass>();
  const path: PyClass[] = [];
  for (const line of TREE.split('\n')) {
    const depth = line.length - line.trimStart().length;
    const cls = new PyClass(line.trim(), [path[depth - 1] ?? OBJECT]);
    cls.make = (_vm, own, args) => {
      const made = new PyException(own);
      made.args = args;
      return made;
    };
    path[depth] = cls;
    classes.set(cls.name, cls);
  }
  const bases = [classes.get('BaseExceptionGroup'), classes.get('Exception')].filter(
    (one) => one !== undefined,
  );
  classes.set('ExceptionGroup', new PyClass('ExceptionGroup', bases));
  return classes;
}

/** By name. */
export const EXCEPTIONS = build();

export function exceptionClass(name: string): PyClass {
  const found = EXCEPTIONS.get(name);
  if (found === undefined) throw new Error(`no exception ${name}`);
  return found;
}

export const BASE_EXCEPTION = exceptionClass('BaseException');
export const OS_ERROR = exceptionClass('OSError');

export function makeException(cls: PyClass | string, ...args: Value[]): PyException {
  const made = new PyException(typeof cls === 'string' ? exceptionClass(cls) : cls);
  made.args = args;
  return made;
}

/** An exception to throw: `throw raised('TypeError', 'what is wrong')`. */
export function raised(cls: PyClass | string, ...args: Value[]): Raised {
  return new Raised(makeException(cls, ...args));
}

const BY_CODE: Partial<Record<ErrnoCode, readonly [name: string, number: number]>> = {
  EPERM: ['PermissionError', 1],
  ENOENT: ['FileNotFoundError', 2],
  ESRCH: ['ProcessLookupError', 3],
  EINTR: ['InterruptedError', 4],
  EIO: ['OSError', 5],
  ENXIO: ['OSError', 6],
  E2BIG: ['OSError', 7],
  ENOEXEC: ['OSError', 8],
  EBADF: ['OSError', 9],
  ECHILD: ['ChildProcessError', 10],
  EAGAIN: ['BlockingIOError', 11],
  ENOMEM: ['OSError', 12],
  EACCES: ['PermissionError', 13],
  EBUSY: ['OSError', 16],
  EEXIST: ['FileExistsError', 17],
  EXDEV: ['OSError', 18],
  ENODEV: ['OSError', 19],
  ENOTDIR: ['NotADirectoryError', 20],
  EISDIR: ['IsADirectoryError', 21],
  EINVAL: ['OSError', 22],
  EMFILE: ['OSError', 24],
  ENOTTY: ['OSError', 25],
  ETXTBSY: ['OSError', 26],
  EFBIG: ['OSError', 27],
  ENOSPC: ['OSError', 28],
  ESPIPE: ['OSError', 29],
  EROFS: ['OSError', 30],
  EMLINK: ['OSError', 31],
  EPIPE: ['BrokenPipeError', 32],
  ENAMETOOLONG: ['OSError', 36],
  ENOSYS: ['OSError', 38],
  ENOTEMPTY: ['OSError', 39],
  ELOOP: ['OSError', 40],
  EADDRINUSE: ['OSError', 98],
  EADDRNOTAVAIL: ['OSError', 99],
  ENETUNREACH: ['OSError', 101],
  ECONNRESET: ['ConnectionResetError', 104],
  ETIMEDOUT: ['TimeoutError', 110],
  ECONNREFUSED: ['ConnectionRefusedError', 111],
  EHOSTUNREACH: ['OSError', 113],
};

/** Linux' number of an error. */
export function numberOfErrno(code: ErrnoCode): bigint {
  return BigInt(BY_CODE[code]?.[1] ?? 5);
}

/** Its name from its number. */
export function codeOfErrno(number: number): ErrnoCode | undefined {
  const found = Object.entries(BY_CODE).find(([, one]) => one?.[1] === number);
  return found?.[0] as ErrnoCode | undefined;
}

/** A refused system call as Python's OSError; anything else goes on up as it is. */
export function osError(error: unknown, ...paths: readonly (string | undefined)[]): Error {
  if (!isErrno(error)) return error instanceof Error ? error : new Error(String(error));
  const [name, number] = BY_CODE[error.code] ?? ['OSError', 5];
  const exception = makeException(name, BigInt(number), strerror(error.code));
  setErrno(exception, BigInt(number), strerror(error.code), paths[0] ?? null, paths[1] ?? null);
  return new Raised(exception);
}

/** What OSError's constructor makes of its arguments. */
export function setErrno(
  exception: PyException,
  number: Value,
  message: Value,
  filename: Value = null,
  filename2: Value = null,
): void {
  exception.set('errno', number);
  exception.set('strerror', message);
  exception.set('filename', filename);
  exception.set('filename2', filename2);
}

/** Gives what `body` gives; its refused system calls become OSErrors that name `paths`. */
export function asking<T>(body: () => T, ...paths: readonly (string | undefined)[]): T {
  try {
    return body();
  } catch (error) {
    throw osError(error, ...paths);
  }
}
