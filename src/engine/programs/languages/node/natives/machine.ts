/** What programs are given of the machine: process, timers, Buffer, files, and `native` for the library's own modules. */
import { Errno, type SignalName } from '../../../../kernel';
import { internalsOf } from '../internals';
import { call, get, num, plainString } from '../objects';
import { ExitNow, Obj, type Value } from '../values';
import type { Vm } from '../vm';
import { array, methods } from './objects';
import { addBuffers } from './buffers';
import { addCompression } from './compression';
import { addProcesses } from './spawn';
import { addDescriptors } from './descriptors';
import { addFiles } from './files';
import { addLateErrors } from './late-errors';
import { addNative } from './library-natives';
import { addDigests } from './digests';
import { addUnhandled } from './unhandled';
import { addNetwork } from './network';
import { addSockets } from './sockets';
import { systemError } from './system-errors';
import { addTimers } from './timers';

export function addMachine(
  vm: Vm,
  native: Obj,
  argv: readonly string[],
  executable: string,
  own: readonly string[] = [],
): void {
  const { p, realm } = vm;
  addBuffers(vm);
  addTimers(vm);
  addNative(vm, native);
  addDigests(vm, native);
  addUnhandled(vm, native);
  addNetwork(vm, native);
  addSockets(vm, native);
  addFiles(vm, native);
  addDescriptors(vm, native);
  addCompression(vm, native);
  addProcesses(vm, native);
  addLateErrors(vm, native);
  const env = new EnvironmentObject(realm.objectProto, p.env);
  for (const [name, value] of p.env) env.put(name, value);
  const process = vm.object();
  realm.global.put('process', process, false);
  const values: Readonly<Record<string, Value>> = {
    version: `v${vm.version}`,
    versions: vm.object({ node: vm.version, v8: '12.4.254.21-node.33', uv: '1.51.0', modules: '127' }),
    arch: 'x64',
    platform: 'linux',
    release: vm.object({ name: 'node', lts: 'Jod' }),
    argv: array(vm, argv),
    argv0: 'node',
    execArgv: array(vm, own),
    execPath: executable,
    env,
    pid: p.pid,
    ppid: p.ppid,
    title: 'node',
    exitCode: undefined,
  };
  for (const [name, value] of Object.entries(values)) process.put(name, value);
  methods(vm, process, {
    cwd: () => p.cwd,
    chdir: (inner, _self, [path]) => {
      try {
        p.chdir(plainString(path));
      } catch (error) {
        throw systemError(inner, error, 'chdir', p.cwd, plainString(path));
      }
      return undefined;
    },
    uptime: (inner) => (inner.p.nowMs - inner.startedMs) / 1000,
    getuid: () => p.credentials.uid,
    geteuid: () => p.credentials.uid,
    getgid: () => p.credentials.gid,
    getegid: () => p.credentials.gid,
    umask: (_inner, _self, [mask]) => {
      const old = p.umask;
      if (mask !== undefined) p.umask = typeof mask === 'string' ? parseInt(mask, 8) : num(mask);
      return old;
    },
    getgroups: (inner) => array(inner, [...p.credentials.groups]),
    setuid: (inner, _self, [uid]) => changeIds(inner, { uid: idOf(inner, uid, '/etc/passwd') }, 'setuid'),
    setgid: (inner, _self, [gid]) => changeIds(inner, { gid: idOf(inner, gid, '/etc/group') }, 'setgid'),
    memoryUsage: (inner) =>
      inner.object({
        rss: 45_000_000,
        heapTotal: 6_500_000,
        heapUsed: 5_400_000,
        external: 1_600_000,
        arrayBuffers: 10_000,
      }),
    hrtime: (inner) => array(inner, [Math.floor(p.nowMs / 1000), Math.floor((p.nowMs % 1000) * 1e6)]),
    kill: (inner, _self, [pid, signal]) => {
      const name =
        signal === undefined
          ? 'TERM'
          : signal === 0
            ? 0
            : (plainString(signal).replace(/^SIG/, '') as SignalName);
      try {
        p.kill(num(pid), name);
      } catch (error) {
        throw systemError(inner, error, 'kill');
      }
      return true;
    },
    nextTick: (inner, _self, [callee, ...args]) => {
      inner.ticks.push(function* () {
        inner.nextCall = { between: internalsOf(inner).ticks };
        yield* call(inner, callee, undefined, args);
      });
      return undefined;
    },
    *reallyExit(inner, _self, [code]) {
      const own = code ?? (yield* get(inner, process, 'exitCode'));
      throw new ExitNow(own === undefined ? 0 : num(own) & 0xff);
    },
    abort: () => {
      p.kill(p.pid, 'ABRT');
      throw new ExitNow(134);
    },
  });
  const hrtime = process.find('hrtime')?.value;
  if (hrtime instanceof Obj) methods(vm, hrtime, { bigint: () => BigInt(Math.floor(p.nowMs * 1e6)) });
  const performance = vm.object();
  realm.global.put('performance', performance, false);
  methods(vm, performance, { now: (inner) => inner.p.nowMs - inner.startedMs });
  performance.put('timeOrigin', vm.startedMs);
}

/** A number, or one that a name has in a file of the system. */
function idOf(vm: Vm, given: Value, file: string): number {
  if (typeof given === 'number') return given;
  const lines = vm.p.files.exists(file) ? vm.p.files.readText(file).split('\n') : [];
  return Number(lines.map((one) => one.split(':')).find(([name]) => name === plainString(given))?.[2] ?? NaN);
}

function changeIds(vm: Vm, ids: { uid?: number; gid?: number }, syscall: string): Value {
  const { p } = vm;
  const { uid, gid, capabilities } = p.credentials;
  const isSame = (ids.uid ?? uid) === uid && (ids.gid ?? gid) === gid;
  if (!isSame && uid !== 0 && !capabilities.has('SETUID'))
    throw systemError(vm, new Errno('EPERM', ''), syscall);
  p.setCredentials({
    ...p.credentials,
    ...ids,
    ...(ids.uid !== undefined && ids.uid !== 0 && { capabilities: new Set<string>() }),
  });
  return undefined;
}

/** process.env: everything in it is a text, and programs that are started see what is set. */
class EnvironmentObject extends Obj {
  constructor(
    proto: Obj,
    readonly environment: Map<string, string>,
  ) {
    super(proto);
    const { slots } = this;
    const set = slots.set.bind(slots);
    slots.set = (key, slot) => {
      const text = plainString(slot.value);
      if (typeof key === 'string') environment.set(key, text);
      return set(key, { ...slot, value: text });
    };
  }

  override remove(key: Parameters<Obj['remove']>[0]): boolean {
    if (typeof key === 'string') this.environment.delete(key);
    return super.remove(key);
  }
}
