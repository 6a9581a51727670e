// docker version. Source: docker/cli cli/command/system/version.go (its template and column widths).

export interface ClientVersion {
  readonly Platform?: { readonly Name: string };
  readonly Version: string;
  readonly ApiVersion: string;
  /** The newest the client knows; more than `ApiVersion` after a downgrade. */
  readonly DefaultAPIVersion: string;
  readonly GoVersion: string;
  readonly GitCommit: string;
  readonly BuildTime: string;
  readonly Os: string;
  readonly Arch: string;
  readonly Context: string;
}

export interface ServerVersion {
  readonly Platform: { readonly Name: string };
  readonly Components: readonly {
    readonly Name: string;
    readonly Version: string;
    readonly Details: Readonly<Record<string, string>>;
  }[];
}

type Line = readonly [label: string, value: string];

const minLabelWidth = 20;

/** Lines with their values in one column. */
function section(indent: string, lines: readonly Line[]): string {
  const labels = lines.map(([label]) => `${indent}${label}:`);
  const width = Math.max(minLabelWidth, ...labels.map((label) => label.length + 1));
  return lines.map(([, value], index) => `${labels[index]?.padEnd(width) ?? ''}${value}\n`).join('');
}

/** What `docker version` prints; without a server only the client's part. */
export function formatVersion(client: ClientVersion, server?: ServerVersion): string {
  const isDowngraded = client.DefaultAPIVersion !== client.ApiVersion;
  const downgrade = isDowngraded ? ` (downgraded from ${client.DefaultAPIVersion})` : '';
  const clientPart = section(' ', [
    ['Version', client.Version],
    ['API version', client.ApiVersion + downgrade],
    ['Go version', client.GoVersion],
    ['Git commit', client.GitCommit],
    ['Built', client.BuildTime],
    ['OS/Arch', `${client.Os}/${client.Arch}`],
    ['Context', client.Context],
  ]);
  const clientTitle = client.Platform === undefined ? 'Client:' : `Client: ${client.Platform.Name}`;
  if (server === undefined) return `${clientTitle}\n${clientPart}`;
  const title = server.Platform.Name === '' ? 'Server:' : `Server: ${server.Platform.Name}`;
  const components = server.Components.map(({ Name, Version, Details }) => {
    const details = Name === 'Engine' ? engineLines(Details) : Object.entries(Details).sort();
    return ` ${Name}:\n${section('  ', [['Version', Version], ...details])}`;
  });
  return `${clientTitle}\n${clientPart}\n${title}\n${components.join('')}`;
}

function engineLines(details: Readonly<Record<string, string>>): readonly Line[] {
  const of = (name: string): string => details[name] ?? '';
  return [
    ['API version', `${of('ApiVersion')} (minimum version ${of('MinAPIVersion')})`],
    ['Go version', of('GoVersion')],
    ['Git commit', of('GitCommit')],
    ['Built', of('BuildTime')],
    ['OS/Arch', `${of('Os')}/${of('Arch')}`],
    ['Experimental', of('Experimental')],
  ];
}
