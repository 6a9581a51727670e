import { hostArchitectures, hostPlatform } from '../../dockerfile';
import { attestations, isIndexType, type Image } from '../../oci';

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
  const { id, layers } = image;
  const isUnpacked = layers.length > 0 && runsHere(image);
  const statuses: ExportStatus[] = [...documentStatuses(image)];
  for (const name of names.length === 0 ? [`moby-dangling@${id}`] : names) {
    statuses.push({ id: `naming to ${name}`, kind: 'name' });
    if (isUnpacked) statuses.push({ id: `unpacking to ${name}`, kind: 'unpack' });
  }
  return statuses;
}

function runsHere({ config: { os, architecture } }: Image): boolean {
  return os === hostPlatform.os && hostArchitectures.includes(architecture);
}

/** The same for an archive. Source: BuildKit exporter/oci. */
export function archiveStatuses(image: Image): readonly ExportStatus[] {
  return [...documentStatuses(image), { id: filesExports.tarball.status, kind: 'send' }];
}

function documentStatuses(image: Image): readonly ExportStatus[] {
  const { target, manifestDescriptor, manifest } = image;
  const document = (text: string): ExportStatus => ({ id: text, kind: 'document' });
  const statuses: ExportStatus[] = [
    { id: 'exporting layers', kind: 'layers' },
    document(`exporting manifest ${manifestDescriptor.digest}`),
    document(`exporting config ${manifest.config.digest}`),
  ];
  if (isIndexType(target.mediaType)) {
    for (const { digest } of attestations(image))
      statuses.push(document(`exporting attestation manifest ${digest}`));
    statuses.push(document(`exporting manifest list ${target.digest}`));
  }
  return statuses;
}
