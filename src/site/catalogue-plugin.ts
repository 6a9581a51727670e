import type { Plugin } from 'vite';
import { fullCatalogue, writeCatalogue } from '../engine';

const NAME = 'virtual:drydock-catalogue';
const RESOLVED = `\0${NAME}`;

/** Tells a page which program and which docker command stands in which file, so that it can load each when used. */
export function cataloguePlugin(): Plugin {
  return {
    name: 'drydock-catalogue',
    resolveId: (id) => (id === NAME ? RESOLVED : undefined),
    load: (id) =>
      id === RESOLVED ? `export default ${JSON.stringify(writeCatalogue(fullCatalogue()))};` : undefined,
  };
}
