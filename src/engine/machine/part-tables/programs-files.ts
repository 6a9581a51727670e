/** Programs that look after files and processes. */
export const loaders = import.meta.glob<unknown>(['../../programs/{files,process}/*.ts']);
