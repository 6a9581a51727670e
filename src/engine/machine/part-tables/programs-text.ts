/** Programs that read and write text. */
export const loaders = import.meta.glob<unknown>(['../../programs/{archive,text}/*.ts']);
