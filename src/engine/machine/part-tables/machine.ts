/** What rarely happens below docker's commands: layers are packed, a registry or a web server is asked. */
export const loaders = import.meta.glob<unknown>([
  '../../oci/pack-layer.ts',
  '../{registry-answers,web-server}.ts',
]);
