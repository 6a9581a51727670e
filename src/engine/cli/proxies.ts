// `proxies` in ~/.docker/config.json: what runs and builds are told of them. Sources: docker/cli configfile
// (ParseProxyConfig), buildx util/storeutil (GetProxyConfig).
import { type ConfigPlace, readConfig } from './client-config';
import { givenHost, ownSocket } from './current-context';

const variables = [
  ['HTTP_PROXY', 'httpProxy'],
  ['HTTPS_PROXY', 'httpsProxy'],
  ['NO_PROXY', 'noProxy'],
  ['FTP_PROXY', 'ftpProxy'],
  ['ALL_PROXY', 'allProxy'],
] as const;

/** The variables that the client's settings ask for, in capitals and in small letters. */
export function proxyVariables(place: ConfigPlace): readonly (readonly [name: string, value: string])[] {
  const { proxies } = readConfig(place);
  if (proxies === undefined) return [];
  const config = proxies[givenHost(place) ?? ownSocket] ?? proxies['default'] ?? {};
  return variables.flatMap(([name, key]) => {
    const value: unknown = config[key];
    if (typeof value !== 'string' || value === '') return [];
    return [[name, value] as const, [name.toLowerCase(), value] as const];
  });
}
