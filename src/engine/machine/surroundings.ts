import { FileSystem } from '../fs';
import type { Credentials, Kernel, MountTable } from '../kernel';
import { openRegistry, type Registry } from '../registry';
import type { World } from '../world';

/** Where the stick is mounted on every machine. */
export const STICK_PATH = '/media/usb';

/**
 * What machines that stand beside each other share: registries that all of them reach, and a memory stick that is
 * plugged into each, to carry files from one to the other.
 */
export class Surroundings {
  readonly registries: Map<string, Registry>;
  readonly #clocks: (() => number)[] = [];
  #stick: FileSystem | undefined;

  constructor(private readonly world: World) {
    this.registries = new Map(world.registries.map((facts) => [facts.host, openRegistry(facts)]));
  }

  /** Plugs the stick into a machine. It belongs to the machine's user. */
  plugIn(kernel: Kernel, mounts: MountTable, { uid, gid }: Pick<Credentials, 'uid' | 'gid'>): void {
    this.#clocks.push(() => kernel.nowMs);
    this.#stick ??= new FileSystem({
      tree: { kind: 'directory', mode: 0o755, uid, gid, mtimeMs: this.world.startMs, entries: new Map() },
      type: 'ext4',
      nowMs: () => Math.max(...this.#clocks.map((nowMs) => nowMs())),
    });
    const { type, root } = this.#stick;
    mounts.add({
      path: STICK_PATH,
      source: '/dev/sdb1',
      type,
      readOnly: false,
      fileSystem: this.#stick,
      root,
      options: 'relatime',
    });
  }
}
