import { reason } from '../shared/errors';
import { installedVersion } from '../shared/installed';
import { program } from '../shared/program';
import { allowedCpuCount, cpuCount } from './machine';
import type { Process } from '../../kernel';

/** What glibc answers on 64-bit Linux. Sources: limits.h, sysconf(3), confstr(3). */
const SYSTEM: Readonly<Record<string, string>> = {
  ARG_MAX: '2097152',
  ATEXIT_MAX: '2147483647',
  BC_BASE_MAX: '99',
  CHAR_BIT: '8',
  CHAR_MAX: '127',
  CLK_TCK: '100',
  CS_PATH: '/bin:/usr/bin',
  EXPR_NEST_MAX: '32',
  HOST_NAME_MAX: '64',
  INT_MAX: '2147483647',
  INT_MIN: '-2147483648',
  IOV_MAX: '1024',
  LINE_MAX: '2048',
  LOGIN_NAME_MAX: '256',
  LONG_BIT: '64',
  NGROUPS_MAX: '65536',
  NZERO: '20',
  PAGESIZE: '4096',
  PAGE_SIZE: '4096',
  PATH: '/bin:/usr/bin',
  POSIX2_VERSION: '200809',
  PTHREAD_STACK_MIN: '16384',
  RE_DUP_MAX: '32767',
  SHRT_MAX: '32767',
  SSIZE_MAX: '32767',
  STREAM_MAX: '16',
  SYMLOOP_MAX: 'undefined',
  TTY_NAME_MAX: '32',
  TZNAME_MAX: 'undefined',
  UINT_MAX: '4294967295',
  ULONG_MAX: '18446744073709551615',
  WORD_BIT: '32',
  _POSIX_ARG_MAX: '2097152',
  _POSIX_JOB_CONTROL: '1',
  _POSIX_VERSION: '200809',
  _XOPEN_VERSION: '700',
};

/** What is asked of a file. Source: pathconf(3). */
const OF_PATH: Readonly<Record<string, string>> = {
  LINK_MAX: '127',
  MAX_CANON: '255',
  MAX_INPUT: '255',
  NAME_MAX: '255',
  PATH_MAX: '4096',
  PIPE_BUF: '4096',
};

function systemValue(p: Process, name: string): string | undefined {
  const limit = (of: string): string => {
    const { soft } = p.resourceLimit(of);
    return Number.isFinite(soft) ? String(soft) : 'undefined';
  };
  const library = (installedVersion(p, 'libc6') ?? '2.41').replace(/-.*$/, '');
  switch (name) {
    case '_NPROCESSORS_CONF':
      return String(cpuCount(p));
    case '_NPROCESSORS_ONLN':
      return String(allowedCpuCount(p));
    case 'OPEN_MAX':
      return limit('nofile');
    case 'CHILD_MAX':
      return limit('nproc');
    case 'GNU_LIBC_VERSION':
      return `glibc ${library}`;
    case 'GNU_LIBPTHREAD_VERSION':
      return `NPTL ${library}`;
    case '_PHYS_PAGES':
      return String(Number(/^MemTotal:\s+(\d+)/m.exec(p.files.readText('/proc/meminfo'))?.[1] ?? 0) / 4);
    default:
      return SYSTEM[name];
  }
}

export const getconf = program({
  id: 'libc-bin/getconf',
  usage: '[-v SPEC] VAR\n  or:  getconf [-v SPEC] PATH_VAR PATH',
  options: { specification: 'v=SPEC', all: 'a' },
  usageStatus: 2,
  *run(c) {
    const { p } = c;
    if (c.flags.all)
      return yield* c.fail(
        '-a is not modelled on this simulated machine; it lists every variable of the system',
        2,
      );
    const [name, path, extra] = c.operands;
    const isOfPath = name !== undefined && name in OF_PATH;
    const value = name === undefined ? undefined : isOfPath ? OF_PATH[name] : systemValue(p, name);
    const isMisused = value !== undefined && isOfPath !== (path !== undefined);
    if (name === undefined || extra !== undefined || isMisused) {
      yield* p.stderr.write(
        'Usage: getconf [-v specification] variable_name [pathname]\n       getconf -a [pathname]\n',
      );
      return 2;
    }
    if (value === undefined) return yield* c.fail(`Unrecognized variable \`${name}'`, 2);
    try {
      if (path !== undefined) p.files.stat(path);
    } catch (error) {
      return yield* c.fail(`pathconf: ${path ?? ''}: ${reason(error)}`, 3);
    }
    yield* c.print(`${value}\n`);
    return 0;
  },
});
