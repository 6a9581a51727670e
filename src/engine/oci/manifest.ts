import { descriptorJson, readDescriptor, type Descriptor } from './descriptor';
import { goJson, JsonObject, sortedMap, type Json } from './json';
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
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Several manifests under one name: platforms, attestations. */
export interface Index {
  readonly mediaType: string;
  readonly manifests: readonly Descriptor[];
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Two spaces: how BuildKit writes documents. Without: how the engine itself does. */
export type Indent = '  ' | undefined;

export function formatManifest(
  { mediaType, artifactType, config, layers, subject, annotations }: Manifest,
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
      annotations: sortedMap(annotations),
    },
    indent,
  );
}

export function formatIndex({ mediaType, manifests, annotations }: Index, indent?: Indent): Uint8Array {
  const listed = manifests.map(descriptorJson);
  return encode(
    { schemaVersion: 2, mediaType, manifests: listed, annotations: sortedMap(annotations) },
    indent,
  );
}

function encode(value: Json, indent: Indent): Uint8Array {
  return new TextEncoder().encode(goJson(value, indent));
}

/** Throws DocumentError or DigestError. */
export function parseManifest(bytes: Uint8Array): Manifest {
  const object = JsonObject.parse(bytes);
  const artifactType = object.text('artifactType');
  const subject = object.object('subject');
  const annotations = object.textMap('annotations');
  return {
    mediaType: object.text('mediaType') ?? mediaTypes.manifest,
    ...(artifactType !== undefined && { artifactType }),
    config: readDescriptor(object.object('config')),
    layers: object.objects('layers').map(readDescriptor),
    ...(subject && { subject: readDescriptor(subject) }),
    ...(annotations && { annotations }),
  };
}

/** Throws DocumentError or DigestError. */
export function parseIndex(bytes: Uint8Array): Index {
  const object = JsonObject.parse(bytes);
  const annotations = object.textMap('annotations');
  return {
    mediaType: object.text('mediaType') ?? mediaTypes.index,
    manifests: object.objects('manifests').map(readDescriptor),
    ...(annotations && { annotations }),
  };
}
