import { dockerProgram } from '../cli';
import { addPredefinedNetworks, Daemon, ImageStore, randomId } from '../daemon';
import type { FileSystem, Tree } from '../fs';
import type { Credentials, LiveProcess, Namespaces, Process } from '../kernel';
import { ALL_CAPABILITIES, ControlGroup, Kernel, NetworkNamespace, partKey } from '../kernel';
import { formatReference, parseFamiliar, withTag, type Image, type LayerPacking } from '../oci';
import { programsOnDemand, type ProgramSet } from '../programs';
import type { ProgramIds, Workshop } from '../registry';
import { imageFromFacts, missingRecipes, rootfsTree } from '../registry';
import type { FilesRecipe, ImageFacts, World } from '../world';
import { MachineHost } from './daemon-host';
import { Internet } from './internet';
import type { Catalogue, Parts } from './parts';
import { seededRandom } from './random';
import { serveRegistry } from './registry-server';
import { onlooker } from './sandbox';
import { Surroundings } from './surroundings';
import { Switchboard } from './switchboard';

/** A machine that is switched on: its kernel, its host and its daemon. */
export interface Computer {
  readonly kernel: Kernel;
  readonly host: Namespaces;
  readonly disk: FileSystem;
  readonly daemon: Daemon;
  /** Sees the host's files as root. */
  readonly onlooker: LiveProcess;
  readonly bugs: readonly { readonly error: unknown; readonly argv: readonly string[] }[];
}

/** Thrown where a world names a recipe that it does not have. */
export class MissingRecipeError extends Error {
  override readonly name = 'MissingRecipeError';

  constructor(readonly key: string) {
    super(`the world has no recipe ${key}`);
  }
}

/** Switches a machine on. */
export function boot(
  world: World,
  seed: string,
  parts: Parts,
  surroundings: Surroundings | undefined,
): Computer {
  const programs = programsOf(parts.catalogue);
  const random = seededRandom(seed);
  const bugs: { error: unknown; argv: readonly string[] }[] = [];
  const recipes: Record<string, FilesRecipe> = { ...world.recipes };
  const docker = dockerProgram(() => daemon, parts.catalogue.commands, parts.catalogue.declarations);
  const kernel = new Kernel({
    startMs: world.startMs,
    random,
    loaded: (key) => parts.loaded(key) ?? recipes[key] ?? world.facts?.[key],
    loadProgram: (id) => (id === docker.id ? docker : programs.load(id)),
    cpus: world.host.cpus,
    memoryBytes: world.host.memoryBytes,
    onBug: (error: unknown, process: Process) => bugs.push({ error, argv: process.argv }),
  });
  const idOf: ProgramIds = (name, note) => (name === docker.id ? docker.id : programs.idOf(name, note));
  const disk = kernel.newFileSystem(hostTreeOf(world, programs, idOf), 'ext4');
  const mounts = kernel.newMountTable(disk, { source: '/dev/sda1' });
  const host: Namespaces = {
    pid: kernel.hostPids,
    network: new NetworkNamespace(),
    mounts,
    uts: { hostname: world.host.hostname },
    controlGroup: new ControlGroup(),
  };
  kernel.mountSystem(host);
  startInit(kernel, host);
  const looker = onlooker(kernel, host);
  looker.files.writeFile('/etc/hostname', `${world.host.hostname}\n`);
  const internet = new Internet(kernel, world.internet ?? {}, world.web);
  const switchboard = new Switchboard(
    kernel,
    host.network,
    (name) => internet.resolve(name),
    (address) => internet.route(address),
  );
  const images = new ImageStore(kernel);
  for (const [{ repository, tags }, image] of localImagesOf(world, { recipes, programIds: idOf }, parts)) {
    for (const tag of tags) images.put(formatReference(withTag(parseFamiliar(repository), tag)), image);
  }
  const daemon = new Daemon(
    new MachineHost(kernel, looker, switchboard, { recipes, programIds: idOf }, world.host),
    images,
    randomId(random),
    surroundings?.registries ?? new Surroundings(world).registries,
  );
  setUpInterfaces(host.network);
  addPredefinedNetworks(daemon);
  for (const name of daemon.registries.keys()) serveRegistry(kernel, host.network, daemon, name);
  return { kernel, host, disk, daemon, onlooker: looker, bugs };
}

/** Making them takes long, and many machines are switched on with the same ones. */
const programSets = new WeakMap<Catalogue, ProgramSet>();

function programsOf(catalogue: Catalogue): ProgramSet {
  const programs = programSets.get(catalogue) ?? programsOnDemand(catalogue.programs);
  programSets.set(catalogue, programs);
  return programs;
}

/** The host's files as they are first, by the recipe that they are made by: machines beside each other share them. */
const hostTrees = new WeakMap<FilesRecipe, { startMs: number; programs: ProgramSet; tree: Tree }>();

function hostTreeOf({ host, recipes, startMs }: World, programs: ProgramSet, idOf: ProgramIds): Tree {
  const recipe = recipes[host.files];
  if (recipe === undefined) throw new MissingRecipeError(host.files);
  const known = hostTrees.get(recipe);
  if (known?.startMs === startMs && known.programs === programs) return known.tree;
  const tree = rootfsTree(recipe, undefined, startMs, idOf);
  hostTrees.set(recipe, { startMs, programs, tree });
  return tree;
}

/** Everything that root on the host may do. */
export const hostRoot: Credentials = { uid: 0, gid: 0, groups: [0], capabilities: new Set(ALL_CAPABILITIES) };

/** PID 1: it does nothing but collect what is orphaned. */
function startInit(kernel: Kernel, host: Namespaces): void {
  const init = kernel.newProcess(host, hostRoot, undefined);
  init.argv = ['/sbin/init'];
  init.executable = '/sbin/init';
  init.setDisposition('CHLD', 'ignore');
  kernel.start(init, function* (self) {
    for (;;) yield* self.pause();
  });
}

/** What the host has before Docker adds its bridges. */
function setUpInterfaces(network: NetworkNamespace): void {
  network.interfaces = [
    ...network.interfaces,
    { name: 'eth0', address: '192.168.65.3/24', mac: '02:50:00:00:00:01', mtu: 1500 },
  ];
  network.gateway = '192.168.65.1';
}

/** Images of worlds: packing their layers takes long, and many machines are switched on in the same world. */
const localImages = new WeakMap<World, ReadonlyMap<ImageFacts, Image>>();

function localImagesOf(world: World, workshop: Workshop, { loaded }: Parts): ReadonlyMap<ImageFacts, Image> {
  const known = localImages.get(world);
  if (known !== undefined) return known;
  const images = new Map<ImageFacts, Image>();
  for (const facts of world.localImages) {
    const [missing] = missingRecipes(facts, workshop);
    if (missing !== undefined) throw new MissingRecipeError(missing);
    const packer = loaded(partKey('oci/pack-layer')) as LayerPacking | undefined;
    images.set(facts, imageFromFacts(facts, workshop, packer));
  }
  localImages.set(world, images);
  return images;
}
