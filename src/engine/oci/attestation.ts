import type { Descriptor } from './descriptor';
import { formatManifest } from './manifest';
import { mediaTypes } from './media-types';

/** An in-toto statement about an image, as BuildKit attaches it. */
export interface Statement {
  /** Such as `https://slsa.dev/provenance/v1`. */
  readonly predicateType: string;
  readonly bytes: Uint8Array;
}

/**
 * The manifest of an image's attestations, and how the index refers to it. `add` keeps a document and gives
 * its descriptor. Source: BuildKit, docs/attestations/attestation-storage.md (form of an OCI artifact).
 */
export function attestationManifest(
  subject: Descriptor,
  statements: readonly Statement[],
  add: (mediaType: string, bytes: Uint8Array) => Descriptor,
): Descriptor {
  const empty = add(mediaTypes.empty, new TextEncoder().encode('{}'));
  const manifest = {
    mediaType: mediaTypes.manifest,
    artifactType: mediaTypes.attestation,
    config: { ...empty, data: 'e30=' },
    layers: statements.map(({ predicateType, bytes }) => ({
      ...add(mediaTypes.inToto, bytes),
      annotations: { 'in-toto.io/predicate-type': predicateType },
    })),
    subject,
  };
  return {
    ...add(mediaTypes.manifest, formatManifest(manifest, '  ')),
    annotations: {
      'vnd.docker.reference.digest': subject.digest,
      'vnd.docker.reference.type': 'attestation-manifest',
    },
    platform: { architecture: 'unknown', os: 'unknown' },
  };
}

/** Whether an index' entry is not an image for some platform but says something about one. */
export function isAttestation({ annotations }: Descriptor): boolean {
  return annotations?.['vnd.docker.reference.type'] === 'attestation-manifest';
}
