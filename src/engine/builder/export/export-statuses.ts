import { hostArchitectures, hostPlatform } from '../../dockerfile';
import { attestations, isIndexType, platformImages, type Image, type PlatformImage } from '../../oci';

/** One line that an export tells while it works, and what it is about. */
export interface ExportStatus {
  /** What progress shows: `exporting manifest sha256:…`. */
  readonly id: string;
  readonly kind: 'layers' | 'document' | 'name' | 'unpack' | 'send';
}

/** Name of the vertex that puts an image into the image store. */
export const imageExportName = 'exporting to image';
/** Name of the vertex that makes an archive of an image. */
export function archiveExportName(format: 'oci' | 'docker'): string {
  return `exporting to ${format} image format`;
}

/** Name of the vertex that hands the files to the client, and of its line that counts their bytes. */
export const filesExports = {
  directory: { name: 'exporting to client directory', status: 'copying files' },
  tarball: { name: 'exporting to client tarball', status: 'sending tarball' },
} as const;

/** What is told of an image's upload under a name. */
export function pushStatuses({ target }: Image, name: string): readonly [layers: string, manifest: string] {
  return ['pushing layers', `pushing manifest for ${name}@${target.digest}`];
}

/**
 * What is told of an image's export to the store, in order. `names` are normalized; without any, the image store
 * names it by its digest. An image without layers is not unpacked, nor one for another kind of machine. Source: BuildKit exporter/containerimage; Docker's
 * moby exporter.
 */
export function exportStatuses(image: Image, names: readonly string[]): readonly ExportStatus[] {
  const { id } = image;
  const isUnpacked = platformImages(image).some((one) => one.layers.length > 0 && runsHere(one));
  const statuses: ExportStatus[] = [...documentStatuses(image)];
  for (const name of names.length === 0 ? [`moby-dangling@${id}`] : names) {
    statuses.push({ id: `naming to ${name}`, kind: 'name' });
    if (isUnpacked) statuses.push({ id: `unpacking to ${name}`, kind: 'unpack' });
  }
  return statuses;
}

function runsHere({ config: { os, architecture } }: PlatformImage): boolean {
  return os === hostPlatform.os && hostArchitectures.includes(architecture);
}

/** The same for an archive. Source: BuildKit exporter/oci. */
export function archiveStatuses(image: Image): readonly ExportStatus[] {
  return [...documentStatuses(image), { id: filesExports.tarball.status, kind: 'send' }];
}

function documentStatuses(image: Image): readonly ExportStatus[] {
  const { target } = image;
  const document = (text: string): ExportStatus => ({ id: text, kind: 'document' });
  const attached = attestations(image);
  const statuses: ExportStatus[] = [{ id: 'exporting layers', kind: 'layers' }];
  for (const { manifestDescriptor, manifest } of platformImages(image)) {
    statuses.push(document(`exporting manifest ${manifestDescriptor.digest}`));
    statuses.push(document(`exporting config ${manifest.config.digest}`));
    for (const { digest, annotations } of attached) {
      if (annotations?.['vnd.docker.reference.digest'] !== manifestDescriptor.digest) continue;
      statuses.push(document(`exporting attestation manifest ${digest}`));
    }
  }
  if (isIndexType(target.mediaType)) statuses.push(document(`exporting manifest list ${target.digest}`));
  return statuses;
}
