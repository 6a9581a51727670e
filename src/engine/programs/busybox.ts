// Loaded when an executable of BusyBox first runs. What Debian's static build has: its package busybox-static 1.38.0.
import type { Process, Program, Task } from '../kernel';
import { type BusyboxId, isDefinition } from './program-set';
import { BUSYBOX_APPLETS, OTHER_APPLETS } from './purposes';
import { baseName } from './shared/program';
import type { Build } from './shared/program';
import { runAsh } from './shells/ash';
import { notModelled, purposeOf } from './stand-ins';

const SHELLS: ReadonlySet<string> = new Set(['sh', 'ash', 'hush']);

const APPLETS: ReadonlySet<string> = new Set([...BUSYBOX_APPLETS, ...OTHER_APPLETS]);

/** What nc(1) takes only where BusyBox was built with NC_110_COMPAT, as Alpine's is. */
const NC_110_LETTERS = '46Ndknqsuvz';

const BUILDS: Readonly<Record<BusyboxId, Build>> = {
  busybox: build('1.37.0', '2024-09-26 21:31:42 UTC', {
    getopt: 'glibc',
    lsColor: true,
    leavesOutLetters: { nc: NC_110_LETTERS },
  }),
  'busybox-alpine': build('1.37.0', '2025-08-05 16:40:33 UTC', {
    getopt: 'musl',
    lsColor: true,
    linkStates: true,
    osName: 'Linux',
  }),
  'busybox-debian': build('1.38.0', 'Debian 1:1.38.0-1', {
    getopt: 'glibc',
    psTime: false,
    topColumns: { memory: 'RSS', cpu: false },
    isStandalone: true,
    awkMath: false,
    ddRate: false,
    tarDetects: false,
    extraCompat: true,
    findDelete: false,
    leavesOutLetters: { nc: NC_110_LETTERS },
    leavesOut: new Set(
      'add-shell addgroup adduser base32 beep blkid bootchartd chat chpasswd chpst chrt cksum comm conspy cryptpw delgroup deluser dhcprelay dnsd eject envdir envuidgid ether-wake fakeidentd fbset fbsplash fdflush fdformat fgconsole flock fsck fsck.minix fsync ftpd fuser hd hdparm hexedit hush ifenslave ifplugd inetd inotifyd iostat ipaddr ipcrm ipcs iplink ipneigh iproute iprule iptunnel kbd_mode killall5 lpd lpq lpr lsof lspci lsusb lzopcat makedevs makemime man mesg mkfs.ext2 mkfs.minix mkfs.vfat mountpoint mpstat nanddump nandwrite nice nmeter nohup ntpd pgrep pipe_progress pkill pmap popmaildir powertop printenv pscan pstree pwdx raidautorun rdev readahead readprofile reformime remove-shell rtcwake runlevel runsv runsvdir rx script scriptreplay seedrng sendmail setarch setconsole setfattr setfont setlogcons setserial setuidgid showkey slattach smemcap softlimit split sum sv svlogd tcpsvd tftpd tree tsort ttysize ubiattach ubidetach ubimkvol ubirmvol ubirsvol ubiupdatevol udpsvd unlzop users vlock volname wall whois zcip'.split(
        ' ',
      ),
    ),
  }),
};

function build(version: string, made: string, traits: Omit<Build, 'flavour' | 'version' | 'banner'>): Build {
  return {
    flavour: 'busybox',
    version,
    banner: `BusyBox v${version} (${made}) multi-call binary.`,
    ...traits,
  };
}

/**
 * The multi-call program: what it does is decided by the name it was called by. `made` finds the programs that have a
 * file of their own; an applet that nobody made answers with what the real one is for.
 */
export function* runBusybox(
  p: Process,
  id: BusyboxId,
  made: (name: string) => Program | undefined,
): Task<number> {
  const build = BUILDS[id];
  const appletNamed = (name: string): Program | undefined => {
    if (!APPLETS.has(name) || build.leavesOut?.has(name)) return undefined;
    const purpose = purposeOf(name);
    return made(name) ?? (purpose === undefined ? undefined : notModelled(name, purpose));
  };
  const listed = BUSYBOX_APPLETS.filter((name) => !build.leavesOut?.has(name));
  const called = baseName(p.argv[0] ?? 'busybox').replace(/^-/, '');
  // Its shell starts applets by the binary's own path: what runs takes the applet's name.
  if (build.isStandalone) p.setName(called);
  if (!called.startsWith('busybox')) return yield* runApplet(p, called, build, appletNamed);
  const [, first, ...rest] = p.argv;
  if (first === undefined || first === '--help') {
    yield* p.stdout.write(
      `${build.banner ?? ''}\n\nUsage: busybox [function [arguments]...]\n   or: busybox --list[-full]\n   or: function [arguments]...\n\nCurrently defined functions:\n${wrapped(listed)}\n`,
    );
    return 0;
  }
  if (first === '--list' || first === '--list-full') {
    for (const name of listed) yield* p.stdout.write(`${first === '--list-full' ? `bin/${name}` : name}\n`);
    return 0;
  }
  if (!SHELLS.has(first) && !appletNamed(first)) {
    yield* p.stderr.write(`${first}: applet not found\n`);
    return 127;
  }
  return yield* runApplet(withArguments(p, [first, ...rest]), first, build, appletNamed);
}

function* runApplet(
  p: Process,
  name: string,
  build: Build,
  appletNamed: (name: string) => Program | undefined,
): Task<number> {
  const applet = appletNamed(name);
  if (SHELLS.has(name)) {
    return yield* runAsh(p, {
      version: build.version ?? '',
      isStandalone: build.isStandalone ?? false,
      greeting: (build.banner ?? '').replace(' multi-call binary.', ''),
      hasApplet: (one) => SHELLS.has(one) || appletNamed(one) !== undefined,
      executable: '/bin/busybox',
    });
  }
  if (!applet) {
    yield* p.stderr.write(`${name}: applet not found\n`);
    return 127;
  }
  return yield* isDefinition(applet) ? applet.runAs(p, build) : applet.run(p);
}

/** The same process, seen with the arguments after `busybox`. */
function withArguments(p: Process, argv: readonly string[]): Process {
  return new Proxy(p, {
    get(target, key) {
      if (key === 'argv') return argv;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    set: (target, key, value) => Reflect.set(target, key, value, target),
  });
}

function wrapped(names: readonly string[]): string {
  const lines: string[] = [];
  let line = '';
  for (const name of names) {
    if (line !== '' && line.length + name.length + 2 > 70) {
      lines.push(`${line},`);
      line = '';
    }
    line += `${line === '' ? '\t' : ', '}${name}`;
  }
  return [...lines, line].join('\n');
}
