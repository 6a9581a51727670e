// What `docker login` and `docker logout` write. Source: docker/cli cli/config/credentials/file_store.go.
import type { Task } from '../kernel';
import { toBase64 } from '../units';
import { configPath, type ConfigPlace, readConfig, writeConfig } from './client-config';
import type { CommandContext } from './context';
import type { StoredCredentials } from './credentials';

/** Keeps a name and password, and warns that everybody who reads the file can read them. */
export function* storeCredentials(
  context: ConfigPlace & Pick<CommandContext, 'stderr'>,
  key: string,
  { username, password }: StoredCredentials,
): Task<void> {
  const config = readConfig(context);
  const auth = toBase64(new TextEncoder().encode(`${username}:${password}`));
  writeConfig(context, { ...config, auths: { ...config.auths, [key]: { auth } } });
  yield* context.stderr.write(
    `\nWARNING! Your credentials are stored unencrypted in '${configPath(context)}'.\n` +
      'Configure a credential helper to remove this warning. See\nhttps://docs.docker.com/go/credential-store/\n\n',
  );
}

/** Forgets what was kept under these keys; a file without them is left alone. */
export function eraseCredentials(place: ConfigPlace, keys: readonly string[]): void {
  const config = readConfig(place);
  const auths = Object.entries(config.auths ?? {});
  const kept = auths.filter(([key]) => !keys.includes(key));
  if (kept.length < auths.length) writeConfig(place, { ...config, auths: Object.fromEntries(kept) });
}
