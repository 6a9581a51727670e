import { allLayers, attachedBlobs, chainIds, type Digest, type Image } from '../oci';
import { layersIn, type Registry } from './registry';

/** What moving bytes costs, in simulated milliseconds. */
export interface TransferCosts {
  /** A request and its answer. */
  readonly roundTripMs: number;
  readonly transferMsPerMegabyte: number;
  readonly unpackMsPerMegabyte: number;
  /** How many blobs move side by side, sharing the line. */
  readonly parallel: number;
  /** How often somebody who watches is told. */
  readonly tickMs: number;
}

/** Where a blob is on its way; the words are Docker's. */
export type TransferPhase =
  | 'Pulling fs layer'
  | 'Downloading'
  | 'Download complete'
  | 'Already exists'
  | 'Extracting'
  | 'Pull complete'
  | 'Waiting'
  | 'Pushing'
  | 'Pushed'
  | 'Layer already exists';

export interface TransferEvent {
  /** Since the transfer began. */
  readonly atMs: number;
  readonly layer: Digest;
  readonly phase: TransferPhase;
  readonly currentBytes: number;
  readonly totalBytes: number;
}

/** A blob of a transfer, and what has to be done with it. */
export interface TransferBlob {
  readonly digest: Digest;
  readonly sizeBytes: number;
  readonly unpackedBytes: number;
  readonly isLayer: boolean;
  readonly isHere: boolean;
}

/** What is on the machine already. */
export interface ContentHere {
  /** Blobs by digest. */
  readonly blobs: { has(digest: Digest): boolean };
  /** Unpacked stacks by chain ID. */
  readonly chains: { has(chainId: Digest): boolean };
}

/**
 * The blobs that a pull shows. Layers of a stack that is unpacked here already are not fetched, nor shown;
 * manifests and configs never are, attestations only where something has to be fetched at all.
 */
export function planPull(image: Image, here: ContentHere): readonly TransferBlob[] {
  const chain = chainIds(image.layers.map(({ diffId }) => diffId));
  const layers = image.layers
    .filter((layer, index) => !here.chains.has(chain[index] ?? layer.diffId))
    .map(({ digest, sizeBytes, unpackedBytes }) => {
      return { digest, sizeBytes, unpackedBytes, isLayer: true, isHere: here.blobs.has(digest) };
    });
  const attached = attachedBlobs(image).map(({ digest, size }) => {
    return { digest, sizeBytes: size, unpackedBytes: 0, isLayer: false, isHere: here.blobs.has(digest) };
  });
  if (layers.length === 0 && attached.every(({ isHere }) => isHere)) return [];
  return uniqueByDigest([...layers, ...attached]);
}

/** The blobs that a push shows: layers, and what is attached. `isHere`: the repository has it. */
export function planPush(registry: Registry, path: string, image: Image): readonly TransferBlob[] {
  const there = layersIn(registry, path);
  const layers = allLayers(image).map(({ digest, sizeBytes }) => {
    return { digest, sizeBytes, unpackedBytes: 0, isLayer: true, isHere: there.has(digest) };
  });
  const attached = attachedBlobs(image).map(({ digest, size }) => {
    return { digest, sizeBytes: size, unpackedBytes: 0, isLayer: false, isHere: there.has(digest) };
  });
  return uniqueByDigest([...layers, ...attached]);
}

function uniqueByDigest(blobs: readonly TransferBlob[]): readonly TransferBlob[] {
  return [...new Map(blobs.map((blob) => [blob.digest, blob])).values()];
}

const bytesPerMegabyte = 1_000_000;

/** A pull's events in the order of time: downloads side by side, layers unpacked one after the other. */
export function pullEvents(blobs: readonly TransferBlob[], costs: TransferCosts): readonly TransferEvent[] {
  const events: TransferEvent[] = [];
  for (const blob of blobs) if (blob.isLayer && !blob.isHere) events.push(event(blob, 'Pulling fs layer', 0));
  const arrivals = move(blobs, costs, 'Downloading', events);
  let freeMs = 0;
  for (const blob of blobs) {
    const arrivedMs = arrivals.get(blob.digest) ?? 0;
    if (!blob.isHere) events.push(event(blob, 'Download complete', arrivedMs, blob.sizeBytes));
    else events.push(event(blob, 'Already exists', 0, blob.sizeBytes));
    if (!blob.isLayer) continue;
    const startMs = Math.max(freeMs, arrivedMs);
    freeMs = startMs + (blob.unpackedBytes / bytesPerMegabyte) * costs.unpackMsPerMegabyte;
    progress(blob, 'Extracting', startMs, freeMs, costs.tickMs, events);
    events.push(event(blob, 'Pull complete', freeMs, blob.sizeBytes));
  }
  return inOrderOfTime(events);
}

/** A push's events in the order of time. */
export function pushEvents(blobs: readonly TransferBlob[], costs: TransferCosts): readonly TransferEvent[] {
  const events: TransferEvent[] = [];
  const arrivals = move(blobs, costs, 'Pushing', events);
  for (const blob of blobs) {
    const there = blob.isLayer ? 'Layer already exists' : 'Already exists';
    const phase = blob.isHere ? there : 'Pushed';
    events.push(event(blob, phase, arrivals.get(blob.digest) ?? costs.roundTripMs, blob.sizeBytes));
  }
  return inOrderOfTime(events);
}

/** What a push that is refused before anything moved has told. */
export function waitingEvents(blobs: readonly TransferBlob[]): readonly TransferEvent[] {
  return blobs.map((blob) => event(blob, 'Waiting', 0));
}

/** Lets blobs move over `parallel` lanes, each with its share of the line; says when each has arrived. */
function move(
  blobs: readonly TransferBlob[],
  costs: TransferCosts,
  phase: TransferPhase,
  events: TransferEvent[],
): ReadonlyMap<Digest, number> {
  const moving = blobs.filter(({ isHere }) => !isHere);
  const lanes = Array.from({ length: Math.max(1, Math.min(costs.parallel, moving.length)) }, () => 0);
  const msPerByte = (costs.transferMsPerMegabyte * lanes.length) / bytesPerMegabyte;
  const arrivals = new Map<Digest, number>();
  for (const blob of moving) {
    const startMs = Math.min(...lanes) + costs.roundTripMs;
    const endMs = startMs + blob.sizeBytes * msPerByte;
    // Whoever looks for the first time finds it in the queue.
    if (phase === 'Pushing' && startMs > costs.roundTripMs && startMs > costs.tickMs) {
      events.push(event(blob, 'Waiting', costs.tickMs));
    }
    lanes[lanes.indexOf(Math.min(...lanes))] = endMs;
    progress(blob, phase, startMs, endMs, costs.tickMs, events);
    arrivals.set(blob.digest, endMs);
  }
  return arrivals;
}

function progress(
  blob: TransferBlob,
  phase: TransferPhase,
  startMs: number,
  endMs: number,
  tickMs: number,
  events: TransferEvent[],
): void {
  for (let atMs = startMs + tickMs; atMs < endMs; atMs += tickMs) {
    const part = (atMs - startMs) / (endMs - startMs);
    events.push(event(blob, phase, atMs, Math.floor(blob.sizeBytes * part)));
  }
}

function event(blob: TransferBlob, phase: TransferPhase, atMs: number, currentBytes = 0): TransferEvent {
  return { atMs: Math.round(atMs), layer: blob.digest, phase, currentBytes, totalBytes: blob.sizeBytes };
}

/** What happens at one time stays in the order in which it was told. */
function inOrderOfTime(events: readonly TransferEvent[]): readonly TransferEvent[] {
  return [...events].sort((a, b) => a.atMs - b.atMs);
}
