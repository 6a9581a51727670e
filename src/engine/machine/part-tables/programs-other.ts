/** Programs that are installed for what they do: languages, package managers, servers, clients. */
export const loaders = import.meta.glob<unknown>([
  '../../programs/{languages,network,packages,servers}/*.ts',
]);
