import { describe, expect, test } from 'vitest';
import {
  contentDigest,
  executableContent,
  treeAsChanges,
  TreeBuilder,
  type Tree,
} from '../../../src/engine/fs';
import {
  chainIds,
  contentSizeBytes,
  createImage,
  digestOf,
  diskUsageBytes,
  imageTree,
  layerBlob,
  layerOf,
  parseDigest,
  parseImageConfig,
  unpackedSizeBytes,
  validateImage,
  withRealBytes,
  type Digest,
  type Image,
} from '../../../src/engine/oci';
import { baseTree, builtImage, file, importedImage, publishedImage } from './sample-images';

const json = (image: Image, digest = image.id) => new TextDecoder().decode(image.documents.get(digest));

describe('documents', () => {
  test("an imported image's manifest is compact: 405 bytes with a layer of megabytes, as recorded", () => {
    const image = importedImage();
    // The sample's layer has 6 digits, busybox's 7.
    expect([image.id === image.manifestDescriptor.digest, image.target.size]).toEqual([true, 404]);
    expect(json(image)).toMatch(
      /^\{"schemaVersion":2,"mediaType":"[^"]+manifest[^"]+","config":\{"mediaType":/,
    );
  });

  test("a built image's index is indented: 855 bytes with a provenance, as recorded", () => {
    const image = builtImage();
    expect({ size: image.target.size, mediaType: image.target.mediaType }).toEqual({
      size: 855,
      mediaType: 'application/vnd.oci.image.index.v1+json',
    });
    expect(json(image).split('\n')[1]).toBe('  "schemaVersion": 2,');
  });

  test('without attestations a built image is its manifest', () => {
    const {
      config: { diffIds: _, ...config },
      layers,
    } = builtImage();
    const image = createImage({ config, layers, writer: 'buildkit' });
    expect(image.id).toBe(image.manifestDescriptor.digest);
  });

  test("BuildKit's config has sorted keys, maps too, and Go's escapes", () => {
    const image = builtImage();
    const config = json(image, image.manifest.config.digest);
    expect(Object.keys(JSON.parse(config))).toEqual([
      'architecture',
      'config',
      'created',
      'history',
      'os',
      'rootfs',
    ]);
    expect(config).toContain('"Labels":{"a":"1","b":"2"}');
    expect(config).toContain('"ExposedPorts":{"80/tcp":{}}');
    expect(config).toContain(
      '"created_by":"RUN /bin/sh -c echo \\u003e /app \\u0026\\u0026 rm /etc/group # buildkit"',
    );
    expect(config).toContain('"empty_layer":true');
    expect(config).toContain(`"diff_ids":["${image.layers[0]?.diffId}","${image.layers[1]?.diffId}"]`);
  });

  test("the engine's config has the order of Go's fields", () => {
    const image = importedImage();
    expect(Object.keys(JSON.parse(json(image, image.manifest.config.digest)))).toEqual([
      'created', 'architecture', 'os', 'rootfs', 'history', 'config',
    ]); // prettier-ignore
  });

  test('a config that is read says what was written, healthcheck and all', () => {
    const config = {
      Env: ['A=1'],
      Entrypoint: ['/x'],
      Volumes: ['/data'],
      User: '1000',
      StopSignal: 'SIGINT',
      Healthcheck: { Test: ['CMD', 'true'], Interval: 5e9, Retries: 2 },
      OnBuild: ['RUN x'],
      Shell: ['/bin/bash', '-c'],
    };
    const image = createImage({
      config: { ...importedImage().config, config, author: 'ada' },
      layers: [],
      writer: 'buildkit',
    });
    const read = parseImageConfig(image.documents.get(image.manifest.config.digest) ?? new Uint8Array());
    expect(read).toEqual(image.config);
    expect(read.config).toEqual(config);
  });
});

describe('layers', () => {
  test('digests are of the compressed and the plain tar', () => {
    const layer = layerOf(treeAsChanges(baseTree));
    expect(layer.digest).toBe(digestOf(layer.blob ?? new Uint8Array()));
    expect(layer.sizeBytes).toBe(layer.blob?.length);
    expect(layer.digest).not.toBe(layer.diffId);
  });

  test('chain IDs are those of the specification', () => {
    const [a, b] = ['a', 'b'].map((digit) => parseDigest(`sha256:${digit.repeat(64)}`));
    const chain = chainIds([a, b].filter((digest) => digest !== undefined));
    expect(chain[0]).toBe(a);
    expect(chain[1]).toBe(digestOf(new TextEncoder().encode(`${a} ${b}`)));
  });

  test('with many synthetic bytes a layer is described, in a moment', () => {
    const big = executableContent('python3', 60_000_000);
    const tree = new TreeBuilder()
      .put('/usr/bin/python3', { ...file(''), kind: 'file', content: big })
      .build();
    const startMs = performance.now();
    const layer = layerOf(treeAsChanges(tree));
    expect(performance.now() - startMs).toBeLessThan(300);
    expect(layer).toMatchObject({ unpackedBytes: 60_002_304 + 3 * 4096 });
    expect(layer.blob).toBeUndefined();
    expect(layer.sizeBytes / 60_000_000).toBeCloseTo(0.475, 1);
    expect(layerOf(treeAsChanges(tree)).digest).toBe(layer.digest);
  });
});

describe('sizes', () => {
  test('disk usage is content and unpacked layers', () => {
    const image = builtImage();
    const documents = [...image.documents.values()].reduce((sum, bytes) => sum + bytes.length, 0);
    const [base, own] = image.layers;
    expect(contentSizeBytes(image)).toBe(documents + (base?.sizeBytes ?? 0) + (own?.sizeBytes ?? 0));
    // Root, /app, /etc and the file; the whiteout takes nothing.
    expect(own?.unpackedBytes).toBe(4 * 4096);
    expect(diskUsageBytes(image)).toBe(contentSizeBytes(image) + unpackedSizeBytes(image));
  });

  test('published sizes are taken as stated', () => {
    expect(unpackedSizeBytes(publishedImage())).toBe(78_000_000);
  });
});

describe('validation', () => {
  test.each([
    ['imported', importedImage()],
    ['built', builtImage()],
    ['published', publishedImage()],
    ['built on a published one', builtImage(publishedImage())],
    ['published, with its bytes made', withRealBytes(publishedImage())],
  ])('finds no problem in an image that is %s', (_, image) => {
    expect(validateImage(image).problems).toEqual([]);
  });

  test('says what had to be taken as stated', () => {
    expect(validateImage(builtImage()).taken).toEqual([]);
    expect(validateImage(withRealBytes(publishedImage())).taken).toEqual([]);
    expect(validateImage(publishedImage()).taken.length).toBe(5);
  });

  const respell = (image: Image, digest: Digest) => {
    const spoilt = new TextEncoder().encode(`${json(image, digest)} `);
    return { ...image, documents: new Map(image.documents).set(digest, spoilt) };
  };

  test.each<[string, (image: Image) => Image, readonly string[]]>([
    [
      'another config',
      (image) => respell(image, image.manifest.config.digest),
      ['document', 'config (size)'],
    ],
    ['another index', (image) => respell(image, image.id), ['document', 'target (size)']],
    [
      'a layer too few',
      (image) => ({ ...image, layers: image.layers.slice(1) }),
      ['layers', 'layer 0 (size)', 'layer 1 (size)', 'diff IDs', 'history (steps with a layer)'],
    ],
    [
      'other bytes in a layer',
      (image) => ({ ...image, layers: image.layers.map((layer) => ({ ...layer, blob: layerOf([]).blob })) }),
      [0, 1].flatMap((at) => ['digest', 'diff ID', 'size', 'files'].map((what) => `layer ${at} (${what})`)),
    ],
  ])('finds %s', (_, spoil, expected) => {
    expect(validateImage(spoil(builtImage())).problems.map(({ what }) => what)).toEqual(expected);
  });
});

test('the files of an image are those of its layers in order', () => {
  const expected = new TreeBuilder(baseTree).put('/app/hello', file('echo "<hello>"\n', 0o755));
  expected.remove('/etc/group');
  expect(contentDigest(imageTree(builtImage()))).toBe(contentDigest(expected.build()));
});

test('a stack of layers that was unpacked before is shared', () => {
  const unpacked = new Map<Digest, Tree>();
  const base = imageTree(importedImage(), unpacked);
  const startEntries = imageTree(builtImage(), unpacked).entries;
  expect(startEntries.get('bin')).toBe(base.entries.get('bin'));
  expect(unpacked.size).toBe(2);
});

test("a described layer's blob has the stated length", () => {
  const [layer] = publishedImage().layers;
  const blob = layer && layerBlob(layer);
  expect(blob).toMatchObject({ sizeBytes: 30_000, seed: layer?.digest });
});
