// Source: moby api/types/image.
import { field, fieldsOf, type GoStruct, texts } from './go-type';
import { descriptor, imageConfig } from './oci';

export const imageType: GoStruct = {
  goName: 'image.InspectResponse',
  fields: [
    field('ID', 'string', 'Id'),
    ...fieldsOf(texts, 'RepoTags', 'RepoDigests'),
    ...fieldsOf('string', 'Comment', 'Created', 'Author'),
    field('Config', { pointerTo: imageConfig }),
    ...fieldsOf('string', 'Architecture', 'Variant', 'Os', 'OsVersion'),
    field('Size', 'number'),
    field('GraphDriver', { pointerTo: { goName: 'storage.DriverData', fields: [] } }),
    field('RootFS', { goName: 'image.RootFS', fields: [field('Type', 'string'), field('Layers', texts)] }),
    field('Metadata', { goName: 'image.Metadata', fields: [field('LastTagTime', 'time')] }),
    field('Descriptor', { pointerTo: descriptor }),
    field('Manifests', { listOf: { goName: 'image.ManifestSummary', fields: [] } }),
    field('Identity', {
      pointerTo: {
        goName: 'image.Identity',
        fields: [
          field('Signature', { listOf: { goName: 'image.SignatureIdentity', fields: [] } }),
          field('Pull', {
            listOf: { goName: 'image.PullIdentity', fields: [field('Repository', 'string')] },
          }),
          field('Build', {
            listOf: {
              goName: 'image.BuildIdentity',
              fields: [field('Ref', 'string'), field('CreatedAt', 'time')],
            },
          }),
        ],
      },
    }),
  ],
};
