import { logTags } from '../cli';
import { ipv4Pool, ipv6Pool } from '../daemon';
import type {
  Container,
  DaemonHost,
  HostDescription,
  IpamPool,
  Network,
  Sandbox,
  SandboxSpec,
  WebAnswer,
} from '../daemon';
import type { Tree } from '../fs';
import type { Kernel, LiveProcess, ProcessFiles, Task } from '../kernel';
import { kernelRelease, locate, part } from '../kernel';
import type { Workshop } from '../registry';
import type { FilesRecipe, HostFacts } from '../world';
import { KernelSandbox } from './sandbox';
import type { Switchboard } from './switchboard';

const webClient = part<typeof import('./web-client')>('machine/web-client');

/** What a daemon sees of the machine it runs on. */
export class MachineHost implements DaemonHost {
  readonly facts: HostDescription;

  constructor(
    readonly kernel: Kernel,
    /** Sees the host's files as root. */
    readonly onlooker: LiveProcess,
    readonly switchboard: Switchboard,
    readonly workshop: Workshop & { readonly recipes: Record<string, FilesRecipe> },
    host: HostFacts,
  ) {
    this.facts = {
      hostname: host.hostname,
      cpus: host.cpus,
      memoryBytes: host.memoryBytes,
      kernelVersion: kernelRelease(),
      operatingSystem: 'Debian GNU/Linux 13 (trixie)',
      architecture: 'x86_64',
    };
  }

  get nowMs(): number {
    return this.kernel.nowMs;
  }

  *logTagProblem(template: string, container: Container): Task<string | undefined> {
    return (yield* logTags(this)).logTagProblem(template, container);
  }

  get files(): ProcessFiles {
    return this.onlooker.files;
  }

  random(): number {
    return this.kernel.random();
  }

  *busy(ms: number): Task<void> {
    yield { forMs: ms };
  }

  charge(turns: number): void {
    this.kernel.scheduler.charge(turns);
  }

  background(_name: string, task: Task<void>): { cancel(): void } {
    const thread = this.kernel.startTask(task);
    return { cancel: () => thread.kill() };
  }

  graftFolder(path: string, tree: Tree): void {
    const slash = path.lastIndexOf('/');
    const { mount, inode } = locate(this.onlooker.view, path.slice(0, slash) || '/');
    mount.fileSystem.graft(inode, path.slice(slash + 1), tree);
  }

  need(key: string): Task<unknown> {
    return this.kernel.need(key);
  }

  *needRecipe(key: string): Task<void> {
    this.workshop.recipes[key] = asRecipe(yield* this.kernel.need(key));
  }

  *webGet(url: string): Task<WebAnswer | { readonly problem: string }> {
    const { webGet } = yield* webClient(this);
    return yield* webGet(this.switchboard.host, url);
  }

  createSandbox(spec: SandboxSpec): Sandbox {
    const { kernel, switchboard } = this;
    return new KernelSandbox({ kernel, host: this.onlooker, switchboard }, spec);
  }

  listenProblem(address: string, port: number): string | undefined {
    const code = this.switchboard.host.listenProblem(address, port, address.includes(':') ? 6 : 4);
    if (code === 'EADDRINUSE') return 'address already in use';
    return code === undefined ? undefined : 'cannot assign requested address';
  }

  networkCreated(network: Network): void {
    const { id, driver, options, pools } = network;
    const [four, six] = [ipv4Pool(network), ipv6Pool(network)];
    if (four === undefined) return;
    const inNetwork = ({ gateway, subnet }: IpamPool): string => `${gateway}/${subnet.bits}`;
    const bridge = {
      name: options['com.docker.network.bridge.name'] ?? `br-${id.slice(0, 12)}`,
      address: inNetwork(four),
      ...(six === undefined ? {} : { ipv6: inNetwork(six) }),
    };
    const gateways = pools.map(({ gateway }) => gateway);
    this.switchboard.addNetwork(id, gateways, driver === 'bridge' ? bridge : undefined);
  }

  networkRemoved({ id }: Network): void {
    this.switchboard.removeNetwork(id);
  }
}

/** What a page provided for a recipe's key: it comes from the world's own files, as plain JSON. */
function asRecipe(value: unknown): FilesRecipe {
  if (typeof value !== 'object' || value === null) throw new TypeError('a recipe is an object');
  return value;
}
