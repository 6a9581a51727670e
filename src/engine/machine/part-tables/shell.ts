/** What the shells need only now and then. */
export const loaders = import.meta.glob<unknown>([
  '../../shell/{builtins,constructs}/*.ts',
  '../../shell/printf-format.ts',
]);
