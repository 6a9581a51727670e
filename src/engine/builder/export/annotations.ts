// What --annotation writes. Source: BuildKit exporter/containerimage/annotations.go, writer.go.
import type { ImageAnnotations } from '../../oci';
import type { BuildAnnotation } from '../request';
import { BuildError } from '../result';

/**
 * The annotations of an image for one platform, of those that are `built`. Throws a BuildError for a platform that is not built, and for an
 * index where none is made.
 */
export function annotationsOf(
  annotations: readonly BuildAnnotation[],
  platform: string,
  { hasIndex, built }: { readonly hasIndex: boolean; readonly built: readonly string[] },
): ImageAnnotations {
  const other = annotations.find((annotation) => !built.includes(annotation.platform ?? platform));
  if (other !== undefined) {
    throw new BuildError(`invalid annotation: no platform ${other.platform ?? ''} found in source`);
  }
  const at = (place: BuildAnnotation['place']) =>
    Object.fromEntries(
      annotations
        .filter((one) => one.place === place && (one.platform ?? platform) === platform)
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
