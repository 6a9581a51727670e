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
export { inspectObject } from './machine/inspect-view';
