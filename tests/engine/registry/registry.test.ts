import { describe, expect, test } from 'vitest';
import * as packing from '../../../src/engine/oci/pack-layer';
import {
  chainIds,
  contentSizeBytes,
  diskUsageBytes,
  parseDigest,
  parsePullReference,
  unpackedSizeBytes,
  validateImage,
  type Digest,
} from '../../../src/engine/oci';
import {
  answer,
  checkAccess,
  checkLogin,
  digestsOf,
  imageFromFacts,
  missingRecipes,
  openRegistry,
  planPull,
  planPush,
  pullEvents,
  pushEvents,
  RegistryError,
  resolve,
  searchRegistry,
  unreachable,
  withPushed,
  type RegistryImage,
  type TransferEvent,
} from '../../../src/engine/registry';
import type { ImageFacts, RegistryFacts } from '../../../src/engine/world';
import { recordedWorld } from '../../conformance/recorded-world';
import { builtImage, importedImage } from '../oci/sample-images';

const digest = (digit: string) => parseDigest(`sha256:${digit.repeat(64)}`);
const ada = { username: 'ada', password: 's3cret' };
const costs = {
  roundTripMs: 100,
  transferMsPerMegabyte: 1000,
  unpackMsPerMegabyte: 10,
  parallel: 2,
  tickMs: 5000,
};
const programIds = (name: string) => name;

const debian: ImageFacts = {
  repository: 'debian',
  tags: ['trixie', 'latest'],
  indexDigest: digest('1'),
  manifestDigest: digest('2'),
  imageId: digest('3'),
  created: '2026-09-18T00:00:00Z',
  architecture: 'amd64',
  config: { Cmd: ['bash'] },
  layers: [{ digest: digest('a'), compressedSizeBytes: 49_000_000, sizeBytes: 120_000_000, files: 'debian' }],
  history: [{ created: '2026-09-18T00:00:00Z', createdBy: '# debian.sh' }],
};
const hub = openRegistry({
  host: 'docker.io',
  images: [debian],
  search: [
    { name: 'debian', description: 'Linux', stars: 5400, official: true },
    { name: 'nginx', description: 'Official build of Nginx', stars: 21000, official: true },
    { name: 'ada/debian-tools', description: 'mine', stars: 3, official: false },
    { name: 'ubuntu', description: 'Debian-based', stars: 17000, official: true },
  ],
});
const open = openRegistry({ host: 'localhost:5000', images: [] });
const closedFacts: RegistryFacts = {
  host: 'localhost:5001',
  images: [],
  access: { anonymousPull: false, users: [{ name: 'ada', password: 's3cret', mayPush: ['ada/*', 'app'] }] },
};
const closed = withPushed(openRegistry(closedFacts), 'app', 'latest', importedImage());

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof RegistryError) return error.message;
    throw error;
  }
  return 'allowed';
}

describe('a pull', () => {
  test('finds a published image by tag, and by the digest of its index or manifest', () => {
    for (const name of ['debian', 'debian:trixie', `debian@${digest('1')}`, `debian@${digest('2')}`]) {
      expect(resolve(hub, parsePullReference(name), undefined)).toEqual({ kind: 'published', facts: debian });
    }
  });

  test.each([
    [
      hub,
      'debian:nosuch',
      'failed to resolve reference "docker.io/library/debian:nosuch": docker.io/library/debian:nosuch: not found',
    ],
    [
      hub,
      `debian:latest@sha256:${'0'.repeat(64)}`,
      `failed to resolve reference "docker.io/library/debian@sha256:${'0'.repeat(64)}": docker.io/library/debian@sha256:${'0'.repeat(64)}: not found`,
    ],
    [hub, 'nosuch', "pull access denied for nosuch, repository does not exist or may require 'docker login'"],
    [
      hub,
      'me/app:1',
      "pull access denied for me/app, repository does not exist or may require 'docker login'",
    ],
    [
      open,
      'localhost:5000/nosuch',
      'failed to resolve reference "localhost:5000/nosuch:latest": localhost:5000/nosuch:latest: not found',
    ],
    [
      closed,
      'localhost:5001/app',
      'failed to resolve reference "localhost:5001/app:latest": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials',
    ],
  ])('is refused in Docker’s words: %#', (registry, name, message) => {
    expect(messageOf(() => resolve(registry, parsePullReference(name), undefined))).toBe(message);
  });

  test('from a private registry works with the right password, not with another', () => {
    const app = parsePullReference('localhost:5001/app');
    expect(messageOf(() => resolve(closed, app, ada))).toBe('allowed');
    expect(messageOf(() => resolve(closed, app, { ...ada, password: 'x' }))).toContain('401 Unauthorized');
  });

  test('where no registry is', () => {
    expect(unreachable('pull', parsePullReference('localhost:5999/app')).message).toBe(
      'failed to resolve reference "localhost:5999/app:latest": failed to do request: Head "http://localhost:5999/v2/app/manifests/latest": dial tcp 127.0.0.1:5999: connect: connection refused',
    );
    expect(unreachable('push', parsePullReference('registry.example.com/app:1')).message).toBe(
      'failed to do request: Head "https://registry.example.com/v2/app/manifests/1": dial tcp: lookup registry.example.com: no such host',
    );
  });
});

describe('access', () => {
  test.each([
    [open, 'localhost:5000/any', undefined, 'allowed'],
    [closed, 'localhost:5001/app', ada, 'allowed'],
    [closed, 'localhost:5001/ada/box', ada, 'allowed'],
    [
      closed,
      'localhost:5001/app',
      undefined,
      'push access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials',
    ],
    [
      hub,
      'debian',
      undefined,
      'push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    ],
  ])('to push: %#', (registry, name, credentials, message) => {
    expect(messageOf(() => checkAccess(registry, 'push', parsePullReference(name), credentials))).toBe(
      message,
    );
  });

  test('to push elsewhere than one may is denied', () => {
    expect(
      messageOf(() => checkAccess(closed, 'push', parsePullReference('localhost:5001/bob/x'), ada)),
    ).toContain('denied');
  });

  test('login says what Docker says', () => {
    const wrong = { ...ada, password: 'wrong' };
    expect([open, closed].map((registry) => messageOf(() => checkLogin(registry, ada)))).toEqual([
      'allowed',
      'allowed',
    ]);
    expect(messageOf(() => checkLogin(closed, wrong))).toBe(
      'login attempt to http://localhost:5001/v2/ failed with status: 401 Unauthorized',
    );
    expect(messageOf(() => checkLogin(hub, wrong))).toBe(
      'Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password',
    );
  });
});

describe('a push', () => {
  test('is pulled back as the same image; a tag that moves leaves the old one to its digest', () => {
    const [one, two] = [importedImage(), builtImage()];
    const before = withPushed(open, 'app', 'latest', one);
    const after = withPushed(before, 'app', 'latest', two);
    const reference = parsePullReference('localhost:5000/app');
    expect(resolve(before, reference, undefined)).toEqual({ kind: 'pushed', image: one });
    expect(resolve(after, reference, undefined)).toEqual({ kind: 'pushed', image: two });
    expect(resolve(after, parsePullReference(`localhost:5000/app@${one.id}`), undefined)).toMatchObject({
      image: one,
    });
    expect(open.repositories.size).toBe(0);
  });

  test('sends layers that the repository does not have, each under its own name', () => {
    const image = builtImage();
    const states = (registry = open, path = 'app') =>
      planPush(registry, path, image).map(({ isHere }) => isHere);
    expect(states()).toEqual([false, false, false, false]);
    expect(states(withPushed(open, 'app', '1', importedImage()))).toEqual([true, false, false, false]);
    expect(states(withPushed(open, 'app', '1', image), 'other')).toEqual([false, false, false, false]);
    expect(states(withPushed(open, 'app', '1', image))).toEqual([true, true, true, true]);
  });
});

describe('what a pull shows', () => {
  const nothing = { blobs: new Set<Digest>(), chains: new Set<Digest>() };
  const lines = (events: readonly TransferEvent[], names: readonly Digest[]) =>
    events.map(({ atMs, layer, phase }) => `${atMs} ${names.indexOf(layer)} ${phase}`);

  test('of an image of which nothing is here: each step of each layer; attestations only when complete', () => {
    const image = builtImage();
    const plan = planPull(image, nothing);
    const phases = pullEvents(plan, costs).map(
      ({ layer, phase }) => `${plan.findIndex((blob) => blob.digest === layer)} ${phase}`,
    );
    expect(phases.filter((line) => line.startsWith('0'))).toEqual([
      '0 Pulling fs layer',
      '0 Download complete',
      '0 Pull complete',
    ]);
    expect(phases.filter((line) => line.startsWith('2'))).toEqual(['2 Download complete']);
    expect(plan.map(({ isLayer }) => isLayer)).toEqual([true, true, false, false]);
  });

  test('of a base that is unpacked here: nothing; of one that is only downloaded: that it exists', () => {
    const image = builtImage();
    const chain = chainIds(image.layers.map(({ diffId }) => diffId));
    const blobs = new Set([...image.layers.map((layer) => layer.digest), ...image.documents.keys()]);
    expect(planPull(image, { blobs, chains: new Set(chain) })).toEqual([]);
    const [own] = planPull(image, { blobs, chains: new Set(chain.slice(0, 1)) });
    expect(own).toMatchObject({ digest: image.layers[1]?.digest, isHere: true });
    expect(pullEvents(own === undefined ? [] : [own], costs).map(({ phase }) => phase)).toEqual([
      'Already exists',
      'Pull complete',
    ]);
  });

  test('takes the time of its bytes: side by side down the line, one by one to disk', () => {
    const blobs = ['a', 'b', 'c'].map((digit, index) => ({
      digest: digest(digit),
      sizeBytes: (index + 1) * 1_000_000,
      unpackedBytes: 100_000_000,
      isLayer: true,
      isHere: false,
    }));
    expect(
      lines(
        pullEvents(blobs, costs),
        blobs.map((blob) => blob.digest),
      ),
    ).toEqual([
      '0 0 Pulling fs layer',
      '0 1 Pulling fs layer',
      '0 2 Pulling fs layer',
      '2100 0 Download complete',
      '3100 0 Pull complete',
      '4100 1 Download complete',
      '5100 1 Pull complete',
      '7200 2 Downloading',
      '8200 2 Download complete',
      '9200 2 Pull complete',
    ]);
  });
});

test('what a push shows', () => {
  const image = importedImage();
  const phases = (registry = open) =>
    pushEvents(planPush(registry, 'app', image), costs).map(({ phase }) => phase);
  expect(phases()).toEqual(['Pushed']);
  expect(phases(withPushed(open, 'app', '1', image))).toEqual(['Layer already exists']);
});

test('search finds names before descriptions, then by stars', () => {
  const names = (filter: object) =>
    searchRegistry(hub, 'debian', { limit: 25, ...filter }).map(({ name }) => name);
  expect(names({})).toEqual(['debian', 'ada/debian-tools', 'ubuntu']);
  expect(names({ isOfficial: true, limit: 1 })).toEqual(['debian']);
  expect(names({ minStars: 10 })).toEqual(['debian', 'ubuntu']);
});

describe('over HTTP', () => {
  const imageOf = (stored: RegistryImage) =>
    stored.kind === 'pushed' ? stored.image : imageFromFacts(stored.facts, { recipes: {}, programIds });
  const registry = withPushed(
    withPushed(withPushed(open, 'app', '2', importedImage()), 'app', '1', builtImage()),
    'other',
    'x',
    builtImage(),
  );
  const get = (path: string, from = registry, credentials?: typeof ada) => {
    const { status, body } = answer(
      from,
      { method: 'GET', path, ...(credentials && { credentials }) },
      imageOf,
    );
    return `${status} ${new TextDecoder().decode(body)}`;
  };

  test.each([
    ['/v2/', '200 {}'],
    ['/v2/_catalog', '200 {"repositories":["app","other"]}\n'],
    ['/v2/app/tags/list', '200 {"name":"app","tags":["1","2"]}\n'],
    [
      '/v2/none/tags/list',
      '404 {"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry","detail":{"name":"none"}}]}\n',
    ],
    [
      '/v2/app/manifests/9',
      '404 {"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown","detail":"unknown tag=9"}]}\n',
    ],
    ['/elsewhere', '404 404 page not found\n'],
  ])('%s', (path, expected) => {
    expect(get(path)).toBe(expected);
  });

  test('manifests and blobs are the bytes that were pushed', () => {
    const image = builtImage();
    const bytes = (of: Digest) => `200 ${new TextDecoder().decode(image.documents.get(of))}`;
    expect(get('/v2/app/manifests/1')).toBe(bytes(image.id));
    expect(get(`/v2/app/manifests/${image.manifestDescriptor.digest}`)).toBe(
      bytes(image.manifestDescriptor.digest),
    );
    expect(get(`/v2/app/blobs/${image.manifest.config.digest}`)).toBe(bytes(image.manifest.config.digest));
    const head = answer(registry, { method: 'HEAD', path: '/v2/app/manifests/1' }, imageOf);
    expect(head).toMatchObject({
      headers: { 'Docker-Content-Digest': image.id, 'Content-Length': '855' },
      body: new Uint8Array(0),
    });
  });

  test('a private registry answers those it knows', () => {
    expect(get('/v2/_catalog', closed)).toBe(
      '401 {"errors":[{"code":"UNAUTHORIZED","message":"authentication required","detail":[{"Type":"registry","Class":"","Name":"catalog","Action":"*"}]}]}\n',
    );
    expect(get('/v2/_catalog', closed, ada)).toBe('200 {"repositories":["app"]}\n');
  });
});

describe('images of facts', () => {
  const workshop = {
    recipes: { debian: { files: [{ path: '/etc/os-release', text: 'debian' }] } },
    programIds,
  };

  test('are known by the digests and sizes that were published', () => {
    const image = imageFromFacts(debian, workshop);
    expect({
      id: image.id,
      manifest: image.manifestDescriptor.digest,
      config: image.manifest.config.digest,
    }).toEqual({
      id: digest('1'),
      manifest: digest('2'),
      config: digest('3'),
    });
    expect(unpackedSizeBytes(image)).toBe(120_000_000);
    expect(validateImage(image).problems).toEqual([]);
    expect(digestsOf({ kind: 'published', facts: debian })).toEqual([digest('1'), digest('2')]);
  });

  test('need recipes that may not be here yet', () => {
    expect(missingRecipes(debian, { recipes: {}, programIds })).toEqual(['debian']);
    expect(missingRecipes(debian, workshop)).toEqual([]);
  });

  test('of the recorded world have the recorded sizes, as near as transcripts ask (2 %)', async () => {
    const world = await recordedWorld();
    const recordedMegabytes = [
      ['busybox', 3.25, 1.13, 2.13],
      ['alpine', 3.25, 1.13, 2.13],
      ['debian', 185, 51, 134],
      ['ubuntu', 185, 51, 134],
      ['hello-world', 1, 0.315, 0.688],
    ];
    const startMs = performance.now();
    const found = world.localImages.map((facts, index) => {
      const image = imageFromFacts(facts, { recipes: world.recipes, programIds }, packing);
      expect(validateImage(image).problems).toEqual([]);
      const sizes = [diskUsageBytes, contentSizeBytes, unpackedSizeBytes].map((of) => of(image) / 1_000_000);
      // What agrees is shown as recorded, so that the comparison names what differs.
      const recorded = recordedMegabytes[index]?.slice(1).map(Number) ?? [];
      const agreed = sizes.map((size, at) => {
        const expected = recorded[at] ?? 0;
        return Math.abs(size / expected - 1) <= 0.02 ? expected : size;
      });
      return [facts.repository, ...agreed];
    });
    expect(found).toEqual(recordedMegabytes);
    expect(performance.now() - startMs).toBeLessThan(3000);
  });
});
