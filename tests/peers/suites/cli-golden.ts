import { resolveCommandLine } from '../../../src/engine/cli/command-line';
import { readWith } from '../../../src/engine/cli/reading';
import { checks } from '../../../src/engine/cli/run-options/checks';
import { commandTree } from '../../../src/engine/cli/declarations';
import { ipamConfigs } from '../../../src/engine/cli/ipam-options';
import * as formats from '../../../src/engine/cli/formats';
import { parseFamiliar, shortId } from '../../../src/engine/oci';
import { humanSize } from '../../../src/engine/units';
import { isRecord } from '../data';
import { printedBy, refusalOf } from '../command-output';
import { compareOutcome, differ, text, texts } from '../expect';
import type { PeerCase, PeerSuite } from '../suite';

const defaultNowSeconds = 1_717_329_600;

function stringOf(record: PeerCase, field: string): string {
  const value = record[field];
  return typeof value === 'string' ? value : '';
}

function numberOf(record: PeerCase, field: string): number {
  const value = record[field];
  return typeof value === 'number' ? value : 0;
}

function listOf(record: PeerCase, field: string): readonly PeerCase[] {
  const value = record[field];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function labelsOf(record: PeerCase): Readonly<Record<string, string>> {
  const labels = record['Labels'];
  return isRecord(labels)
    ? Object.fromEntries(Object.keys(labels).map((name) => [name, text(labels, name)]))
    : {};
}

function portsOf(record: PeerCase, field: string): readonly formats.PortSummary[] {
  return listOf(record, field).map((port) => ({
    IP: stringOf(port, 'IP'),
    PrivatePort: numberOf(port, 'PrivatePort'),
    PublicPort: numberOf(port, 'PublicPort'),
    Type: stringOf(port, 'Type'),
  }));
}

/** How the options of a case are given: by flags' names, or as the case's own fields. */
interface Options extends formats.RowOptions {
  readonly quiet: boolean;
  readonly size: boolean;
  readonly digests: boolean;
  readonly verbose: boolean;
  readonly isHuman: boolean;
}

/** A kind of list: its format and the rows of an object. */
interface ListKind {
  readonly type: formats.RowType;
  readonly format: (format: string, options: Options) => string;
  readonly rows: (
    object: PeerCase,
    format: string,
    options: Options,
    testCase: PeerCase,
  ) => readonly formats.RowFields[];
}

function container(object: PeerCase): formats.ContainerSummary {
  return {
    Id: stringOf(object, 'ID'),
    Names: texts(object, 'Names'),
    Image: stringOf(object, 'Image'),
    ImageID: stringOf(object, 'ImageID'),
    Command: stringOf(object, 'Command'),
    Created: numberOf(object, 'Created'),
    Ports: portsOf(object, 'Ports'),
    SizeRw: numberOf(object, 'SizeRw'),
    SizeRootFs: numberOf(object, 'SizeRootFs'),
    Labels: labelsOf(object),
    State: stringOf(object, 'State'),
    Status: stringOf(object, 'Status'),
    Mounts: listOf(object, 'Mounts').map((mount) => ({
      Name: stringOf(mount, 'Name'),
      Source: stringOf(mount, 'Source'),
      Driver: stringOf(mount, 'Driver'),
    })),
  };
}

function image(object: PeerCase): formats.ImageSummary {
  return {
    Id: stringOf(object, 'ID'),
    RepoTags: texts(object, 'RepoTags'),
    RepoDigests: texts(object, 'RepoDigests'),
    Created: numberOf(object, 'Created'),
    Size: numberOf(object, 'Size'),
    SharedSize: numberOf(object, 'SharedSize'),
    Containers: numberOf(object, 'Containers'),
  };
}

const kinds: Readonly<Record<string, ListKind>> = {
  'docker ps': {
    type: formats.containerType,
    format: formats.containerFormat,
    rows: (object, _format, options) => [formats.containerFields(container(object), options)],
  },
  'docker image ls': {
    type: formats.imageType,
    format: formats.imageFormat,
    rows: (object, format, options, testCase) => {
      const single = {
        image: image(object),
        repository: '',
        tag: stringOf(testCase, 'row_tag'),
        digest: stringOf(testCase, 'row_digest'),
      };
      const rows =
        testCase['op'] === 'field' ? [single] : formats.imageRows(image(object), format, options.digests);
      return rows.map((row) => formats.imageFields(row, options));
    },
  },
  'docker volume ls': {
    type: formats.volumeType,
    format: formats.volumeFormat,
    rows: (object) => [
      formats.volumeFields({
        Name: stringOf(object, 'Name'),
        Driver: stringOf(object, 'Driver'),
        Scope: stringOf(object, 'Scope'),
        Mountpoint: stringOf(object, 'Mountpoint'),
        Labels: labelsOf(object),
      }),
    ],
  },
  'docker network ls': {
    type: formats.networkType,
    format: formats.networkFormat,
    rows: (object, _format, options) => [
      formats.networkFields(
        {
          Id: stringOf(object, 'ID'),
          Name: stringOf(object, 'Name'),
          Driver: stringOf(object, 'Driver'),
          Scope: stringOf(object, 'Scope'),
          EnableIPv4: object['EnableIPv4'] === true,
          EnableIPv6: object['EnableIPv6'] === true,
          Internal: object['Internal'] === true,
          Labels: labelsOf(object),
          Created: stringOf(object, 'Created') || '0001-01-01T00:00:00Z',
        },
        options,
      ),
    ],
  },
  'docker search': {
    type: formats.searchType,
    format: formats.searchFormat,
    rows: (object, _format, options) => [
      formats.searchFields(
        {
          name: stringOf(object, 'Name'),
          description: stringOf(object, 'Description'),
          starCount: numberOf(object, 'StarCount'),
          isOfficial: object['IsOfficial'] === true,
        },
        options,
      ),
    ],
  },
  'docker stats': {
    type: formats.statsType,
    format: formats.statsFormat,
    rows: (object, _format, options) => [
      formats.statsFields(
        {
          container: stringOf(object, 'Container'),
          id: stringOf(object, 'ID'),
          name: stringOf(object, 'Name'),
          cpuPercent: numberOf(object, 'CPUPercentage'),
          memoryBytes: numberOf(object, 'Memory'),
          memoryLimitBytes: numberOf(object, 'MemoryLimit'),
          memoryPercent: numberOf(object, 'MemoryPercentage'),
          networkRxBytes: numberOf(object, 'NetworkRx'),
          networkTxBytes: numberOf(object, 'NetworkTx'),
          blockReadBytes: numberOf(object, 'BlockRead'),
          blockWriteBytes: numberOf(object, 'BlockWrite'),
          pids: numberOf(object, 'PidsCurrent'),
          isInvalid: object['IsInvalid'] === true,
        },
        options,
      ),
    ],
  },
  'docker history': {
    type: formats.historyType,
    format: (format, { quiet, isHuman }) => formats.historyFormat(format, { quiet, human: isHuman }),
    rows: (object, _format, options) => [
      formats.historyFields(
        {
          Id: stringOf(object, 'ID'),
          Created: 'Created' in object ? numberOf(object, 'Created') : formats.zeroTimeSeconds,
          CreatedBy: stringOf(object, 'CreatedBy'),
          Size: numberOf(object, 'Size'),
          Comment: stringOf(object, 'Comment'),
        },
        options,
      ),
    ],
  },
  'docker diff': {
    type: formats.diffType,
    format: formats.tableDiffFormat,
    rows: (object) => [
      formats.diffFields({ Path: stringOf(object, 'Path'), Kind: numberOf(object, 'Kind') }),
    ],
  },
};

function nowMs(testCase: PeerCase): number {
  return 1000 * (numberOf(testCase, 'now') || defaultNowSeconds);
}

function optionsOf(testCase: PeerCase): Options {
  return {
    nowMs: nowMs(testCase),
    isTruncated: testCase['trunc'] === true,
    quiet: testCase['quiet'] === true,
    size: testCase['size'] === true,
    digests: testCase['digests'] === true,
    verbose: testCase['verbose'] === true,
    isHuman: testCase['human'] !== false,
  };
}

/** An engine with nothing in it, for `docker system df`. */
const nothingUsed = (['Images', 'Containers', 'Local Volumes', 'Build Cache'] as const).map((type) => ({
  type,
  total: 0,
  active: 0,
  sizeBytes: 0,
  reclaimableBytes: 0,
}));
const nothing: formats.DiskUsageDetails = { images: [], containers: [], volumes: [], buildCache: [] };

function formatObjects(testCase: PeerCase): string {
  const command = text(testCase, 'command');
  const options = optionsOf(testCase);
  const source = text(testCase, 'format');
  if (command === 'docker system df') {
    return options.verbose
      ? formats.formatDiskUsageDetails(source, nothing, options)
      : formats.formatDiskUsage(source, nothingUsed);
  }
  const kind = kinds[command];
  if (kind === undefined) throw new Error(`unknown list ${command}`);
  const objects = isRecord(testCase['objects'])
    ? listOf(testCase['objects'], 'Items')
    : listOf(testCase, 'objects');
  return listText(kind, objects, source, options, testCase);
}

function listText(
  kind: ListKind,
  objects: readonly PeerCase[],
  source: string,
  options: Options,
  testCase: PeerCase,
): string {
  const format = kind.format(source, options);
  const rows = objects.flatMap((object) => kind.rows(object, format, options, testCase));
  return formats.formatByTemplate(format, kind.type, rows);
}

function fieldOf(testCase: PeerCase): unknown {
  const kind = kinds[text(testCase, 'command')];
  const object = isRecord(testCase['object']) ? testCase['object'] : {};
  const [row] = kind?.rows(object, '', optionsOf(testCase), testCase) ?? [];
  return row?.[text(testCase, 'field')]?.();
}

function imageTree(testCase: PeerCase): string {
  const details = (record: PeerCase): formats.ImageDetails => {
    const fields = isRecord(record['Details']) ? record['Details'] : {};
    return {
      id: stringOf(fields, 'ID'),
      diskUsage: stringOf(fields, 'DiskUsage'),
      contentSize: stringOf(fields, 'ContentSize'),
      isInUse: fields['InUse'] === true,
    };
  };
  const images = listOf(testCase, 'images').map((tree) => ({
    names: texts(tree, 'Names'),
    details: details(tree),
    platforms: listOf(tree, 'Children').map((child) => ({
      platform: stringOf(child, 'Platform'),
      details: details(child),
    })),
  }));
  return formats.formatImageTree(images, { isSpaced: testCase['image_spacing'] === true });
}

/** A command that only lists what the API gives, by its path: the list's kind and where the objects are. */
const listCommands: Readonly<
  Record<string, { readonly kind: string; readonly api: string; readonly config: string }>
> = {
  'container ls': { kind: 'docker ps', api: 'containers', config: 'psFormat' },
  'image history': { kind: 'docker history', api: 'history', config: '' },
  'image ls': { kind: 'docker image ls', api: 'images', config: 'imagesFormat' },
  'network ls': { kind: 'docker network ls', api: 'networks', config: 'networksFormat' },
  'volume ls': { kind: 'docker volume ls', api: 'volumes', config: 'volumesFormat' },
};

function versionText(testCase: PeerCase): string {
  const record = (of: PeerCase, field: string): PeerCase => (isRecord(of[field]) ? of[field] : {});
  const strings = (of: PeerCase): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.keys(of).map((name) => [name, stringOf(of, name)]));
  const version = record(record(testCase, 'api'), 'version');
  const [client, server] = [record(version, 'Client'), record(version, 'Server')];
  return formats.formatVersion(
    {
      Version: stringOf(client, 'Version'),
      ApiVersion: stringOf(client, 'ApiVersion'),
      DefaultAPIVersion: stringOf(client, 'DefaultAPIVersion'),
      GoVersion: stringOf(client, 'GoVersion'),
      GitCommit: stringOf(client, 'GitCommit'),
      BuildTime: stringOf(client, 'BuildTime'),
      Os: stringOf(client, 'Os'),
      Arch: stringOf(client, 'Arch'),
      Context: stringOf(client, 'Context'),
    },
    {
      Platform: { Name: stringOf(record(server, 'Platform'), 'Name') },
      Components: listOf(server, 'Components').map((component) => ({
        Name: stringOf(component, 'Name'),
        Version: stringOf(component, 'Version'),
        Details: strings(record(component, 'Details')),
      })),
    },
  );
}

/** Standard output of a list command, as far as it is the formatters' work. */
function commandOutput(testCase: PeerCase): string {
  const resolution = readWith(checks, resolveCommandLine(commandTree, texts(testCase, 'args')));
  if (resolution.kind !== 'run') throw new Error('text' in resolution ? resolution.text : resolution.kind);
  const { flags, changed } = resolution.arguments;
  const { path } = resolution.place.declaration;
  if (path[0] === 'version') return versionText(testCase);
  const { operands } = resolution.arguments;
  const printed = printedBy({ path: path.join(' '), operands, flags, testCase });
  if (printed !== undefined) return printed;
  const command = listCommands[path.join(' ')];
  const kind = command && kinds[command.kind];
  if (command === undefined || kind === undefined) throw new Error('needs the command itself');
  const api = isRecord(testCase['api']) ? testCase['api'] : {};
  const config = isRecord(testCase['config']) ? testCase['config'] : {};
  const objects = [...listOf(api, command.api)];
  const given =
    typeof flags['format'] === 'string' && changed.has('format')
      ? flags['format']
      : stringOf(config, command.config);
  const options: Options = {
    ...optionsOf(testCase),
    isTruncated: flags['no-trunc'] !== true,
    quiet: flags['quiet'] === true,
    isHuman: flags['human'] !== false,
  };
  const isDefault = given === '';
  if (path[0] === 'image' && path[1] === 'ls' && isDefault && !options.quiet) {
    const dropsUntagged = !texts(flags, 'filter').includes('dangling=true');
    const shown = objects.map(image).filter(({ RepoTags }) => RepoTags.length > 0 || !dropsUntagged);
    return formats.formatImageTree(
      shown.map(({ Id, RepoTags, Size }) => ({
        names: RepoTags,
        details: { id: Id, diskUsage: humanSize(Size, 3), contentSize: humanSize(0, 3), isInUse: false },
      })),
      { isSpaced: false },
    );
  }
  if (path[0] === 'network' || path[0] === 'volume') {
    objects.sort((a, b) => formats.compareNatural(stringOf(a, 'Name'), stringOf(b, 'Name')));
  }
  return listText(kind, objects, isDefault ? 'table' : given, options, testCase);
}

/** What goes wrong before a command runs: words, formats and names that cannot be read. */
function commandError(testCase: PeerCase): string | undefined {
  const resolution = readWith(checks, resolveCommandLine(commandTree, texts(testCase, 'args')));
  if (resolution.kind === 'error') return resolution.text;
  if (resolution.kind !== 'run') return undefined;
  const { flags, operands } = resolution.arguments;
  try {
    if (typeof flags['format'] === 'string') {
      if (resolution.place.declaration.path.join(' ') === 'container ls')
        formats.asksForSize(flags['format']);
      else formats.compileFormat(flags['format']);
    }
    const path = resolution.place.declaration.path.join(' ');
    if (path === 'image pull') parseFamiliar(operands[0] ?? '');
    if (path === 'network create') {
      ipamConfigs({
        subnets: texts(flags, 'subnet'),
        ranges: texts(flags, 'ip-range'),
        gateways: texts(flags, 'gateway'),
        auxiliary: texts(flags, 'aux-address'),
      });
    }
    return refusalOf({ path, operands, flags, testCase });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const operations: Readonly<Record<string, (testCase: PeerCase) => unknown>> = {
  format: formatObjects,
  field: fieldOf,
  ports: (testCase) => formats.portsText(portsOf(testCase, 'ports')),
  truncate_id: (testCase) => shortId(text(testCase, 'input')),
  ellipsis: (testCase) => formats.ellipsis(text(testCase, 'input'), numberOf(testCase, 'width')),
  image_tree: imageTree,
};

export const suite: PeerSuite = {
  name: 'cli-golden',
  run(testCase) {
    const op = text(testCase, 'op');
    if (op === 'cli_error') {
      const message = commandError(testCase);
      if (message === undefined) return 'needs the command itself';
      const part = text(testCase, 'error_contains');
      return message.includes(part) ? undefined : `error is ${JSON.stringify(message)}, expected … ${part} …`;
    }
    if (op === 'command') return differ(commandOutput(testCase), testCase['expect_stdout'], 'stdout');
    if (op === 'json_rows') {
      const rows = formatObjects(testCase).trimEnd().split('\n');
      return differ(
        rows.map((row): unknown => JSON.parse(row)),
        testCase['expect_rows'],
        'rows',
      );
    }
    const operation = operations[op];
    if (operation === undefined) return `unknown op ${op}`;
    return compareOutcome(
      testCase,
      () => operation(testCase),
      (result) => differ(result, testCase['expect']),
    );
  },
};
