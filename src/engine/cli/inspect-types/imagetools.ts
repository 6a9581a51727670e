// What templates of `docker buildx imagetools inspect` see. Source: buildx util/imagetools printers.go, loader.go.
import { isIndexType, type Image } from '../../oci';
import { Struct, type StructField } from '../template';
import { asGo, field, fieldsOf, type GoStruct, inGoOrder, textMap, texts } from './go-type';
import { descriptor, emptyStruct } from './oci';

const index: GoStruct = {
  goName: 'struct { SchemaVersion int; MediaType string; Digest digest.Digest; Size int64; … }',
  fields: [
    field('SchemaVersion', 'number', 'schemaVersion'),
    field('MediaType', 'string', 'mediaType'),
    field('Digest', 'string', 'digest'),
    field('Size', 'number', 'size'),
    field('Manifests', { listOf: descriptor }, 'manifests'),
    field('Annotations', textMap, 'annotations'),
  ],
};

const config: GoStruct = {
  goName: 'v1.ImageConfig',
  fields: [
    field('User', 'string'),
    field('ExposedPorts', { mapOf: emptyStruct }),
    ...fieldsOf(texts, 'Env', 'Entrypoint', 'Cmd'),
    field('Volumes', { mapOf: emptyStruct }),
    field('WorkingDir', 'string'),
    field('Labels', textMap),
    field('StopSignal', 'string'),
    field('ArgsEscaped', 'bool'),
  ],
};

const history: GoStruct = {
  goName: 'v1.History',
  fields: [
    field('Created', 'time', 'created'),
    field('CreatedBy', 'string', 'created_by'),
    field('Author', 'string', 'author'),
    field('Comment', 'string', 'comment'),
    field('EmptyLayer', 'bool', 'empty_layer'),
  ],
};

/** The image specification's own type: what only Docker adds (health check, shell, triggers) is not in it. */
const imageType: GoStruct = {
  goName: 'v1.Image',
  fields: [
    field('Created', 'time', 'created'),
    field('Author', 'string', 'author'),
    field('Architecture', 'string', 'architecture'),
    field('Variant', 'string', 'variant'),
    field('OS', 'string', 'os'),
    field('Config', config, 'config'),
    field(
      'RootFS',
      { goName: 'v1.RootFS', fields: [field('Type', 'string', 'type'), field('DiffIDs', texts, 'diff_ids')] },
      'rootfs',
    ),
    field('History', { listOf: history }, 'history'),
  ],
};

/** `provenance`: the predicate, where one is attached. */
export function imagetoolsObject(name: string, image: Image, provenance: unknown): Struct {
  const manifest = manifestJson(image);
  const own = configJson(image);
  const stub = provenance === undefined ? {} : { SLSA: sorted(provenance) };
  const manifestType = isIndexType(image.target.mediaType) ? index : descriptor;
  return new Struct(
    'imagetools.tplInput',
    [
      value('Name', () => name),
      value('Manifest', () => asGo(manifestType, manifest)),
      value('Image', () => asGo({ pointerTo: imageType }, own)),
      value('SBOM', () => stubOf('SPDX', {})),
      value('Provenance', () => stubOf('SLSA', stub)),
    ],
    { name, manifest: inGoOrder(manifestType, manifest), image: own },
  );
}

function value(name: string, make: () => unknown): StructField {
  return { name, value: make, isPointer: false };
}

function stubOf(name: string, json: Readonly<Record<string, unknown>>): Struct {
  return new Struct('imagetools.stub', [value(name, () => json[name] ?? null)], json);
}

/** Go reads what has no type of its own into maps, and writes their keys in order. */
function sorted(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(sorted);
  if (typeof json !== 'object' || json === null) return json;
  const entries = Object.entries(json).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

function manifestJson({ target, documents }: Image): unknown {
  const { mediaType, digest, size } = target;
  const bytes = documents.get(digest);
  if (bytes === undefined || !isIndexType(mediaType)) return { mediaType, digest, size };
  const { schemaVersion, manifests, annotations }: Readonly<Record<string, unknown>> = JSON.parse(
    new TextDecoder().decode(bytes),
  );
  return { schemaVersion, mediaType, digest, size, manifests, annotations };
}

function configJson({ manifest, documents }: Image): unknown {
  const bytes = documents.get(manifest.config.digest);
  return bytes === undefined ? null : knownTo(imageType, JSON.parse(new TextDecoder().decode(bytes)));
}

/** An object with the type's fields alone, in its order. */
function knownTo(type: GoStruct, json: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    type.fields.flatMap((one): [string, unknown][] => {
      if (!('key' in one) || json[one.key] === undefined) return [];
      const inner = json[one.key];
      const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
      const isStruct = typeof one.type === 'object' && 'fields' in one.type;
      return [
        [
          one.key,
          isObject && isStruct ? knownTo(one.type, Object.fromEntries(Object.entries(inner))) : inner,
        ],
      ];
    }),
  );
}
