// What `docker login` keeps. Source: docker/cli cli/config/credentials/file_store.go.
import { fromBase64 } from '../units';
import { type ConfigPlace, readConfig } from './client-config';

/** Docker Hub is known by the address of its first API. */
export const hubAddress = 'https://index.docker.io/v1/';

export interface StoredCredentials {
  readonly username: string;
  readonly password: string;
}

/** The key of a registry's entry: its host. */
export function configKey(host: string): string {
  return host === 'docker.io' ? hubAddress : host;
}

/** `https://registry.example.com/v2/` → `registry.example.com`. */
export function hostnameOf(address: string): string {
  return (address.replace(/^https?:\/\//, '').split('/', 1)[0] ?? '').replace(/^$/, address);
}

/** The name and password that were kept for a registry, in the form that pull and push take. */
export function credentialsFor(
  place: ConfigPlace,
  host: string,
): { readonly credentials?: StoredCredentials } {
  const credentials = storedCredentials(place, configKey(host));
  return credentials === undefined ? {} : { credentials };
}

/** All that was kept, by the host that references have: `docker.io`. */
export function allCredentials(place: ConfigPlace): ReadonlyMap<string, StoredCredentials> {
  const entries = Object.entries(readConfig(place).auths ?? {});
  return new Map(
    entries.flatMap(([key, { auth }]) =>
      auth === undefined
        ? []
        : [[key === hubAddress ? 'docker.io' : hostnameOf(key), decoded(auth)] as const],
    ),
  );
}

/** What was kept under a registry's key. */
export function storedCredentials(place: ConfigPlace, key: string): StoredCredentials | undefined {
  const auth = readConfig(place).auths?.[key]?.auth;
  return auth === undefined ? undefined : decoded(auth);
}

function decoded(auth: string): StoredCredentials {
  const [username = '', ...password] = new TextDecoder().decode(fromBase64(auth)).split(':');
  return { username, password: password.join(':') };
}
