// What --annotation writes. Source: BuildKit exporter/containerimage/annotations.go, writer.go.
import type { ImageAnnotations } from '../../oci';
import type { BuildAnnotation } from '../request';
import { BuildError } from '../result';

/**
 * The annotations of an image for one platform. Throws a BuildError for a platform that is not built, and for an
 * index where none is made.
 */
export function annotationsOf(
  annotations: readonly BuildAnnotation[],
  platform: string,
  hasIndex: boolean,
): ImageAnnotations {
  const other = annotations.find((annotation) => (annotation.platform ?? platform) !== platform);
  if (other !== undefined) {
    throw new BuildError(`invalid annotation: no platform ${other.platform ?? ''} found in source`);
  }
  const at = (place: BuildAnnotation['place']) =>
    Object.fromEntries(
      annotations
        .filter((annotation) => annotation.place === place)
        .map(({ key, value }) => [key, value] as const),
    );
  const found = {
    manifest: at('manifest'),
    manifestDescriptor: at('manifest-descriptor'),
    index: at('index'),
    indexDescriptor: at('index-descriptor'),
  };
  if (!hasIndex && Object.keys({ ...found.index, ...found.indexDescriptor }).length > 0) {
    throw new BuildError('index annotations not supported for single platform export');
  }
  return found;
}
