/** `apk add`, `del`, `upgrade`: what changes so that exactly the world and what it needs is installed. */
import { executableContent, syntheticContent } from '../../../fs';
import type { Process, Task } from '../../../kernel';
import { isErrno } from '../../../kernel';
import { COSTS } from './costs';
import {
  nameOf,
  writeInstalled,
  writeWorld,
  type ApkFile,
  type ApkInstalled,
  type ApkPackage,
} from './database';

const PROGRAM_FOLDER = /^\/(usr\/)?(local\/)?s?bin\//;
const MEBIBYTE = 1024 * 1024;

export interface ApkState {
  readonly p: Process;
  readonly installed: Map<string, ApkInstalled>;
  readonly offered: ReadonlyMap<string, ApkPackage>;
  /** As it will be. */
  readonly world: Set<string>;
  /** Says nothing of what it does (-q). */
  readonly isQuiet: boolean;
  readonly isSimulated: boolean;
  readonly print: (text: string) => Task<void>;
}

/** The packages that the world needs, each after what it needs itself. */
export function selection({ world, installed, offered }: ApkState): readonly string[] {
  const chosen = new Set<string>();
  const visiting = new Set<string>();
  const visit = (name: string): void => {
    if (visiting.has(name)) return;
    visiting.add(name);
    const needs = installed.get(name)?.depends ?? offered.get(name)?.depends ?? [];
    for (const need of needs) visit(nameOf(need));
    if (installed.has(name) || offered.has(name)) chosen.add(name);
  };
  for (const word of world) visit(nameOf(word));
  return [...chosen];
}

/** Brings the system to what the world asks for. `base`: packages of the image, which stay. */
export function* commit(state: ApkState, base: ReadonlySet<string>): Task<number> {
  const { p, installed, offered, world } = state;
  const wanted = selection(state);
  const coming = wanted.filter((name) => !installed.has(name));
  const leaving = [...installed.keys()].filter((name) => !wanted.includes(name) && !base.has(name)).reverse();
  const total = coming.length + leaving.length;
  let at = 0;
  const digits = String(total).length;
  const step = (): string => `(${String(++at).padStart(digits)}/${total})`;
  for (const name of leaving) {
    const one = installed.get(name);
    yield* state.print(`${step()} Purging ${name} (${one?.version ?? ''})\n`);
    if (!state.isSimulated) removeFiles(p, one?.files ?? []);
    installed.delete(name);
    yield* p.sleep(COSTS.installMs);
  }
  for (const name of coming) {
    const one = offered.get(name);
    if (one === undefined) continue;
    yield* state.print(`${step()} Installing ${name} (${one.version})\n`);
    const megabytes = one.downloadBytes / 1e6;
    yield* p.sleep(
      COSTS.installMs +
        megabytes * COSTS.downloadMsPerMegabyte +
        (one.installedBytes / 1e6) * COSTS.unpackMsPerMegabyte,
    );
    const files = filesOf(one);
    if (!state.isSimulated) for (const file of files) place(p, file);
    installed.set(name, { ...one, files: files.map(({ path }) => path) });
  }
  if (total > 0) yield* triggers(state, coming);
  if (!state.isSimulated) {
    if (total > 0) writeInstalled(p, installed);
    writeWorld(p, world);
  }
  yield* state.print(`${summary(installed)}\n`);
  return 0;
}

function* triggers(state: ApkState, coming: readonly string[]): Task<void> {
  const { installed, p } = state;
  const busybox = installed.get('busybox');
  if (busybox) yield* state.print(`Executing busybox-${busybox.version}.trigger\n`);
  const certificates = installed.get('ca-certificates');
  if (certificates && coming.includes('ca-certificates')) {
    yield* state.print(`Executing ca-certificates-${certificates.version}.trigger\n`);
  }
  yield* p.sleep(COSTS.triggerMs);
}

/** `OK: 13 MiB in 24 packages`. */
export function summary(installed: ReadonlyMap<string, ApkInstalled>): string {
  const bytes = [...installed.values()].reduce((sum, one) => sum + one.installedBytes, 0);
  const size =
    bytes >= 10_000 * MEBIBYTE
      ? `${Math.round(bytes / MEBIBYTE / 1024)} GiB`
      : `${Math.round(bytes / MEBIBYTE)} MiB`;
  return `OK: ${size} in ${installed.size} packages`;
}

/** All together as large as the package says; what is not known of it lies where its data would. */
function filesOf({ name, files, installedBytes }: ApkPackage): readonly ApkFile[] {
  const known = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const rest = installedBytes - known;
  return rest > 0 && !name.startsWith('.')
    ? [...files, { path: `/usr/share/${name}/data`, sizeBytes: rest }]
    : files;
}

function place({ files }: Process, { path, sizeBytes, target }: ApkFile): void {
  const names = path.split('/').slice(1, -1);
  for (let depth = 1; depth <= names.length; depth++) {
    const folder = `/${names.slice(0, depth).join('/')}`;
    if (!files.exists(folder)) files.mkdir(folder, 0o755);
  }
  if (target !== undefined) {
    removeQuietly(files, path);
    files.symlink(target, path);
  } else if (PROGRAM_FOLDER.test(path)) {
    files.placeFile(
      path,
      executableContent(`installed/${path.slice(path.lastIndexOf('/') + 1)}`, sizeBytes),
      0o755,
    );
  } else files.placeFile(path, syntheticContent(new Uint8Array(), sizeBytes, path), 0o644);
}

function removeFiles({ files }: Process, paths: readonly string[]): void {
  for (const path of paths) {
    removeQuietly(files, path);
    const folder = path.slice(0, path.lastIndexOf('/'));
    if (!/^\/usr\/share\/[^/]+$/.test(folder)) continue;
    try {
      files.rmdir(folder);
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }
}

function removeQuietly(files: Process['files'], path: string): void {
  try {
    files.unlink(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}
