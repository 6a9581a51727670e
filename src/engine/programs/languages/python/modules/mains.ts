/** Modules of the library that are programs: `python3 -m http.server`. */
import type { Task } from '../../../../kernel';
import { runToEnd } from '../../../shared/exec';
import { call } from '../call';
import { raised } from '../errors';
import { importModule } from '../import';
import { NotModelled, PyList, type Value } from '../values';
import type { Vm } from '../vm';

type Main = (vm: Vm, args: readonly string[]) => Task<void>;

const MAINS: Readonly<Record<string, Main>> = {
  pip: handOver,
  'http.server': function* (vm, args) {
    yield* callIn(vm, 'http.server', '_main', new PyList([...args]));
  },
  flask: function* (vm, args) {
    yield* callIn(vm, 'flask.cli', 'main', new PyList([...args]));
  },
  'json.tool': function* (vm, args) {
    setArgv(vm, ['json.tool', ...args]);
    yield* callIn(vm, 'json.tool', '_main');
  },
  unittest: function* (vm, args) {
    setArgv(vm, ['python3 -m unittest', ...args]);
    const path = vm.modules.get('sys')?.members.get('path');
    if (path instanceof PyList && path.items[0] !== vm.p.cwd) path.items.unshift(vm.p.cwd);
    yield* callIn(vm, 'unittest', 'main', null);
  },
  this: function* (vm) {
    yield* importModule(vm, 'this');
  },
  site: function* (vm) {
    yield* vm.p.stdout.write(
      `sys.path = [\n${vm.path.map((path) => `    '${path || vm.p.cwd}',\n`).join('')}]\n`,
    );
  },
};

function setArgv(vm: Vm, argv: readonly string[]): void {
  vm.modules.get('sys')?.members.set('argv', new PyList([...argv]));
}

function* callIn(vm: Vm, module: string, name: string, ...args: readonly Value[]): Task<void> {
  const own = yield* importModule(vm, module);
  yield* call(vm, own.members.get(name) ?? null, args);
}

export function hasMain(name: string): boolean {
  return MAINS[name] !== undefined;
}

export function* runLibraryModule(vm: Vm, name: string, args: readonly string[]): Task<void> {
  yield* MAINS[name]?.(vm, args) ?? missing(name);
}

function* missing(name: string): Task<never> {
  throw new NotModelled(`python3 -m ${name}`);
}

/** pip is a program of its own here. */
function* handOver(vm: Vm, args: readonly string[]): Task<void> {
  const folder = vm.installation.executable.replace(/\/[^/]*$/, '');
  const own = ['pip3', 'pip'].map((name) => `${folder}/${name}`).find((path) => vm.p.files.access(path, 'x'));
  if (own === undefined) {
    yield* vm.p.stderr.write(`${vm.installation.executable}: No module named pip\n`);
    throw raised('SystemExit', 1n);
  }
  const status = yield* runToEnd(vm.p, [own, ...args]);
  throw raised('SystemExit', BigInt(status));
}
