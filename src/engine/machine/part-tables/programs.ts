/** Programs that most lines use, and what runs in place of those that are not modelled. */
export const loaders = import.meta.glob<unknown>([
  '../../programs/{busybox,stand-ins}.ts',
  '../../programs/{files,process,shell,shells,system,users}/*.ts',
]);
