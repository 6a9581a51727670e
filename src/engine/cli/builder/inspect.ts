// docker buildx inspect
import { noDebugging, noTimeout } from '../build-options/edges';
import { checkBuilderName, defaultBuilder } from '../build-options/builder-name';
import { type Edges, implement, withoutEffect } from '../context';
import { buildxInspect } from '../declarations/buildx';
import { alignTabs } from '../table';
import { builderPlatforms } from './builder-facts';

const edges: Edges<typeof buildxInspect> = {
  flags: { ...noDebugging, ...noTimeout, bootstrap: withoutEffect('The builder runs already.') },
};

export const inspect = implement(buildxInspect, edges, function* ({ flags, operands, stdout }) {
  checkBuilderName(operands[0] ?? flags.builder);
  const lines = [
    `Name:\t${defaultBuilder}`,
    'Driver:\tdocker',
    '',
    'Nodes:',
    `Name:\t${defaultBuilder}`,
    `Endpoint:\t${defaultBuilder}`,
    'Status:\trunning',
    `Platforms:\t${builderPlatforms.join(', ')}`,
    'Labels:',
    '\torg.mobyproject.buildkit.worker.moby.host-gateway-ip:\t172.17.0.1',
  ];
  yield* stdout.write(alignTabs(`${lines.join('\n')}\n`, { minWidth: 0, padding: 1 }));
  return 0;
});
