// From a stage's layers and instructions to an image: what it says of itself, and what its export tells.
export { annotationsOf } from './annotations';
export {
  archiveExportName,
  archiveStatuses,
  exportStatuses,
  filesExports,
  imageExportName,
  pushStatuses,
  type ExportStatus,
} from './export-statuses';
export { commandWords, historyText } from './history-text';
export { exportImage, type ImageExport } from './image-export';
export {
  packageUrl,
  predicateOf,
  predicateType,
  provenanceOf,
  timeText,
  type ProvenanceFacts,
} from './provenance';
export { beginOnImage, describeStage, withLabels, type ImageStep, type StageImage } from './stage-image';
