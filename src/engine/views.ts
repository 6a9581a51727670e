// A second door: views of a machine that are made when somebody looks, and loaded then.
export type { InspectKind } from './cli';
export {
  type EntryView,
  type FileSource,
  type FileView,
  openFile,
  placesOf,
  type PlacesView,
} from './machine/files-view';
export { buildCount, buildViews } from './machine/build-view';
export { viewOfImage } from './machine/layers-view';
export { viewOf } from './machine/view';
export { inspectObject } from './machine/inspect-view';
export { archiveForDocker } from './machine/archive-for-docker';
