/** What all of docker's commands need: what is declared of them, help, and templates. */
export const loaders = import.meta.glob<unknown>([
  '../../cli/{completion,config-problem,help,id-file,platform-flag}.ts',
  '../../cli/declarations/*.ts',
  '../../cli/formats/{asked-size,log-tag,template-list}.ts',
  '../../cli/run-options/{checks,confinement,connections,environment,policies,resources,storage}.ts',
]);
