import type { Process, Program, Task } from '../kernel';
import { baseName } from './shared/program';
import type { Build, ProgramDefinition } from './shared/program';
import { runAsh } from './shells/ash';

const SHELLS: ReadonlySet<string> = new Set(['sh', 'ash', 'hush']);

/** BusyBox builds that images carry, by the executable's id. */
export const BUSYBOX_BUILDS: Readonly<Record<string, Build>> = {
  busybox: build('1.37.0', '2024-09-26 21:31:42 UTC', { getopt: 'glibc', lsColor: true }),
  'busybox-alpine': build('1.37.0', '2025-08-05 16:40:33 UTC', { getopt: 'musl', lsColor: true }),
  'busybox-debian': build('1.38.0', 'Debian 1:1.38.0-1', {
    getopt: 'glibc',
    psTime: false,
    isStandalone: true,
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

/** The multi-call program: what it does is decided by the name it was called by. */
export function busyboxProgram(
  id: string,
  build: Build,
  appletNamed: (name: string) => Program | undefined,
  names: readonly string[],
): Program {
  return {
    id,
    *run(p) {
      const called = baseName(p.argv[0] ?? 'busybox').replace(/^-/, '');
      if (!called.startsWith('busybox')) return yield* runApplet(p, called, build, appletNamed);
      const [, first, ...rest] = p.argv;
      if (first === undefined || first === '--help') {
        yield* p.stdout.write(
          `${build.banner ?? ''}\n\nUsage: busybox [function [arguments]...]\n   or: busybox --list[-full]\n   or: function [arguments]...\n\nCurrently defined functions:\n${wrapped(names)}\n`,
        );
        return 0;
      }
      if (first === '--list' || first === '--list-full') {
        for (const name of names)
          yield* p.stdout.write(`${first === '--list-full' ? `bin/${name}` : name}\n`);
        return 0;
      }
      if (!SHELLS.has(first) && !appletNamed(first)) {
        yield* p.stderr.write(`${first}: applet not found\n`);
        return 127;
      }
      return yield* runApplet(withArguments(p, [first, ...rest]), first, build, appletNamed);
    },
  };
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

export function isDefinition(value: Program): value is ProgramDefinition {
  return 'runAs' in value;
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
