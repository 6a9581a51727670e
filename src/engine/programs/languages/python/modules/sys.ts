/** sys, platform and what else tells of this Python and its machine. */
import { kernelRelease } from '../../../../kernel';
import { OPEN_CLASSES } from '../attributes';
import { define } from '../call';
import { raised } from '../errors';
import { standardFile } from '../files';
import { nativeClass, record, text } from '../helpers';
import { frameObject, traceObject } from '../trace-objects';
import { type Attributes, Obj, PyDict, PyList, PyTuple } from '../values';
import type { Vm } from '../vm';

const NAMESPACE = nativeClass('SimpleNamespace', 'types');
OPEN_CLASSES.add('SimpleNamespace');

function fillSys(vm: Vm, members: Attributes): void {
  const { version, compiler, built, executable, prefix } = vm.installation;
  const [major = 3n, minor = 0n, micro = 0n] = version.split('.').map((number) => BigInt(number));
  const shown = record(
    'version_info',
    [
      ['major', major],
      ['minor', minor],
      ['micro', micro],
      ['releaselevel', 'final'],
      ['serial', 0n],
    ],
    'sys',
  );
  const implementation = new Obj(NAMESPACE);
  implementation.set('name', 'cpython');
  const modules = new PyDict();
  for (const [name, module] of vm.modules) modules.setText(name, module);
  const values = {
    argv: new PyList([...vm.argv]),
    path: new PyList([...vm.path]),
    version: `${version} (main, ${built}) [${compiler}]`,
    version_info: shown,
    hexversion: (major << 24n) | (minor << 16n) | (micro << 8n) | 0xf0n,
    platform: 'linux',
    byteorder: 'little',
    maxsize: 2n ** 63n - 1n,
    maxunicode: 0x10ffffn,
    executable,
    prefix,
    base_prefix: prefix,
    exec_prefix: prefix,
    stdin: standardFile(vm, '<stdin>'),
    stdout: standardFile(vm, '<stdout>'),
    stderr: standardFile(vm, '<stderr>'),
    dont_write_bytecode: vm.p.env.has('PYTHONDONTWRITEBYTECODE'),
    implementation,
    modules,
    warnoptions: new PyList([...vm.warnOptions]),
    ps1: '>>> ',
    ps2: '... ',
  };
  for (const [name, value] of Object.entries(values)) members.set(name, value);
  for (const name of ['stdin', 'stdout', 'stderr']) members.set(`__${name}__`, members.get(name) ?? null);
  define(members, {
    exit: [
      'status?',
      (_vm, [status]) => {
        throw raised('SystemExit', ...(status === undefined ? [] : [status]));
      },
    ],
    getrecursionlimit: ['', (inner) => BigInt(inner.maxDepth)],
    setrecursionlimit: [
      'limit',
      (inner, [limit]) => {
        if (typeof limit !== 'bigint' || limit < 1n)
          throw raised('ValueError', 'recursion limit must be greater or equal than 1');
        inner.maxDepth = Math.min(50_000, Number(limit));
        return null;
      },
    ],
    getsizeof: [
      'object',
      (_vm, [value = null]) =>
        BigInt(
          typeof value === 'string'
            ? 41 + value.length
            : value instanceof PyList
              ? 56 + 8 * value.items.length
              : 28,
        ),
    ],
    getdefaultencoding: ['', () => 'utf-8'],
    getfilesystemencoding: ['', () => 'utf-8'],
    intern: ['string', (_vm, [value]) => text(value)],
    _getframe: [
      'depth?',
      (inner, [depth = 0n]) => {
        let frame = inner.frame;
        for (let left = Number(depth as bigint); left > 0 && frame; left--) frame = frame.caller;
        if (frame === undefined) throw raised('ValueError', 'call stack is not deep enough');
        return frameObject(frame);
      },
    ],
    exception: ['', ({ handling }) => handling ?? null],
    getswitchinterval: ['', () => 0.005],
    getrefcount: ['object', () => 2n],
    exc_info: [
      '',
      ({ handling }) =>
        new PyTuple(handling ? [handling.cls, handling, traceObject(handling)] : [null, null, null]),
    ],
  });
}

/** `uname -v` of the simulated kernel, as the kernel's own file has it. */
export function unameVersion({ p }: Vm): string {
  return p.files.exists('/proc/version') ? (/#.*$/m.exec(p.files.readText('/proc/version'))?.[0] ?? '') : '';
}

export function osRelease({ p }: Vm): Map<string, string> {
  const found = new Map<string, string>();
  if (!p.files.exists('/etc/os-release')) return found;
  for (const line of p.files.readText('/etc/os-release').split('\n')) {
    const [, name, value = ''] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) found.set(name, value.replace(/^"|"$/g, ''));
  }
  return found;
}

function fillPlatform(vm: Vm, members: Attributes): void {
  const release = kernelRelease();
  const isMusl = osRelease(vm).get('ID') === 'alpine';
  define(members, {
    system: ['', () => 'Linux'],
    node: ['', () => vm.p.hostname],
    release: ['', () => release],
    version: ['', () => unameVersion(vm)],
    machine: ['', () => 'x86_64'],
    processor: ['', () => ''],
    architecture: ['', () => new PyTuple(['64bit', 'ELF'])],
    python_version: ['', () => vm.installation.version],
    python_version_tuple: ['', () => new PyTuple(vm.installation.version.split('.'))],
    python_implementation: ['', () => 'CPython'],
    python_compiler: ['', () => vm.installation.compiler],
    platform: ['aliased? terse?', () => `Linux-${release}-x86_64-with-${isMusl ? 'libc' : 'glibc2.41'}`],
    libc_ver: ['', () => new PyTuple(isMusl ? ['', ''] : ['glibc', '2.41'])],
    freedesktop_os_release: [
      '',
      () => {
        const dict = new PyDict();
        for (const [name, value] of osRelease(vm)) dict.setText(name, value);
        return dict;
      },
    ],
    uname: [
      '',
      () =>
        record(
          'uname_result',
          [
            ['system', 'Linux'],
            ['node', vm.p.hostname],
            ['release', release],
            ['version', unameVersion(vm)],
            ['machine', 'x86_64'],
          ],
          'platform',
        ),
    ],
  });
}

export const modules = { sys: fillSys, platform: fillPlatform };
