import {
  diffTrees,
  executableContent,
  treeAsChanges,
  TreeBuilder,
  type Node,
  type Tree,
} from '../../../src/engine/fs';
import { createImage, describedLayer, layerOf, parseDigest, type Image } from '../../../src/engine/oci';

const owner = { uid: 0, gid: 0, mtimeMs: 1_790_000_000_000 };
const created = '2026-11-24T09:00:00Z';

export const file = (text: string, mode = 0o644): Node => ({
  kind: 'file',
  ...owner,
  mode,
  content: new TextEncoder().encode(text),
});

/** A small rootfs whose shell is a megabyte of synthetic bytes. */
export const baseTree: Tree = new TreeBuilder()
  .put('/bin/busybox', {
    kind: 'file',
    ...owner,
    mode: 0o755,
    content: executableContent('busybox', 1_000_000),
  })
  .put('/bin/sh', { kind: 'symlink', ...owner, mode: 0o777, target: 'busybox' })
  .put('/etc/passwd', file('root:x:0:0:root:/root:/bin/sh\n'))
  .put('/etc/group', file('root:x:0:\n'))
  .putDirectory('/tmp', { ...owner, mode: 0o1777 })
  .build();

const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** As `docker import` makes it. */
export function importedImage(): Image {
  return createImage({
    config: {
      created,
      architecture: 'amd64',
      os: 'linux',
      config: { Env: [PATH], Cmd: ['sh'] },
      history: [{ created, comment: 'Imported from -' }],
    },
    layers: [layerOf(treeAsChanges(baseTree))],
    writer: 'engine',
  });
}

/** As `docker build` makes it: a layer that deletes and adds, an empty step, a provenance. */
export function builtImage(base = importedImage()): Image {
  const upper = new TreeBuilder(baseTree).put('/app/hello', file('echo "<hello>"\n', 0o755));
  upper.remove('/etc/group');
  return createImage({
    config: {
      ...base.config,
      config: {
        ...base.config.config,
        Cmd: ['/app/hello'],
        Labels: { b: '2', a: '1' },
        ExposedPorts: ['80/tcp'],
      },
      history: [
        ...base.config.history,
        {
          created,
          createdBy: 'RUN /bin/sh -c echo > /app && rm /etc/group # buildkit',
          comment: 'buildkit.dockerfile.v0',
        },
        { created, createdBy: 'CMD ["/app/hello"]', comment: 'buildkit.dockerfile.v0', emptyLayer: true },
      ],
    },
    layers: [...base.layers, layerOf(diffTrees(baseTree, upper.build()))],
    writer: 'buildkit',
    statements: [
      { predicateType: 'https://slsa.dev/provenance/v1', bytes: new TextEncoder().encode('{"_type":"x"}') },
    ],
  });
}

const published = (digit: string) => parseDigest(`sha256:${digit.repeat(64)}`);

/** As a registry has it: digests and sizes as published, bytes nowhere. */
export function publishedImage(): Image {
  const layer = describedLayer({
    changes: treeAsChanges(baseTree),
    digest: published('a'),
    sizeBytes: 30_000,
    unpackedBytes: 78_000_000,
  });
  return createImage({
    config: {
      created,
      architecture: 'amd64',
      os: 'linux',
      config: { Cmd: ['bash'] },
      history: [{ created }],
    },
    layers: [layer],
    writer: 'buildkit',
    stated: { config: published('c'), manifest: published('d'), index: published('e') },
  });
}
