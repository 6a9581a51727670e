import { describe, expect, test } from 'vitest';
import {
  contentBytes,
  contentDigest,
  contentSize,
  gunzip,
  gzip,
  readTar,
  writeTar,
  type TarEntry,
} from '../../../src/engine/fs';
import {
  ArchiveError,
  digestHex,
  familiarString,
  imageTree,
  loadArchive,
  parseFamiliar,
  saveArchive,
  validateImage,
  withRealBytes,
  type Image,
} from '../../../src/engine/oci';
import { builtImage, importedImage, publishedImage } from './sample-images';

const amd64 = { architecture: 'amd64', os: 'linux' };
const save = (image: Image, ...names: string[]) =>
  saveArchive([{ image, references: names.map(parseFamiliar) }]);
const text = (entry: TarEntry | undefined) =>
  new TextDecoder().decode(contentBytes(entry?.content ?? new Uint8Array()));
const member = (archive: Uint8Array, name: string) =>
  text(readTar(archive).find((entry) => entry.name === name));

describe('docker save', () => {
  test("writes an OCI layout, sorted, with Docker's own manifest beside it", () => {
    const image = builtImage();
    const names = readTar(save(image, 'app:1')).map(({ name }) => name);
    const blobs = names.filter((name) => name.startsWith('blobs/sha256/'));
    expect(names.filter((name) => !blobs.includes(name))).toEqual([
      'blobs', 'blobs/sha256', 'index.json', 'manifest.json', 'oci-layout',
    ]); // prettier-ignore
    // Two layers, config, manifest, index; the attestation's manifest, empty config and statement.
    expect(blobs.length).toBe(8);
    expect(names).toEqual([...names].sort());
  });

  test('names an image in both lists, once for each of its tags', () => {
    const image = importedImage();
    const archive = save(image, 'app:1', 'localhost:5000/app:2');
    expect(JSON.parse(member(archive, 'manifest.json'))).toEqual([
      {
        Config: `blobs/sha256/${digestHex(image.manifest.config.digest)}`,
        RepoTags: ['app:1', 'localhost:5000/app:2'],
        Layers: image.layers.map(({ digest }) => `blobs/sha256/${digestHex(digest)}`),
      },
    ]);
    expect(JSON.parse(member(archive, 'index.json'))).toEqual({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      manifests: [
        ['docker.io/library/app:1', '1'],
        ['localhost:5000/app:2', '2'],
      ].map(([name, tag]) => ({
        ...image.target,
        annotations: { 'io.containerd.image.name': name, 'org.opencontainers.image.ref.name': tag },
      })),
    });
    expect(member(archive, 'oci-layout')).toBe('{"imageLayoutVersion":"1.0.0"}');
  });

  test('of an id has no names', () => {
    expect(JSON.parse(member(save(importedImage()), 'manifest.json'))).toMatchObject([{ RepoTags: null }]);
  });
});

describe('docker load', () => {
  test.each([
    ['imported', importedImage()],
    ['built', builtImage()],
    ['published', publishedImage()],
    ['built on a published one', builtImage(publishedImage())],
    ['published, with its bytes made', withRealBytes(publishedImage())],
  ])('brings back an image that is %s: id, names, sizes, files', (_, image) => {
    const [loaded] = loadArchive(save(image, 'app:1', 'app:2'), amd64);
    expect(loaded?.references.map(familiarString)).toEqual(['app:1', 'app:2']);
    const summary = (one: Image | undefined) =>
      one && {
        id: one.id,
        target: one.target,
        config: one.config,
        layers: one.layers.map(({ changes: _changes, blob, ...rest }) => ({
          ...rest,
          hasBlob: blob !== undefined,
        })),
        documents: [...one.documents.keys()].sort(),
        files: contentDigest(imageTree(one)),
        problems: validateImage(one).problems,
      };
    expect(summary(loaded?.image)).toEqual(summary(image));
  });

  test('reads a gzipped archive, and one without names', () => {
    const image = importedImage();
    expect(loadArchive(gzip(save(image)), amd64)).toMatchObject([
      { image: { id: image.id }, references: [] },
    ]);
  });

  test('reads several images of one archive', () => {
    const images = [importedImage(), builtImage()];
    const archive = saveArchive(
      images.map((image, index) => ({ image, references: [parseFamiliar(`i:${index}`)] })),
    );
    expect(loadArchive(archive, amd64).map(({ image }) => image.id)).toEqual(images.map(({ id }) => id));
  });

  test('reads the archive of an older Docker', () => {
    const image = importedImage();
    const [layer] = image.layers;
    const owner = { kind: 'file', mode: 0o644, uid: 0, gid: 0, mtimeMs: 0 } as const;
    const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
    const archive = writeTar([
      {
        ...owner,
        name: 'abc.json',
        content: image.documents.get(image.manifest.config.digest) ?? new Uint8Array(),
      },
      { ...owner, name: 'l/layer.tar', content: gunzip(layer?.blob ?? new Uint8Array()) ?? new Uint8Array() },
      { ...owner, name: 'm/layer.tar', kind: 'symlink', linkname: '../l/layer.tar' },
      {
        ...owner,
        name: 'manifest.json',
        content: encode([{ Config: 'abc.json', RepoTags: ['old:1'], Layers: ['m/layer.tar'] }]),
      },
    ]);
    const [loaded] = loadArchive(archive, amd64);
    expect(loaded?.references.map(familiarString)).toEqual(['old:1']);
    expect(loaded?.image.config).toEqual(image.config);
    expect(loaded?.image.manifest.config.digest).toBe(image.manifest.config.digest);
    expect(loaded && contentDigest(imageTree(loaded.image))).toBe(contentDigest(imageTree(image)));
    expect(loaded && validateImage(loaded.image).problems).toEqual([]);
  });

  const without = (archive: Uint8Array, pick: (entry: TarEntry) => boolean) =>
    writeTar(readTar(archive).filter((entry) => !pick(entry)));
  const layerName = (image: Image) => `blobs/sha256/${digestHex(image.layers[0]?.digest ?? image.id)}`;

  test.each<[string, (archive: Uint8Array, image: Image) => Uint8Array, string]>([
    [
      'that is no image',
      (archive) => without(archive, ({ name }) => name.endsWith('.json') || name === 'oci-layout'),
      'unrecognized image format',
    ],
    [
      'without its index',
      (archive) => without(archive, ({ name }) => name === 'index.json'),
      'missing index.json in OCI layout 1.0.0',
    ],
    [
      'without a layer',
      (archive, image) => without(archive, ({ name }) => name === layerName(image)),
      'not found',
    ],
    [
      'with a spoilt layer',
      (archive, image) =>
        writeTar(
          readTar(archive).map((entry) =>
            entry.name === layerName(image) ? { ...entry, content: new Uint8Array(9) } : entry,
          ),
        ),
      'failed precondition',
    ],
  ])('refuses an archive %s', (_, spoil, message) => {
    const image = importedImage();
    const act = () => loadArchive(spoil(save(image, 'app'), image), amd64);
    expect(act).toThrow(ArchiveError);
    expect(act).toThrow(message);
  });

  test('says within which file an archive ends', () => {
    const image = importedImage();
    const archive = save(image, 'app');
    const [first] = readTar(archive).filter(({ kind }) => kind === 'file');
    const name = first?.name ?? '';
    const sizeBytes = contentSize(first?.content ?? new Uint8Array(0));
    // Two folders and the header of the first file stand before its bytes.
    const cut = archive.subarray(0, 3 * 512 + 100);
    expect(() => loadArchive(cut, amd64)).toThrow(
      `failed to ingest "${name}": short read: expected ${sizeBytes} bytes but got 100: unexpected EOF`,
    );
    expect(() => loadArchive(archive.subarray(0, 700), amd64)).toThrow(/^unexpected EOF$/);
  });

  test('refuses the older form without its config or a layer', () => {
    const owner = { kind: 'file', mode: 0o644, uid: 0, gid: 0, mtimeMs: 0 } as const;
    const image = importedImage();
    const entry = { Config: 'abc.json', Layers: ['l/layer.tar'] };
    const list = {
      ...owner,
      name: 'manifest.json',
      content: new TextEncoder().encode(JSON.stringify([entry])),
    };
    const config = {
      ...owner,
      name: 'abc.json',
      content: image.documents.get(image.manifest.config.digest) ?? new Uint8Array(),
    };
    expect(() => loadArchive(writeTar([list]), amd64)).toThrow('image config "abc.json" not found');
    expect(() => loadArchive(writeTar([config, list]), amd64)).toThrow(
      'failed to resolve layers: layer "l/layer.tar" not found',
    );
  });

  test('refuses an image of another platform', () => {
    expect(() => loadArchive(save(builtImage(), 'app'), { architecture: 'arm64', os: 'linux' })).toThrow(
      'no match for platform in manifest: linux/arm64: not found',
    );
  });
});
