// docker buildx inspect
import { quote } from '../../units';
import { noDebugging, noTimeout } from '../build-options/edges';
import { refusal } from '../build-options/build-error';
import { checkBuilderIsThere, defaultBuilder } from '../build-options/builder-name';
import {
  type BuilderInstance,
  type BuilderNode,
  currentBuilder,
  findInstance,
  notRunHere,
} from '../build-options/builder-store';
import { type Edges, implement, simplified } from '../context';
import { buildxInspect } from '../declarations/buildx';
import { alignTabs } from '../table';
import { builderPlatforms } from './builder-facts';

const edges: Edges<typeof buildxInspect> = {
  flags: {
    ...noDebugging,
    ...noTimeout,
    bootstrap: simplified('The daemon’s own builder runs already; others are refused.'),
  },
};

const ownLines = [
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

export const inspect = implement(buildxInspect, edges, function* (context) {
  const { flags, operands, stdout } = context;
  const name = operands[0] ?? flags.builder;
  const instance = findInstance(context, name === '' ? currentBuilder(context) : name.toLowerCase());
  if (instance === undefined) checkBuilderIsThere(context, name);
  else if (flags.bootstrap) throw refusal(notRunHere(instance));
  const lines = instance === undefined ? ownLines : linesOf(instance);
  yield* stdout.write(alignTabs(`${lines.join('\n')}\n`, { minWidth: 0, padding: 1 }));
  return 0;
});

function linesOf({ Name, Driver, Nodes }: BuilderInstance): readonly string[] {
  return [
    `Name:\t${Name}`,
    `Driver:\t${Driver}`,
    '',
    'Nodes:',
    ...Nodes.flatMap((node, index) => [...(index === 0 ? [] : ['']), ...nodeLines(node)]),
  ];
}

function nodeLines({ Name, Endpoint, DriverOpts, Flags, Platforms }: BuilderNode): readonly string[] {
  const options = Object.entries(DriverOpts).map(([key, value]) => `${key}=${quote(value)}`);
  return [
    `Name:\t${Name}`,
    `Endpoint:\t${Endpoint}`,
    ...(options.length > 0 ? [`Driver Options:\t${options.join(' ')}`] : []),
    'Status:\tinactive',
    ...(Flags.length > 0 ? [`BuildKit daemon flags:\t${Flags.join(' ')}`] : []),
    ...(Platforms.length > 0
      ? [`Platforms:\t${Platforms.map((platform) => `${platform}*`).join(', ')}`]
      : []),
  ];
}
