/** Docker's commands for everything but containers and images. */
export const loaders = import.meta.glob<unknown>([
  '../../cli/{context,network,plugin,swarm,system,volume}/*.ts',
]);
