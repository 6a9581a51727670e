import type { ImageConfigFacts, ImageFacts, World } from '../../src/engine/world';
import { allFacts, allRecipes } from '../../src/engine/world/whole';

const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

interface Imported {
  readonly repository: string;
  readonly tag: string;
  readonly cmd: readonly string[];
  readonly files: string;
  readonly sizeBytes: number;
  readonly compressedSizeBytes: number;
}

/** The images that README.md names: each one imported layer. */
const IMPORTED: readonly Imported[] = [
  { repository: 'busybox', tag: 'latest', cmd: ['sh'], files: 'busybox-recorded', sizeBytes: 2_126_000, compressedSizeBytes: 1_128_000 },
  { repository: 'alpine', tag: 'latest', cmd: ['/bin/sh'], files: 'busybox-recorded', sizeBytes: 2_126_000, compressedSizeBytes: 1_128_000 },
  { repository: 'debian', tag: 'trixie', cmd: ['bash'], files: 'debian-trixie', sizeBytes: 134_000_000, compressedSizeBytes: 51_000_000 },
  { repository: 'ubuntu', tag: 'latest', cmd: ['/bin/bash'], files: 'debian-trixie', sizeBytes: 134_000_000, compressedSizeBytes: 51_000_000 },
  { repository: 'hello-world', tag: 'latest', cmd: ['/hello'], files: 'hello-world-recorded', sizeBytes: 688_000, compressedSizeBytes: 315_000 },
];

/** The host on which the transcripts were recorded. */
export function recordedWorld(): World {
  return {
    startMs: Date.UTC(2026, 10, 23, 20, 0, 0),
    host: { hostname: 'docker', user: 'root', home: '/root', cpus: 4, memoryBytes: 8 * 1024 ** 3, files: 'host' },
    localImages: IMPORTED.map(importedImage),
    registries: [
      { host: 'localhost:5000', images: [] },
      {
        host: 'localhost:5001',
        images: [],
        access: { anonymousPull: false, users: [{ name: 'ada', password: 's3cret', mayPush: ['*'] }] },
      },
    ],
    recipes: allRecipes,
    facts: allFacts,
  };
}

function importedImage(image: Imported): ImageFacts {
  const created = '2026-11-23T19:00:00Z';
  const config: ImageConfigFacts = { Env: [PATH], Cmd: image.cmd };
  const { files, sizeBytes, compressedSizeBytes } = image;
  return {
    repository: image.repository,
    tags: [image.tag],
    created,
    architecture: 'amd64',
    config,
    layers: [{ files, sizeBytes, compressedSizeBytes }],
    history: [{ created, createdBy: '', comment: 'Imported from -' }],
  };
}
