/**
 * Pictures of a machine's state as plain data. The build draws them into the page; a live session sends them again
 * whenever its machine has changed.
 */
import type { BuildView, TerminalMachine, MachineView, OpenedImageView } from '../engine';
import { buildCount, buildViews, viewOf, viewOfImage } from '../engine/views';
import { filesBelow, type FolderFile } from './folder-sight';

/** What is to be seen. */
export type Look =
  | { readonly kind: 'machine' }
  /** References of images, to stand beside each other. */
  | { readonly kind: 'layers'; readonly images: readonly string[] }
  /** The last build. */
  | { readonly kind: 'build' }
  /** The files below a folder of the host. */
  | { readonly kind: 'folder'; readonly path: string }
  /** The last build's stages. */
  | { readonly kind: 'graph' };

export type Sight =
  | { readonly kind: 'machine'; readonly view: MachineView }
  | {
      readonly kind: 'layers';
      readonly stacks: readonly { readonly name: string; readonly image: OpenedImageView }[];
    }
  | { readonly kind: 'folder'; readonly files: readonly FolderFile[] }
  | { readonly kind: 'build' | 'graph'; readonly build: BuildView; readonly isRebuild: boolean }
  /** It cannot be seen now; why, in a sentence. */
  | { readonly kind: 'nothing'; readonly why: string };

export function see(machine: TerminalMachine, look: Look): Sight {
  switch (look.kind) {
    case 'machine':
      return { kind: 'machine', view: viewOf(machine) };
    case 'folder':
      return { kind: 'folder', files: filesBelow(machine, look.path) };
    case 'layers':
      return layersSight(machine, look.images);
    case 'build':
    case 'graph': {
      const [build] = buildViews(machine, 1);
      if (build === undefined) return { kind: 'nothing', why: 'Nothing was built on this machine yet.' };
      return { kind: look.kind, build, isRebuild: buildCount(machine) > 1 };
    }
  }
}

function layersSight(machine: TerminalMachine, images: readonly string[]): Sight {
  try {
    return { kind: 'layers', stacks: images.map((name) => ({ name, image: viewOfImage(machine, name) })) };
  } catch (error) {
    return { kind: 'nothing', why: error instanceof Error ? error.message : String(error) };
  }
}
