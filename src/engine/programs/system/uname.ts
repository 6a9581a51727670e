import { program } from '../shared/program';

/** The kernel is the host's, in every container. */
export const uname = program({
  id: 'coreutils/uname',
  names: ['arch'],
  usage: '[OPTION]...',
  busyboxUsage: '[-amnrspvio]',
  options: {
    all: 'a,all',
    s: 's,kernel-name',
    n: 'n,nodename',
    r: 'r,kernel-release',
    v: 'v,kernel-version',
    m: 'm,machine',
    processor: 'p,processor',
    i: 'i,hardware-platform',
    o: 'o,operating-system',
  },
  busyboxLong:
    'all hardware-platform kernel-name kernel-release kernel-version machine nodename operating-system processor',
  *run(c) {
    const { flags, p } = c;
    const [extra] = c.operands;
    if (extra !== undefined && (c.gnu || c.name !== 'arch'))
      return yield* c.misused(`extra operand '${extra}'`);
    if (c.name === 'arch') {
      yield* c.print('x86_64\n');
      return 0;
    }
    const kernel = (name: string): string => p.files.readText(`/proc/sys/kernel/${name}`).trim();
    const all = flags.all;
    const parts = [
      ...(all || flags.s ? ['Linux'] : []),
      ...(all || flags.n ? [p.hostname] : []),
      ...(all || flags.r ? [kernel('osrelease')] : []),
      ...(all || flags.v ? [kernel('version')] : []),
      ...(all || flags.m ? ['x86_64'] : []),
      ...(flags.processor ? ['unknown'] : []),
      ...(flags.i ? ['unknown'] : []),
      ...(all || flags.o ? [c.build.osName ?? 'GNU/Linux'] : []),
    ];
    yield* c.print(`${parts.length > 0 ? parts.join(' ') : 'Linux'}\n`);
    return 0;
  },
});
