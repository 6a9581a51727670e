// The client's own settings, ~/.docker/config.json. Source: docker/cli cli/config/configfile.
import { isErrno } from '../kernel';
import type { CommandContext } from './context';
import { escapeHtml } from './go-json';

/** What a command needs to find the client's settings. */
export type ConfigPlace = Pick<CommandContext, 'process' | 'globals'>;

/** One registry's entry: `auth` is `name:password` in base64. */
export interface AuthEntry {
  readonly auth?: string;
}

/** The proxies of one daemon, or of all that have no own ones. */
interface ProxyConfig {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
  readonly ftpProxy?: string;
  readonly allProxy?: string;
}

/** The settings that are read here; others in the file are kept as they are. */
export interface ClientConfig {
  readonly auths?: Readonly<Record<string, AuthEntry>>;
  readonly credsStore?: string;
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly currentContext?: string;
  /** What the lists print where no --format is given. */
  readonly psFormat?: string;
  readonly imagesFormat?: string;
  readonly networksFormat?: string;
  readonly pluginsFormat?: string;
  readonly statsFormat?: string;
  readonly volumesFormat?: string;
  /** By the daemon's address, or `default`. */
  readonly proxies?: Readonly<Record<string, ProxyConfig>>;
  /** The keys that leave a container, where no --detach-keys are given. */
  readonly detachKeys?: string;
}

/** The folder of the client's settings: `--config`, `DOCKER_CONFIG`, or `.docker` in the home folder. */
export function configFolder({ process, globals }: ConfigPlace): string {
  const given = globals.flags['config'];
  if (globals.changed.has('config') && typeof given === 'string') return given;
  return process.env.get('DOCKER_CONFIG') || `${process.env.get('HOME') || homeOf(process)}/.docker`;
}

/** What /etc/passwd says, where there is no HOME in the environment. */
function homeOf({ files, credentials }: ConfigPlace['process']): string {
  if (!files.exists('/etc/passwd')) return '';
  const entries = files
    .readText('/etc/passwd')
    .split('\n')
    .map((line) => line.split(':'));
  return entries.find(([, , uid]) => uid === String(credentials.uid))?.[5] ?? '';
}

export function configPath(place: ConfigPlace): string {
  return `${configFolder(place)}/config.json`;
}

/** The file's text where it is no JSON object: what docker warns of; undefined where it is one, or not there. */
export function unreadableConfig(place: ConfigPlace): string | undefined {
  const path = configPath(place);
  if (!place.process.files.exists(path)) return undefined;
  try {
    const text = place.process.files.readText(path);
    try {
      return isConfig(JSON.parse(text)) ? undefined : text;
    } catch {
      return text;
    }
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}

/** The settings; none where there is no file, or one that is no JSON object. */
export function readConfig(place: ConfigPlace): ClientConfig {
  try {
    const value: unknown = JSON.parse(place.process.files.readText(configPath(place)));
    return isConfig(value) ? value : {};
  } catch (error) {
    if (isErrno(error) || error instanceof SyntaxError) return {};
    throw error;
  }
}

/** A setting that is a text; empty where it is not set. */
export function textSetting(
  place: ConfigPlace,
  name: 'detachKeys' | `${'images' | 'networks' | 'plugins' | 'ps' | 'stats' | 'volumes'}Format`,
): string {
  const value: unknown = readConfig(place)[name];
  return typeof value === 'string' ? value : '';
}

function isConfig(value: unknown): value is ClientConfig {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Writes the settings, for the user alone to read; `auths` is always there, and its registries are in order. */
export function writeConfig(place: ConfigPlace, config: ClientConfig): void {
  const { auths = {}, ...others } = config;
  const sorted = Object.fromEntries(Object.entries(auths).sort(([a], [b]) => (a < b ? -1 : 1)));
  makeFolder(place, configFolder(place));
  const text = escapeHtml(JSON.stringify({ auths: sorted, ...others }, null, '\t'));
  place.process.files.writeFile(configPath(place), text, { mode: 0o600 });
}

/** Makes a folder of the client's, and those above it, for the user alone. */
export function makeFolder({ process }: Pick<ConfigPlace, 'process'>, path: string): void {
  if (process.files.exists(path)) return;
  const slash = path.lastIndexOf('/');
  if (slash > 0) makeFolder({ process }, path.slice(0, slash));
  process.files.mkdir(path, 0o700);
}
