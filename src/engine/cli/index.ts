// Docker's command line: what can be typed after `docker`, and what it prints.
export { commandEntries, implementations } from './all-commands';
export { type InspectKind, inspectGetters } from './inspect-getters';
export { inspectText } from './inspect-objects';
export { dockerProgram } from './docker-program';
export type { CommandEntry } from './implementations';
export { reasonText } from './build-report/explain';
export { completeDocker } from './completion';
export { commandPath, type CommandPlace, usageLine } from './command-tree';
export type { Edges, FlagEdge, Implementation } from './context';
export type { CommandDeclaration, FlagDeclaration } from './declaration';
export { commandTree, declarationFiles } from './declarations';
export type { DeclarationFiles } from './declared';
export { flagWords, type FlagWords } from './help';
export { logTags } from './log-tags';
export { globalEdges, undeclaredFlagsWhy } from './not-modelled';
export { OTHER_PLUGINS } from './other-plugins';
