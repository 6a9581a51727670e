// docker version
import { apiVersion, engineVersion, systemVersion, versionsBeside } from '../../daemon';
import { ansicTime, clientBuild } from '../client-build';
import { implement } from '../context';
import { currentContext } from '../current-context';
import { version as declaration } from '../declarations/system';
import { formatVersion } from '../formats';
import { formatObject, readObjectFormat } from '../object-format';
import { structValue } from '../template';

export const version = implement(declaration, function* (context) {
  const { daemon, flags, stdout } = context;
  const { BuildTime, ...server } = systemVersion(daemon);
  const builtAt = ansicTime(BuildTime);
  const components = server.Components.map(({ Name, Version, Details }) => ({
    Name,
    Version,
    Details: Details['BuildTime'] === undefined ? Details : { ...Details, BuildTime: builtAt },
  }));
  const client = {
    Platform: { Name: 'Docker Engine - Community' },
    Version: engineVersion,
    ApiVersion: apiVersion,
    DefaultAPIVersion: apiVersion,
    GitCommit: clientBuild,
    GoVersion: versionsBeside.go,
    Os: 'linux',
    Arch: 'amd64',
    BuildTime: builtAt,
    Context: currentContext(context),
  };
  if (flags.format === '') {
    yield* stdout.write(formatVersion(client, { ...server, Components: components }));
    return 0;
  }
  const template = readObjectFormat(flags.format, { name: 'version' });
  const all = { Client: client, Server: { ...server, Components: components, BuildTime } };
  const fields = {
    Client: goNames('system.clientVersion', all.Client),
    Server: goNames('*system.VersionResponse', all.Server),
  };
  yield* stdout.write(
    `${formatObject(template, structValue('system.versionInfo', fields, all), 'version')}\n`,
  );
  return 0;
});

/** A struct whose field `APIVersion` is called `ApiVersion` in JSON. */
function goNames(goType: string, json: { readonly ApiVersion: string }) {
  const { ApiVersion, ...others } = json;
  return structValue(goType, { ...others, APIVersion: ApiVersion }, json);
}
