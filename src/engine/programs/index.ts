/** What can be executed: one file a program. The shells, package managers and servers are found here too. */
export {
  programs,
  allPrograms,
  loadProgram,
  programIdFor,
  programNames,
  purposeOf,
  isModelled,
  programEntries,
} from './all-programs';
export { ProgramSet } from './program-set';
export { programsOnDemand, type ProgramEntry } from './on-demand';
export { writeZip } from './archive/zip-format';
export {
  acceptTls,
  bodyLengthOf,
  headerOf,
  headText,
  httpDate,
  HttpError,
  readHead,
  readResponse,
  readWholeBody,
  startTls,
} from './network/http';
export { authorityOf, fileNameOf, parseUrl, redirectTarget, urlText } from './network/url';
export type { Build, Declaration, ProgramDefinition } from './shared/program';
