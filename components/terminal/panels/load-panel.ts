import type { Panel, PanelHost } from '../panels';

/** Where each panel is: kept out of the page's own script. */
const LOADERS = {
  Machine: async () => (await import('./machine-panel')).openMachinePanel,
  Layers: async () => (await import('./layers-panel')).openLayersPanel,
  Files: async () => (await import('./files-panel')).openFilesPanel,
  Build: async () => (await import('./build-panel')).openBuildPanel,
  Explain: async () => (await import('./explain-panel')).openExplainPanel,
  Share: async () => (await import('./share-panel')).openSharePanel,
};

export type PanelName = keyof typeof LOADERS;

export function loadPanel(name: PanelName): Promise<(host: PanelHost) => Panel> {
  return LOADERS[name]();
}
