// Source: opencontainers/image-spec specs-go, moby/docker-image-spec.
import { field, fieldsOf, type GoStruct, textMap, texts } from './go-type';

const platform: GoStruct = {
  goName: 'v1.Platform',
  fields: [
    field('Architecture', 'string', 'architecture'),
    field('OS', 'string', 'os'),
    field('OSVersion', 'string', 'os.version'),
    field('OSFeatures', texts, 'os.features'),
    field('Variant', 'string', 'variant'),
  ],
};

export const descriptor: GoStruct = {
  goName: 'v1.Descriptor',
  fields: [
    field('MediaType', 'string', 'mediaType'),
    field('Digest', 'string', 'digest'),
    field('Size', 'number', 'size'),
    field('URLs', texts, 'urls'),
    field('Annotations', textMap, 'annotations'),
    field('Data', texts, 'data'),
    field('Platform', { pointerTo: platform }, 'platform'),
    field('ArtifactType', 'string', 'artifactType'),
  ],
};

export const emptyStruct: GoStruct = { goName: 'struct {}', fields: [] };

export const healthcheck: GoStruct = {
  goName: 'v1.HealthcheckConfig',
  fields: [
    field('Test', texts),
    ...fieldsOf('duration', 'Interval', 'Timeout', 'StartPeriod', 'StartInterval'),
    field('Retries', 'number'),
  ],
};

export const imageConfig: GoStruct = {
  goName: 'v1.DockerOCIImageConfig',
  fields: [
    {
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
    },
    {
      goName: 'v1.DockerOCIImageConfigExt',
      fields: [field('Healthcheck', { pointerTo: healthcheck }), ...fieldsOf(texts, 'OnBuild', 'Shell')],
    },
  ],
};
