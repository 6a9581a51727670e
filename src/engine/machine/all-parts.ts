import { partFile } from '../kernel';
import { fullCatalogue, type Parts } from './parts';

const modules = import.meta.glob<unknown>(
  [
    '../programs/*/*.ts',
    '!../programs/shared/*.ts',
    '../cli/{builder,container,context,image,network,plugin,registry,swarm,system,volume}/*.ts',
    '../shell/builtins/*.ts',
  ],
  { eager: true },
);

let everything: Parts | undefined;

/** Everything at hand: for the build and the tests. */
export function allParts(): Parts {
  everything ??= {
    catalogue: fullCatalogue(),
    loaded(key) {
      const file = partFile(key);
      return file === undefined ? undefined : modules[`../${file}.ts`];
    },
  };
  return everything;
}
