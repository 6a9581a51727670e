// What docker save writes must be what a real docker load accepts: an OCI image layout in which every digest and
// every size is true. Recomputed here from the archive's bytes alone.
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { archiveForDocker, ArchiveTooLarge, createMachine, type Machine } from '../../../src/engine';
import { contentBytes, readTar } from '../../../src/engine/fs';
import { wholeLaptop } from '../../../src/engine/world/whole';
import { newMachine, output } from '../machine/machine-with';

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly schemaVersion: number;
  readonly mediaType: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
}

interface LegacyEntry {
  readonly Config: string;
  readonly RepoTags: readonly string[] | null;
  readonly Layers: readonly string[];
}

const sha256 = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** An archive on the machine, as a reader of OCI image layouts sees it. */
class Layout {
  readonly files = new Map<string, Uint8Array>();
  readonly order: readonly string[];

  constructor(bytes: Uint8Array | undefined) {
    if (bytes === undefined) throw new Error('no such archive');
    const entries = readTar(bytes);
    this.order = entries.map(({ name, kind }) => (kind === 'directory' ? `${name}/` : name));
    for (const { name, content } of entries) {
      if (content !== undefined) this.files.set(name, contentBytes(content));
    }
  }

  json<T>(path: string): T {
    return JSON.parse(new TextDecoder().decode(this.file(path))) as T;
  }

  file(path: string): Uint8Array {
    const bytes = this.files.get(path);
    if (bytes === undefined) throw new Error(`not in the archive: ${path}`);
    return bytes;
  }

  /** The blob that a descriptor names; throws unless its digest and size are true. */
  blob({ digest, size }: Descriptor): Uint8Array {
    const bytes = this.file(`blobs/${digest.replace(':', '/')}`);
    expect(sha256(bytes)).toBe(digest);
    expect(bytes.length).toBe(size);
    return bytes;
  }

  get index(): { readonly manifests: readonly Descriptor[] } {
    return this.json('index.json');
  }

  get blobNames(): readonly string[] {
    return [...this.files.keys()].filter((name) => name.startsWith('blobs/'));
  }

  /** Follows every descriptor; gives the paths of the blobs that it came by. */
  check(): ReadonlySet<string> {
    const seen = new Set<string>();
    const see = (descriptor: Descriptor): Uint8Array => {
      seen.add(`blobs/${descriptor.digest.replace(':', '/')}`);
      return this.blob(descriptor);
    };
    for (const target of this.index.manifests) {
      const manifest = JSON.parse(new TextDecoder().decode(see(target))) as Manifest;
      expect(manifest.mediaType).toBe(target.mediaType);
      const config = JSON.parse(new TextDecoder().decode(see(manifest.config))) as {
        readonly rootfs: { readonly diff_ids: readonly string[] };
      };
      const diffIds = manifest.layers.map((layer) => {
        expect(layer.mediaType).toMatch(/tar\+gzip$/);
        return sha256(gunzipSync(see(layer)));
      });
      expect(diffIds).toEqual(config.rootfs.diff_ids);
    }
    return seen;
  }
}

let machine: Machine;

beforeEach(async () => {
  machine = await newMachine();
  output(machine, `docker run --name one busybox sh -c 'echo one > /one; rm /etc/group'`);
  output(machine, 'docker commit -m first one app:1');
  output(machine, `docker run --name two app:1 sh -c 'echo two > /two; ln -s two /link'`);
  output(machine, 'docker commit two app:2');
});

describe('docker save', () => {
  test('writes an OCI image layout in which every digest and size is true', () => {
    output(machine, 'docker save -o all.tar app:1 app:2 busybox');
    const layout = new Layout(machine.readFile('/root/all.tar'));

    expect(layout.order.filter((name) => !layout.blobNames.includes(name))).toEqual([
      'blobs/', 'blobs/sha256/', 'index.json', 'manifest.json', 'oci-layout',
    ]); // prettier-ignore
    expect(layout.json('oci-layout')).toEqual({ imageLayoutVersion: '1.0.0' });
    expect(
      layout.index.manifests.map(({ annotations }) => annotations?.['io.containerd.image.name']),
    ).toEqual(['docker.io/library/app:1', 'docker.io/library/app:2', 'docker.io/library/busybox:latest']);
    expect([...layout.check()].sort()).toEqual([...layout.blobNames].sort());
  });

  test('holds a layer that images share once', () => {
    output(machine, 'docker save -o all.tar app:1 app:2 busybox');
    const layout = new Layout(machine.readFile('/root/all.tar'));
    const [first, second, base] = layout.json<readonly LegacyEntry[]>('manifest.json');

    expect(base?.Layers.length).toBe(1);
    expect(first?.Layers.slice(0, 1)).toEqual(base?.Layers);
    expect(second?.Layers.slice(0, 2)).toEqual(first?.Layers);
    // Three layers; a manifest and a config each.
    expect(layout.blobNames.length).toBe(3 + 2 * 3);
    expect(new Set(layout.order).size).toBe(layout.order.length);
  });

  test('names in manifest.json what index.json names, by the same blobs', () => {
    output(machine, 'docker tag app:2 localhost:5000/app; docker save -o all.tar app:2 localhost:5000/app');
    const layout = new Layout(machine.readFile('/root/all.tar'));
    const [target] = layout.index.manifests;
    if (target === undefined) throw new Error('an empty index');
    const manifest = JSON.parse(new TextDecoder().decode(layout.blob(target))) as Manifest;
    const path = ({ digest }: Descriptor): string => `blobs/${digest.replace(':', '/')}`;

    expect(layout.index.manifests.map(({ digest }) => digest)).toEqual([target.digest, target.digest]);
    expect(layout.json('manifest.json')).toEqual([
      {
        Config: path(manifest.config),
        RepoTags: ['app:2', 'localhost:5000/app:latest'],
        Layers: manifest.layers.map(path),
      },
    ]);
  });

  test('of a repository means all of its tags, of an id none', () => {
    output(machine, 'docker save -o repository.tar app');
    output(machine, 'docker save -o id.tar $(docker images -q app:2)');
    const tags = (path: string): unknown =>
      new Layout(machine.readFile(path))
        .json<readonly LegacyEntry[]>('manifest.json')
        .map(({ RepoTags }) => RepoTags);

    expect(tags('/root/repository.tar')).toEqual([['app:1'], ['app:2']]);
    expect(tags('/root/id.tar')).toEqual([null]);
    expect(new Layout(machine.readFile('/root/id.tar')).index.manifests[0]?.annotations).toBeUndefined();
  });

  test('writes the same bytes to standard output', () => {
    output(machine, 'docker save -o file.tar app:1; docker save app:1 > stream.tar');
    expect(machine.type('cmp file.tar stream.tar').status).toBe(0);
    expect(output(machine, 'stat -c %a file.tar')).toBe('600\n');
  });

  test.each([
    ['docker save app:3 busybox', 'Error response from daemon: No such image: app:3\n'],
    [
      'docker save --platform linux/arm64 app:1',
      'Error response from daemon: no suitable export target found: image with reference app:1 was found but does not provide the specified platform (linux/arm64)\n',
    ],
    ['docker save -o /no/where.tar app:1', 'failed to save image: invalid output path: stat /no: no such file or directory\n'],
    ['docker save -o /tmp app:1', 'failed to save image: invalid output path: "/tmp" must be a regular file\n'],
  ])('refuses: %s', (line, message) => {
    expect(machine.type(`${line} > /dev/null`)).toMatchObject({ stderr: message, status: 1 });
  }); // prettier-ignore
});

describe('docker load', () => {
  test('brings back what was saved: ids, names and files', () => {
    const before = output(
      machine,
      `docker images --no-trunc --format '{{.Repository}}:{{.Tag}} {{.ID}}' app`,
    );
    output(machine, 'docker save app | gzip > app.tar.gz; docker rm one two; docker rmi app:1 app:2');
    expect(output(machine, 'docker images -q app')).toBe('');

    expect(output(machine, 'docker load -i app.tar.gz')).toBe('Loaded image: app:1\nLoaded image: app:2\n');
    expect(output(machine, `docker images --no-trunc --format '{{.Repository}}:{{.Tag}} {{.ID}}' app`)).toBe(
      before,
    );
    expect(output(machine, 'docker run --rm app:2 sh -c "cat /one /link; ls /etc/group 2>&1 | wc -l"')).toBe(
      'one\ntwo\n1\n',
    );
  });

  test('keeps the image that had the name before, without one', () => {
    output(machine, 'docker save -o app.tar app:1; docker tag app:2 app:1; docker rmi app:2');
    expect(output(machine, 'docker load -q < app.tar')).toBe('Loaded image: app:1\n');
    expect(output(machine, 'docker images -qf dangling=true | wc -l')).toBe('1\n');
  });

  test('brings back an image that was saved by its id without a name', () => {
    const id = output(machine, 'docker images -q --no-trunc app:2').trim();
    output(machine, `docker save -o app.tar ${id}; docker rm two; docker rmi app:2`);
    expect(output(machine, 'docker load -i app.tar')).toBe(`Loaded image ID: ${id}\n`);
    expect(output(machine, 'docker images')).not.toContain(id.slice(7, 19));
    expect(output(machine, 'docker images -a')).toContain(`<untagged>       ${id.slice(7, 19)}`);
  });

  test.each([
    ['echo nonsense', 'unexpected EOF\n'],
    ['tar -c one', 'unrecognized image format\n'],
    ['docker save app:1 | head -c 1000', 'unexpected EOF\n'],
  ])('refuses what %s writes', (line, message) => {
    machine.type('echo 1 > one');
    expect(machine.type(`${line} | docker load`)).toMatchObject({ stdout: '', stderr: message, status: 1 });
  });
});

test('a container comes back through export and import, as one layer', () => {
  const id = output(machine, `docker export two | docker import -c 'CMD ["cat", "/two"]' - flat:1`).trim();

  expect(output(machine, 'docker run --rm flat:1')).toBe('two\n');
  expect(output(machine, `docker image inspect -f '{{.Id}} {{len .RootFS.Layers}}' flat:1`)).toBe(
    `${id} 1\n`,
  );
  expect(output(machine, `docker history --format '{{.Comment}}' flat:1`)).toBe('Imported from -\n');
  output(machine, 'docker save -o flat.tar flat:1');
  new Layout(machine.readFile('/root/flat.tar')).check();
  expect(machine.type('docker export two | docker import - Flat').stderr).toBe(
    'invalid reference format: repository name (library/Flat) must be lowercase\n',
  );
  expect(machine.type(`docker export two | docker import -c 'RUN x' - flat`)).toMatchObject({ status: 1 });
});

test('what is no tar becomes an image all the same, of a layer that cannot be unpacked', () => {
  machine.type('echo hello > notes');

  expect(machine.type('docker import notes notes:1')).toMatchObject({
    stdout: '',
    stderr: expect.stringMatching(
      /^Error response from daemon: failed to unpack image: apply layer error for "docker\.io\/library\/notes:1": failed to extract layer sha256:[0-9a-f]{64}: mount callback failed on \/var\/lib\/docker\/containerd\/daemon\/tmpmounts\/containerd-mount\d+: unexpected EOF\n$/,
    ) as string,
    status: 1,
  });
  expect(output(machine, `docker images --format '{{.Repository}}:{{.Tag}}' notes`)).toBe('notes:1\n');
});

test('an archive comes from a web server too', () => {
  output(machine, 'mkdir srv && docker export two > srv/two.tar && echo no > srv/no.tar');
  output(machine, 'docker run -d -p 8080:80 -v /root/srv:/srv busybox httpd -f -h /srv');
  const url = 'http://localhost:8080';
  expect(output(machine, `docker import ${url}/two.tar web:1`)).toMatch(
    /^Downloading from http:\/\/localhost:8080\/two.tar\nsha256:[0-9a-f]{64}\n$/,
  );
  expect(output(machine, `docker history --format '{{.Comment}}' web:1`)).toBe(
    `Imported from ${url}/two.tar\n`,
  );
  expect(machine.type(`docker import ${url}/none.tar`).stderr).toMatch(
    /^Error response from daemon: failed to GET http:\/\/localhost:8080\/none.tar with status 404 Not Found: /,
  );
  expect(machine.type(`docker import ${url}/no.tar`)).toMatchObject({
    stdout: `Downloading from ${url}/no.tar\n`,
    stderr: expect.stringMatching(/^failed to unpack image: .*: unexpected EOF\n$/) as string,
    status: 1,
  });
  expect(machine.type('docker import http://localhost:5999/x.tar').stderr).toBe(
    'Error response from daemon: Get "http://localhost:5999/x.tar": dial tcp 127.0.0.1:5999: connect: connection refused\n',
  );
});

test('an image for a variant of an architecture says so', () => {
  output(machine, 'docker export two | docker import --platform linux/arm/v6 - small:1');
  expect(output(machine, `docker image inspect -f '{{.Architecture}} {{.Variant}}' small:1`)).toBe(
    'arm v6\n',
  );
});

describe('the archive for a real Docker', () => {
  test('of a pulled image and one built on it: every digest is of the bytes that are there', () => {
    const laptop = createMachine(wholeLaptop(), { seed: 'archive' });
    output(
      laptop,
      'docker pull -q busybox && echo hello >hello && printf "FROM busybox\\nCOPY hello /\\n" >Dockerfile',
    );
    output(laptop, 'docker build -q -t app:1 .');
    const layout = new Layout(archiveForDocker(laptop, ['app:1', 'busybox']));

    expect([...layout.check()].sort()).toEqual([...layout.blobNames].sort());
    expect(layout.json('oci-layout')).toEqual({ imageLayoutVersion: '1.0.0' });
    expect(
      layout.index.manifests.map(({ annotations }) => annotations?.['io.containerd.image.name']),
    ).toEqual(['docker.io/library/app:1', 'docker.io/library/busybox:latest']);
    const [app, base] = layout.json<readonly LegacyEntry[]>('manifest.json');
    expect([app?.RepoTags, base?.RepoTags]).toEqual([['app:1'], ['busybox:latest']]);
    expect(app?.Layers.slice(0, 1)).toEqual(base?.Layers);
    for (const path of [app, base].flatMap((entry) => [entry?.Config ?? '', ...(entry?.Layers ?? [])]))
      expect(layout.blobNames).toContain(path);
  });

  test('of images that were made here is what docker save writes', () => {
    output(machine, 'docker save -o all.tar app:1 app:2');
    expect(archiveForDocker(machine, ['app:1', 'app:2'])).toEqual(machine.readFile('/root/all.tar'));
  });

  test('is taken by docker load here', () => {
    const laptop = createMachine(wholeLaptop(), { seed: 'archive' });
    output(laptop, 'docker pull -q hello-world');
    laptop.writeFile('/tmp/hello.tar', archiveForDocker(laptop, ['hello-world']));
    output(laptop, 'docker rmi -f hello-world');
    expect(output(laptop, 'docker load -i /tmp/hello.tar')).toBe('Loaded image: hello-world:latest\n');
    expect(output(laptop, 'docker run --rm hello-world')).toContain('Hello from Docker!');
  });

  test('is refused where it would be too large, and where there is no such image', () => {
    const laptop = createMachine(wholeLaptop(), { seed: 'archive' });
    output(laptop, 'docker pull -q node:22');
    expect(() => archiveForDocker(laptop, ['node:22'])).toThrow(ArchiveTooLarge);
    expect(() => archiveForDocker(laptop, ['nosuch'])).toThrow('No such image: nosuch');
  });
});
