/** What runs as soon as a shell does, and what runs in place of programs that are not modelled. */
export const loaders = import.meta.glob<unknown>([
  '../../programs/{busybox,gnu-version,stand-ins}.ts',
  '../../programs/{shell,shells,system,users}/*.ts',
]);
