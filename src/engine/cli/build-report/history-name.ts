import type { BuildHistoryRecord } from '../../builder';

/**
 * What history calls a build: the context's folder, with the Dockerfile where it is another than `Dockerfile` in it,
 * and the target. Source: buildx, commands/history/utils.go (buildName).
 */
export function historyName({ request: { localPaths, target } }: BuildHistoryRecord): string {
  const context = localPaths.context === '-' ? '' : localPaths.context;
  const dockerfile = localPaths.dockerfile === '-' ? '' : localPaths.dockerfile;
  const isUsual = dockerfile === '' || dockerfile.endsWith('/Dockerfile');
  const path = dockerfile.replace(/\/Dockerfile$/, '');
  const name = place(context, path, isUsual);
  if (target === undefined) return name;
  return name === '' ? target : `${name} (${target})`;
}

function place(context: string, dockerfile: string, isUsual: boolean): string {
  if (dockerfile.startsWith(context) && dockerfile.length > context.length) {
    return dockerfile.slice(context.lastIndexOf('/') + 1);
  }
  const path = dockerfile === '' ? context : dockerfile;
  const slash = path.lastIndexOf('/');
  const last = path.slice(slash + 1);
  if (isUsual || path === '') return last;
  return `${slash < 0 ? last : (path.slice(0, slash).split('/').at(-1) ?? '')}/${last}`;
}
