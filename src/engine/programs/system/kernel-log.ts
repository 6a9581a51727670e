import { program } from '../shared/program';
import { reason } from '../shared/errors';

/** Containers may not read the kernel's log. */
export const dmesg = program({
  id: 'util-linux/dmesg',
  usage: '[options]',
  busyboxUsage: '[-cr] [-n LEVEL] [-s SIZE]',
  stopAtOperand: 'raw',
  *run(c) {
    return yield* c.fail(
      c.gnu ? 'read kernel buffer failed: Operation not permitted' : 'klogctl: Operation not permitted',
    );
  },
});

export const unshare = program({
  id: 'util-linux/unshare',
  usage: '[options] [<program> [<argument>...]]',
  busyboxUsage: '[-muinpUrR] [PROG ARGS]',
  stopAtOperand: 'raw',
  *run(c) {
    return yield* c.fail(
      c.gnu ? 'unshare failed: Operation not permitted' : 'unshare(0x0): Operation not permitted',
    );
  },
});

export const sysctl = program({
  id: 'procps/sysctl',
  paths: ['/usr/sbin/sysctl'],
  usage: '[options] [variable[=value] ...]',
  busyboxUsage: '[-enq] { -a | -p [FILE]... | [KEY[=VALUE]]... }',
  options: {
    all: 'a,all',
    values: 'n,values',
    names: 'N,names',
    quiet: 'q,quiet',
    write: 'w,write',
    ignore: 'e,ignore',
  },
  busyboxLacks: 'N',
  *run(c) {
    let status = 0;
    for (const word of c.operands) {
      const [key = '', value] = word.split('=');
      const path = `/proc/sys/${key.replaceAll('.', '/')}`;
      try {
        if (value === undefined) {
          const text = c.p.files.readText(path).trim();
          yield* c.print(c.flags.values ? `${text}\n` : `${key} = ${text}\n`);
        } else {
          c.p.files.writeFile(path, `${value}\n`);
          if (!c.flags.quiet) yield* c.print(`${key} = ${value}\n`);
        }
      } catch (error) {
        const why = reason(error);
        const isUnknown = !c.gnu && why === 'No such file or directory';
        if (isUnknown) yield* c.warn(`error: '${key}' is an unknown key`);
        else
          yield* c.warn(
            c.gnu
              ? why === 'No such file or directory'
                ? `cannot stat ${path}: ${why}`
                : `permission denied on key "${key}"`
              : `error ${value === undefined ? 'reading' : 'setting'} key '${key}': ${why}`,
          );
        status = 1;
      }
    }
    return status;
  },
});
