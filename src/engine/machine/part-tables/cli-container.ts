/** Docker's commands for containers. */
export const loaders = import.meta.glob<unknown>(['../../cli/container/*.ts']);
