/** What rarely happens below docker's commands: layers are packed, health is checked, a server on the web is asked. */
export const loaders = import.meta.glob<unknown>([
  '../../builder/remote-cache/run.ts',
  '../../daemon/containers/{check-settings,devices,discard,health,link-checks,list-filters,log-driver,plan-mounts,publish-ports,runtime-checks,sandbox-mounts,working-directory}.ts',
  '../../daemon/images/registry-refusals.ts',
  '../../daemon/networks/create.ts',
  '../../oci/pack-layer.ts',
  '../{registry-answers,web-client,web-server}.ts',
]);
