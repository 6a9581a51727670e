/** The commands that a shell has of its own. */
export const loaders = import.meta.glob<unknown>(['../../shell/builtins/*.ts']);
