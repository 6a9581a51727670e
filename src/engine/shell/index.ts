// The shells: bash, dash and BusyBox's ash, as the images carry them.
export { builtinNames } from './builtins';
export { faultIn, isComplete } from './completeness';
export { completionPart } from './completion-part';
export type { Dialect } from './dialect';
export { ashDialect, type AshOptions } from './dialects/ash';
export { BASH } from './dialects/bash';
export { DASH } from './dialects/dash';
export { isBuiltin, linePieces, type LinePiece, type LinePieces } from './line-pieces';
export { runShell } from './main';
export type { TextFault } from './parser';
export { singleQuote } from './quote';
export { Shell, type ShellHooks } from './shell';
