// Services of a Debian without systemd: `service`, and the program by which their scripts start and stop daemons.
import { isErrno } from '../../kernel';
import type { Credentials, Process, SignalName, Task } from '../../kernel';
import { codeOf, reason } from '../shared/errors';
import { runToEnd } from '../shared/exec';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { parseSignal } from '../shared/signals';
import { findUser, gidOf, groupsOf, uidOf } from '../shared/users';

const FOLDER = '/etc/init.d';
const USAGE = 'Usage: service < option > | --status-all | [ service_name [ command | --full-restart ] ]\n';
const IGNORED = /^(functions|halt|killall|single|skeleton|README|rc|rcS)$|\.(dpkg-\w+|swp)$|~$/;

/** Runs the script of a service in /etc/init.d with little more than PATH and TERM. Source: Debian, init-system-helpers. */
export const service = program({
  id: 'init-system-helpers/service',
  paths: ['/usr/sbin/service'],
  flavours: ['gnu'],
  stopAtOperand: 'raw',
  *run(c) {
    const { p } = c;
    const words = p.argv.slice(1);
    if (words.length === 0 || words.some((word) => /^(-h|--h.*)$/.test(word))) {
      yield* p.stderr.write(USAGE);
      return words.length === 0 ? 1 : 0;
    }
    if (words.some((word) => word === '--version' || word === '-V')) {
      yield* p.stderr.write('service ver. 1.69~deb13u1\n');
      return 0;
    }
    p.chdir('/');
    const [name = '', action, ...more] = words;
    if (words.length === 1 && name === '--status-all') return yield* statusOfAll(c.p);
    const script = `${FOLDER}/${name}`;
    if (!p.files.exists(script)) yield* p.stderr.write(`grep: ${script}: No such file or directory\n`);
    if (!p.files.access(script, 'x')) {
      yield* p.stderr.write(`${name}: unrecognized service\n`);
      return 1;
    }
    const env = surroundings(p);
    if (action !== '--full-restart' || more.length > 0)
      return yield* p.exec(script, [script, ...(action === undefined ? [] : [action]), ...more], env);
    yield* runToEnd(p, [script, 'stop'], { env });
    return yield* runToEnd(p, [script, 'start'], { env });
  },
});

function surroundings({ env }: Process): Map<string, string> {
  const kept = ['LANG', 'LANGUAGE', 'LC_ALL', 'PATH', 'TERM'];
  return new Map(kept.map((name) => [name, env.get(name) ?? '']));
}

function* statusOfAll(p: Process): Task<number> {
  if (!p.files.exists(FOLDER)) {
    yield* p.stderr.write(`/usr/sbin/service: 76: cd: can't cd to ${FOLDER}\n`);
    return 0;
  }
  for (const name of [...p.files.readDirectory(FOLDER)].sort()) {
    const script = `${FOLDER}/${name}`;
    if (IGNORED.test(name) || !p.files.access(script, 'x')) continue;
    const { read, write } = p.pipe();
    const fds = new Map([
      [0, 0],
      [1, write],
      [2, write],
    ]);
    const child = p.spawn(script, [script, 'status'], { env: surroundings(p), fds });
    p.close(write);
    const text = yield* p.stream(read).readText();
    p.close(read);
    const result = yield* p.wait(child.pid);
    const isWell = result !== undefined && 'code' in result.status && result.status.code === 0;
    if (/usage:/i.test(text)) yield* p.stderr.write(` [ ? ]  ${name}\n`);
    else yield* p.stdout.write(` [ ${isWell && text.trim() !== '' ? '+' : '-'} ]  ${name}\n`);
  }
  return 0;
}

const OPTIONS = {
  start: 'S,start',
  stop: 'K,stop',
  status: 'T,status',
  exec: 'x,exec=EXECUTABLE',
  pidFile: 'p,pidfile=PID-FILE',
  pid: 'pid=PID',
  name: 'n,name=PROCESS-NAME',
  user: 'u,user=USERNAME',
  startAs: 'a,startas=PATHNAME',
  as: 'c,chuid=NAME',
  group: 'g,group=GROUP',
  folder: 'd,chdir=DIRECTORY',
  mask: 'k,umask=MASK',
  niceness: 'N,nicelevel=INCR',
  background: 'b,background',
  keepsFiles: 'C,no-close',
  output: 'O,output=FILENAME',
  makePidFile: 'm,make-pidfile',
  removePidFile: 'remove-pidfile',
  test: 't,test',
  okNoDo: 'o,oknodo',
  quiet: 'q,quiet',
  verbose: 'v,verbose',
  signal: 's,signal=SIGNAL',
  retry: 'R,retry=SCHEDULE',
} as const;

type DaemonCall = Call<typeof OPTIONS>;

/** Source: dpkg, start-stop-daemon(8). */
export const startStopDaemon = program({
  id: 'dpkg/start-stop-daemon',
  paths: ['/usr/sbin/start-stop-daemon'],
  flavours: ['gnu'],
  usage: '[<option>...] <command>',
  options: OPTIONS,
  usageStatus: 3,
  *run(c) {
    const { flags } = c;
    if ([flags.start, flags.stop, flags.status].filter(Boolean).length !== 1)
      return yield* c.misused('need one of --start or --stop or --status');
    const matches = [flags.exec, flags.pidFile, flags.pid, flags.name, flags.user];
    if (matches.every((one) => one === undefined))
      return yield* c.misused('need at least one of --exec, --pidfile, --user, --name, --pid or --ppid');
    if (flags.start && flags.exec === undefined && flags.startAs === undefined)
      return yield* c.misused('--start needs --exec or --startas');
    const program = flags.exec ?? flags.startAs ?? '';
    if (flags.start && !flags.test && !c.p.files.exists(program))
      return yield* c.fail(`unable to stat ${program} (No such file or directory)`, 2);
    const found = running(c);
    if (flags.status) return found.length > 0 ? 0 : isFilePresent(c) ? 1 : 3;
    return yield* flags.stop ? stopAll(c, found) : startOne(c, found);
  },
});

function isFilePresent({ p, flags }: DaemonCall): boolean {
  return flags.pidFile !== undefined && p.files.exists(flags.pidFile);
}

/** The processes that are meant: those that the options all say. */
function running({ p, flags }: DaemonCall): readonly number[] {
  const uid = flags.user === undefined ? undefined : uidOf(p.files, flags.user);
  let only = flags.pid === undefined ? undefined : Number(flags.pid);
  if (flags.pidFile !== undefined) {
    try {
      only = Number.parseInt(p.files.readText(flags.pidFile), 10);
    } catch (error) {
      if (!isErrno(error)) throw error;
      return [];
    }
  }
  const program = flags.exec === undefined ? undefined : inode(p, flags.exec);
  return p
    .processes()
    .filter(
      ({ pid, state }) => pid !== p.pid && !state.startsWith('Z') && (only === undefined || pid === only),
    )
    .filter(({ pid }) => program === undefined || inode(p, `/proc/${String(pid)}/exe`) === program)
    .filter((one) => flags.name === undefined || one.command === flags.name)
    .filter((one) => uid === undefined || one.uid === uid)
    .map(({ pid }) => pid);
}

function inode(p: Process, path: string): string | undefined {
  try {
    const { deviceId, ino } = p.files.stat(path);
    return `${String(deviceId)}:${String(ino)}`;
  } catch (error) {
    if (!isErrno(error)) throw error;
    return undefined;
  }
}

function* startOne(c: DaemonCall, found: readonly number[]): Task<number> {
  const { p, flags } = c;
  if (found.length > 0) {
    if (!flags.quiet) yield* c.print(`${flags.exec ?? 'process'} already running.\n`);
    return flags.okNoDo ? 0 : 1;
  }
  const path = flags.startAs ?? flags.exec ?? '';
  if (flags.test) {
    if (!flags.quiet) yield* c.print(`Would start ${[path, ...c.operands].join(' ')}.\n`);
    return 0;
  }
  if (flags.verbose) yield* c.print(`Starting ${path}...\n`);
  const credentials = credentialsOf(c);
  if (credentials === 'unknown') return yield* c.fail(`user '${flags.as?.split(':')[0] ?? ''}' not found`, 2);
  yield* c.out.flush();
  const body = function* (self: Process): Task<number> {
    if (flags.folder !== undefined) self.chdir(flags.folder);
    if (flags.mask !== undefined) self.umask = Number.parseInt(flags.mask, 8);
    if (flags.makePidFile && flags.pidFile !== undefined)
      self.files.writeFile(flags.pidFile, `${String(self.pid)}\n`);
    if (credentials !== undefined) self.setCredentials(credentials);
    return yield* self.exec(path, [path, ...c.operands], self.env);
  };
  if (!flags.background) {
    p.chdir(flags.folder ?? '/');
    return yield* body(p);
  }
  p.fork(function* (child) {
    child.newSession();
    child.chdir('/');
    if (!flags.keepsFiles) {
      const nothing = child.open('/dev/null', { read: true, write: true });
      const output = flags.output;
      const log =
        output === undefined ? nothing : child.open(output, { write: true, create: true, append: true });
      child.dup(nothing, 0);
      for (const fd of [1, 2]) child.dup(log, fd);
      for (const fd of new Set([nothing, log])) if (fd > 2) child.close(fd);
    }
    return yield* body(child);
  });
  // The file is there when it comes back.
  yield* p.turn();
  return 0;
}

function credentialsOf({ p, flags }: DaemonCall): Credentials | undefined | 'unknown' {
  if (flags.as === undefined) return undefined;
  const [name = '', group = flags.group] = flags.as.split(':');
  const user = findUser(p.files, name);
  if (user === undefined) return 'unknown';
  const gid = group === undefined ? user.gid : (gidOf(p.files, group) ?? user.gid);
  return {
    ...p.credentials,
    uid: user.uid,
    gid,
    groups: groupsOf(p.files, user),
    capabilities: user.uid === 0 ? p.credentials.capabilities : new Set(),
  };
}

function* stopAll(c: DaemonCall, found: readonly number[]): Task<number> {
  const { p, flags } = c;
  const what =
    flags.name ??
    flags.exec ??
    (flags.pidFile === undefined ? 'process' : `process in pidfile '${flags.pidFile}'`);
  if (found.length === 0) {
    const shown = flags.name ?? flags.exec ?? what;
    if (!flags.quiet) yield* c.print(`No ${shown} found running; none killed.\n`);
    return flags.okNoDo ? 0 : 1;
  }
  const first = parseSignal(flags.signal ?? 'TERM') ?? 'TERM';
  if (flags.test) {
    yield* c.print(`Would send signal ${flags.signal ?? '15'} to ${found.join(' ')}.\n`);
    return 0;
  }
  let left = found;
  for (const { signal, seconds } of schedule(flags.retry, first)) {
    left = yield* send(c, left, signal);
    for (let waitedMs = 0; waitedMs < seconds * 1000 && left.length > 0; waitedMs += 50) {
      yield* p.sleep(50);
      left = running(c);
    }
    if (left.length === 0) break;
  }
  if (left.length === 0 && flags.retry === undefined && found.length > 0) {
    if (!flags.quiet) yield* c.print(`${String(found.length)} pids were not killed\n`);
    return 1;
  }
  if (flags.retry !== undefined && left.length > 0) {
    if (!flags.quiet)
      yield* c.print(`Program ${what}, ${String(left.length)} process(es), refused to die.\n`);
    return 2;
  }
  if (flags.removePidFile && flags.pidFile !== undefined && p.files.exists(flags.pidFile))
    p.files.unlink(flags.pidFile);
  return 0;
}

function* send(c: DaemonCall, pids: readonly number[], signal: SignalName | 0): Task<readonly number[]> {
  const reached: number[] = [];
  for (const pid of pids) {
    try {
      c.p.kill(pid, signal);
      reached.push(pid);
    } catch (error) {
      yield* c.warn(`warning: failed to kill ${String(pid)}: ${reason(error)}`);
      if (codeOf(error) === 'EPERM') reached.push(pid);
    }
  }
  return reached;
}

/** `TERM/30/KILL/5`, or a number alone: the signal, so many seconds, KILL, so many again. */
function schedule(
  text: string | undefined,
  first: SignalName | 0,
): readonly { readonly signal: SignalName | 0; readonly seconds: number }[] {
  if (text === undefined) return [{ signal: first, seconds: 0 }];
  if (/^\d+$/.test(text))
    return [first, 'KILL' as const].map((signal) => ({ signal, seconds: Number(text) }));
  const steps: { signal: SignalName | 0; seconds: number }[] = [];
  const parts = text.split('/');
  for (let at = 0; at < parts.length; at += 2)
    steps.push({ signal: parseSignal(parts[at] ?? '') ?? first, seconds: Number(parts[at + 1] ?? 0) });
  return steps;
}
