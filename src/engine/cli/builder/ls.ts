// docker buildx ls
import { noDebugging, noTimeout } from '../build-options/edges';
import { defaultBuilder } from '../build-options/builder-name';
import { allInstances, currentBuilder } from '../build-options/builder-store';
import { type Edges, implement } from '../context';
import { buildxLs } from '../declarations/buildx';
import { formatList, isTableFormat, type RowFields, type RowType } from '../formats';
import { builderPlatforms } from './builder-facts';

const lsType: RowType = {
  typeName: '*commands.lsContext',
  headers: {
    Name: 'NAME/NODE',
    DriverEndpoint: 'DRIVER/ENDPOINT',
    LastActivity: 'LAST ACTIVITY',
    Status: 'STATUS',
    Buildkit: 'BUILDKIT',
    Platforms: 'PLATFORMS',
  },
};

const tableFormat = 'table {{.Name}}\t{{.DriverEndpoint}}\t{{.Status}}\t{{.Buildkit}}\t{{.Platforms}}';

/** What a node's line begins with in a table. */
const nodeIndent = ' \\_ ';

const edges: Edges<typeof buildxLs> = { flags: { ...noDebugging, ...noTimeout } };

export const ls = implement(buildxLs, edges, function* (context) {
  const { flags, process, stdout } = context;
  const format = flags.format === 'table' ? tableFormat : flags.format;
  const isTable = isTableFormat(format);
  const isTruncated = isTable && !flags['no-trunc'];
  const indent = isTable ? nodeIndent : '';
  const inUse = currentBuilder(context) || defaultBuilder;
  const named = (name: string): string => (isTable && name === inUse ? `${name}*` : name);
  const instances = allInstances(context).flatMap(({ Name, Driver, Nodes }) => [
    row({ Name: named(Name), DriverEndpoint: Driver }),
    ...Nodes.map((node) =>
      row({
        Name: `${indent}${node.Name}`,
        DriverEndpoint: `${indent}${node.Endpoint}`,
        Status: 'inactive',
        Platforms: node.Platforms.map((platform) => `${platform}*`).join(', '),
      }),
    ),
  ]);
  const rows: readonly RowFields[] = [
    ...instances,
    row({ Name: named(defaultBuilder), DriverEndpoint: 'docker' }),
    row({
      Name: `${indent}${defaultBuilder}`,
      DriverEndpoint: `${indent}${defaultBuilder}`,
      Status: 'running',
      // The version of BuildKit inside Docker 29.7 is not recorded: its column stays empty.
      Platforms: isTruncated ? groupedPlatforms() : builderPlatforms.join(', '),
    }),
  ];
  yield* stdout.write(yield* formatList(process, format, lsType, rows));
  return 0;
});

function row(texts: Readonly<Record<string, string>>): RowFields {
  const names = [...Object.keys(lsType.headers), 'Error'];
  return Object.fromEntries(names.map((name) => [name, () => texts[name] ?? '']));
}

/** Platforms of one architecture together: `linux/amd64 (+3), linux/386`. */
function groupedPlatforms(): string {
  const groups = new Map<string, number>();
  for (const platform of builderPlatforms) {
    const [os, architecture] = platform.split('/');
    const name = `${os}/${architecture}`;
    groups.set(name, (groups.get(name) ?? 0) + 1);
  }
  return [...groups].map(([name, count]) => (count === 1 ? name : `${name} (+${count})`)).join(', ');
}
