import type { Implementation } from './context';

/** Every command's own file; one that is added is found by itself. */
const modules = import.meta.glob<Readonly<Record<string, unknown>>>(
  './{builder,container,context,image,network,registry,system,volume}/*.ts',
  { eager: true },
);

function isImplementation(value: unknown): value is Implementation {
  return typeof value === 'object' && value !== null && 'declaration' in value && 'run' in value;
}

/** What can be run, by path. */
export const implementations: readonly Implementation[] = Object.keys(modules)
  .sort()
  .flatMap((file) => Object.values(modules[file] ?? {}).filter(isImplementation));
