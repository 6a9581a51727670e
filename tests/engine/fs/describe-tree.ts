import { contentBytes, linkGroups, walk, type Tree } from '../../../src/engine/fs';

/**
 * A tree as text lines that two trees share exactly if they are the same to a reader: link ids are replaced by
 * the first name of the group, entries sorted. Folder times are left out on request: layers do not carry all.
 */
export function describeTree(tree: Tree, { folderTimes = true } = {}): readonly string[] {
  const firstNames = new Map([...linkGroups(tree)].map(([id, paths]) => [id, [...paths].sort()[0]]));
  return [...walk(tree)].map(({ path, node }) => {
    const time = node.kind === 'directory' && !folderTimes ? '' : ` ${node.mtimeMs}`;
    const start = `${path} ${node.kind} ${node.mode.toString(8)} ${node.uid}:${node.gid}${time}`;
    switch (node.kind) {
      case 'file': {
        const link = node.linkId === undefined ? '' : ` = ${firstNames.get(node.linkId)}`;
        const isOnlyName =
          link === ` = ${path.slice(1)}` && linkGroups(tree).get(node.linkId ?? 0)?.length === 1;
        return `${start} ${new TextDecoder('latin1').decode(contentBytes(node.content))}${isOnlyName ? '' : link}`;
      }
      case 'symlink':
        return `${start} -> ${node.target}`;
      case 'character':
      case 'block':
        return `${start} ${node.major}:${node.minor}`;
      default:
        return start;
    }
  });
}
