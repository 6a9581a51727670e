import { descriptorJson, readDescriptor, type Descriptor } from './descriptor';
import { goJson, JsonObject, type Json } from './json';
import { mediaTypes } from './media-types';

/** An image's parts: its config, and its layers from the bottom up. */
export interface Manifest {
  readonly mediaType: string;
  /** Of what is no image, such as an attestation. */
  readonly artifactType?: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  /** What an attestation is about. */
  readonly subject?: Descriptor;
}

/** Several manifests under one name: platforms, attestations. */
export interface Index {
  readonly mediaType: string;
  readonly manifests: readonly Descriptor[];
}

/** Two spaces: how BuildKit writes documents. Without: how the engine itself does. */
export type Indent = '  ' | undefined;

export function formatManifest(
  { mediaType, artifactType, config, layers, subject }: Manifest,
  indent?: Indent,
): Uint8Array {
  return encode(
    {
      schemaVersion: 2,
      mediaType,
      artifactType,
      config: descriptorJson(config),
      layers: layers.length === 0 ? null : layers.map(descriptorJson),
      subject: subject && descriptorJson(subject),
    },
    indent,
  );
}

export function formatIndex({ mediaType, manifests }: Index, indent?: Indent): Uint8Array {
  return encode({ schemaVersion: 2, mediaType, manifests: manifests.map(descriptorJson) }, indent);
}

function encode(value: Json, indent: Indent): Uint8Array {
  return new TextEncoder().encode(goJson(value, indent));
}

/** Throws DocumentError or DigestError. */
export function parseManifest(bytes: Uint8Array): Manifest {
  const object = JsonObject.parse(bytes);
  const artifactType = object.text('artifactType');
  const subject = object.object('subject');
  return {
    mediaType: object.text('mediaType') ?? mediaTypes.manifest,
    ...(artifactType !== undefined && { artifactType }),
    config: readDescriptor(object.object('config')),
    layers: object.objects('layers').map(readDescriptor),
    ...(subject && { subject: readDescriptor(subject) }),
  };
}

/** Throws DocumentError or DigestError. */
export function parseIndex(bytes: Uint8Array): Index {
  const object = JsonObject.parse(bytes);
  return {
    mediaType: object.text('mediaType') ?? mediaTypes.index,
    manifests: object.objects('manifests').map(readDescriptor),
  };
}
