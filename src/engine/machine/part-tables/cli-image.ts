/** Docker's commands that make and move images. */
export const loaders = import.meta.glob<unknown>(['../../cli/{builder,image,registry}/*.ts']);
