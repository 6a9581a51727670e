// What COPY, ADD and WORKDIR do to file trees, and what of a build context is sent. Knows nothing of the solver.
export {
  sendContext,
  sendFile,
  type ContextCopy,
  type ContextRequest,
  type SentContext,
} from './context-transfer';
export { FileOpError } from './file-op-error';
export { findOwner, type Owner } from './owner';
export { downloadTree, inlineTree, runTransfer, type TransferInputs } from './run-transfer';
export { select, type Selection, type Selector } from './selection';
export { selectionDifferences } from './selection-differences';
export {
  contextPathsOf,
  planTransfer,
  rootedPath,
  type TransferPlan,
  type TransferSource,
} from './transfer-plan';
export { containsWildcards, type FoundNode } from './wildcards';
export { layLinked, makeWorkingDirectory } from './working-directory';
