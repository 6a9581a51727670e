// The files that a build's client writes: `--output`. Source: BuildKit, client/llb exporters local and tar.
import type { BuildResult } from '../../builder';
import { makeFolders, writeNode } from '../../daemon';
import { emptyTree, treeToEntries, TreeBuilder, writeTar, type Tree } from '../../fs';
import type { Process, Task } from '../../kernel';
import { absolutePath } from '../run-options/cut';

/** Writes a result's files into a folder or an archive; `-` is standard output. */
export function* writeFiles(
  process: Process,
  { platforms }: BuildResult,
  as: 'directory' | 'tarball',
  destination: string,
): Task<void> {
  const tree = together(platforms);
  if (as === 'directory') {
    const folder = absolutePath(destination, process.cwd);
    makeFolders(process.files, folder);
    for (const [name, node] of tree.entries) {
      writeNode(process.files, `${folder === '/' ? '' : folder}/${name}`, node, { keepsOwners: false });
    }
    return;
  }
  const archive = writeTar(treeToEntries(tree));
  if (destination === '-') yield* process.stdout.write(archive);
  else process.files.writeFile(destination, archive);
}

/** With several platforms each has a folder of its own, `linux_amd64`. */
function together(platforms: BuildResult['platforms']): Tree {
  const [first] = platforms;
  if (platforms.length <= 1) return first?.tree ?? emptyTree;
  return platforms
    .reduce(
      (builder, { platform, tree }) => builder.put(`/${platform.replaceAll('/', '_')}`, tree),
      new TreeBuilder(),
    )
    .build();
}
