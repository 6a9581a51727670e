// docker system info. Source: docker/cli cli/command/system/info.go.
import { apiVersion, engineVersion, systemInfo, versionsBeside } from '../../daemon';
import { ansicTime, buildxPlugin, clientBuild } from '../client-build';
import { implement } from '../context';
import { hubAddress, storedCredentials } from '../credentials';
import { currentContext } from '../current-context';
import { systemInfo as declaration } from '../declarations/system';
import { formatInfo } from '../formats';
import { formatObject, readObjectFormat } from '../object-format';
import { structValue } from '../template';

export const info = implement(declaration, function* (context) {
  const { daemon, flags, globals, stdout } = context;
  const server = systemInfo(daemon);
  const client = {
    Debug: globals.flags['debug'] === true,
    Platform: { Name: 'Docker Engine - Community' },
    Version: engineVersion,
    ApiVersion: apiVersion,
    DefaultAPIVersion: apiVersion,
    GitCommit: clientBuild,
    GoVersion: versionsBeside.go,
    Os: 'linux',
    Arch: 'amd64',
    BuildTime: ansicTime(versionsBeside.builtAt),
    Context: currentContext(context),
    Plugins: [buildxPlugin],
    Warnings: null,
  };
  if (flags.format !== '') {
    const template = readObjectFormat(flags.format);
    const all = { ...server, ClientInfo: client };
    const { HttpProxy, HttpsProxy, ...others } = all;
    const fields = {
      ...others,
      HTTPProxy: HttpProxy,
      HTTPSProxy: HttpsProxy,
      ServerErrors: [],
      ClientErrors: [],
      ClientInfo: structValue('*system.clientInfo', { ...client, APIVersion: client.ApiVersion }, client),
    };
    yield* stdout.write(`${formatObject(template, structValue('system.dockerInfo', fields, all))}\n`);
    return 0;
  }
  const userName = storedCredentials(context, hubAddress)?.username ?? '';
  yield* stdout.write(formatInfo(client, server, userName));
  return 0;
});
