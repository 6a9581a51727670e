// What images are made of, as the OCI specifications define it.
export { isAttestation, type Statement } from './attestation';
export { descriptorJson, readDescriptor, type Descriptor, type Platform } from './descriptor';
export * from './digest';
export {
  attachedBlobs,
  attestationLayers,
  attestations,
  contentSizeBytes,
  createImage,
  diskUsageBytes,
  imageTree,
  layerDescriptor,
  unpackedSizeBytes,
  withoutIndex,
  type Image,
  type ImageAnnotations,
  type ImageParts,
  type PlatformImage,
} from './image';
export {
  formatImageConfig,
  parametersJson,
  type DocumentWriter,
  type ExecutionParameters,
  type History,
  type ImageConfig,
  type ImageHealthcheck,
} from './image-config';
export { parseImageConfig } from './read-image-config';
export { imageOfIndex } from './image-of-index';
export { imageOfPlatforms } from './image-of-platforms';
export { allLayers, platformImages, seenFrom } from './platform-images';
export { platformManifests, withOwnDocuments } from './own-documents';
export { DocumentError, goJson, JsonObject, type Json } from './json';
export { chainIds, describedLayer, unpackLayers, type Layer } from './layer';
export { ArchiveError, loadArchive } from './load';
export { describedDigest, exactLayer, layerBlob, layerOf, layerOfTar, unreadableLayer } from './pack-layer';
export { packing, type LayerPacking } from './packing';
export { LayerError, readLayer } from './read-layer';
export { hasRealBytes, withRealBytes } from './real-bytes';
export { type Index, type Manifest, parseIndex, parseManifest } from './manifest';
export { isConfigType, isIndexType, isLayerType, isManifestType, mediaTypes } from './media-types';
export * from './reference';
export { familiarMatch } from './reference-pattern';
export { blobPath, saveArchive, type SavedImage } from './save';
export { isStated } from './stated-digest';
export { validateImage, type Problem, type Validation } from './validate';
