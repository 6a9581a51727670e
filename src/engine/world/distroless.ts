import type { ImageConfigFacts, ImageFacts, LayerFacts, RegistryFacts } from './world';

/**
 * Google's registry with the distroless images that the notes run. Configurations and files are those of the
 * project's own build files (GoogleContainerTools/distroless, August 2026). Sizes are estimates, digests are made, and
 * each layer here stands for about a dozen, one a Debian package: none of these are published as facts.
 */
export function distrolessRegistry(): RegistryFacts {
  return {
    host: 'gcr.io',
    images: [
      ...bothUsers('static-debian13', { Env }, [staticLayer]),
      ...bothUsers(
        'python3-debian13',
        { Env: [...Env, 'LANG=C.UTF-8'], Entrypoint: ['/usr/bin/python3.13'] },
        [staticLayer, pythonLayer],
      ),
    ],
  };
}

const Env = [
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  'SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt',
];
const staticLayer: LayerFacts = {
  files: 'distroless-static',
  compressedSizeBytes: 780_000,
  sizeBytes: 2_000_000,
};
const pythonLayer: LayerFacts = {
  files: 'distroless-python3',
  compressedSizeBytes: 19_900_000,
  sizeBytes: 53_000_000,
};
/** Reproducible builds say nothing of when they were made. */
const created = '1970-01-01T00:00:00Z';

/** An image's two tags: root's, and that of a user without a name in most images. */
function bothUsers(
  name: string,
  config: ImageConfigFacts,
  layers: readonly LayerFacts[],
): readonly ImageFacts[] {
  const image = (tag: string, User: string, WorkingDir: string): ImageFacts => ({
    repository: `gcr.io/distroless/${name}`,
    tags: [tag],
    created,
    architecture: 'amd64',
    config: { ...config, User, WorkingDir },
    layers,
    history: layers.map(() => ({ created, createdBy: '' })),
  });
  return [image('latest', '0', '/'), image('nonroot', '65532', '/home/nonroot')];
}
