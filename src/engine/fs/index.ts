// File trees as values, and the disks that hold them.
export { bytesDigest, contentDigest } from './content-digest';
export {
  compactContent,
  contentBytes,
  contentSize,
  contentSlice,
  equalBytes,
  isSynthetic,
  joinBytes,
  sameContent,
  syntheticContent,
} from './content';
export { changesDiskBytes, type Change } from './change-list';
export { applyChanges, diffTrees, treeAsChanges } from './diff';
export { EXECUTABLE_HEAD_BYTES, executableContent, isElf, programIdOf } from './executable';
export { FileSystem, type FileSystemOptions } from './file-system';
export { FsError, type FsErrorCode } from './fs-error';
export { linkGroups, type LinkGroups } from './link-groups';
export type { Inode, MetadataChange, Mountable, NewNode } from './mountable';
export type {
  Content,
  DeviceNode,
  DirectoryNode,
  FifoNode,
  FileNode,
  Metadata,
  Node,
  NodeKind,
  SymlinkNode,
  SyntheticContent,
  Tree,
} from './node';
export { compareNames, pathNames } from './paths';
export { emptyTree, nodeAt, putNode, resolvePath, TreeBuilder, walk } from './tree';
export { BLOCK_BYTES, blocksBytes, treeUsage, type Usage } from './usage';
export { gunzip, gzip, isGzip } from './gzip';
export {
  changesToEntries,
  changesToMembers,
  entriesToChanges,
  entriesToTree,
  treeToEntries,
  type ReadChangesOptions,
} from './tar/changes';
export { TarError, type TarEntry, type TruncatedMember } from './tar/entry';
export { readTar } from './tar/read';
export {
  joinMembers,
  membersBytes,
  tarEnd,
  tarSizeBytes,
  writeTar,
  type TarMember,
  type WriteTarOptions,
} from './tar/write';
