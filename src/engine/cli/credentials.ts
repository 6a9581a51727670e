import { isErrno } from '../kernel';
import { fromBase64 } from '../units';
import type { CommandContext } from './context';

/** What `docker login` keeps, as far as it is known here. */
interface ClientConfig {
  readonly auths?: Readonly<Record<string, { readonly auth?: string }>>;
}

/** Where the client keeps its settings. */
export function configPath({ process }: Pick<CommandContext, 'process'>): string {
  return `${process.env.get('DOCKER_CONFIG') ?? `${process.env.get('HOME') ?? ''}/.docker`}/config.json`;
}

/** Docker Hub is known by the address of its first API. */
export function configKey(host: string): string {
  return host === 'docker.io' ? 'https://index.docker.io/v1/' : host;
}

/** The name and password that were kept for a registry, in the form that pull and push take. */
export function credentialsFor(
  context: Pick<CommandContext, 'process'>,
  host: string,
): { readonly credentials?: { readonly username: string; readonly password: string } } {
  const auth = readConfig(context).auths?.[configKey(host)]?.auth;
  if (auth === undefined) return {};
  const [username = '', ...password] = new TextDecoder().decode(fromBase64(auth)).split(':');
  return { credentials: { username, password: password.join(':') } };
}

function readConfig(context: Pick<CommandContext, 'process'>): ClientConfig {
  try {
    const value: unknown = JSON.parse(context.process.files.readText(configPath(context)));
    return isConfig(value) ? value : {};
  } catch (error) {
    if (isErrno(error) || error instanceof SyntaxError) return {};
    throw error;
  }
}

function isConfig(value: unknown): value is ClientConfig {
  return typeof value === 'object' && value !== null;
}
