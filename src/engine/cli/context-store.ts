// Contexts: named daemons, kept below ~/.docker/contexts. Source: docker/cli cli/context/store.
import { quote } from '../units';
import { type ConfigPlace, makeFolder } from './client-config';
import { CommandError } from './context';
import { defaultContext } from './current-context';
import {
  type ContextMetadata,
  contextStorage,
  findContext,
  isMetadata,
  metaRoot,
  contextNotFound,
} from './find-context';

const namePattern = '^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$';

/** Throws Docker's text for what cannot be a context's name. */
export function checkContextName(name: string): void {
  if (name === '') throw new CommandError('context name cannot be empty');
  if (name === defaultContext) throw new CommandError('"default" is a reserved context name');
  if (!new RegExp(namePattern).test(name)) {
    throw new CommandError(
      `context name ${quote(name)} is invalid, names are validated against regexp ${quote(namePattern)}`,
    );
  }
}

/** As `findContext`; a missing one ends the command with Docker's text. */
export function contextNamed(place: ConfigPlace, name: string): ContextMetadata {
  const found = findContext(place, name);
  if (found !== undefined) return found;
  throw new CommandError(contextNotFound(place, name));
}

/** Every context, the default one included. */
export function allContexts(place: ConfigPlace): readonly ContextMetadata[] {
  const { files } = place.process;
  const root = metaRoot(place);
  const kept = files.exists(root) ? files.readDirectory(root) : [];
  const found = kept.flatMap((folder) => {
    const value: unknown = JSON.parse(files.readText(`${root}/${folder}/meta.json`));
    return isMetadata(value) ? [value] : [];
  });
  const own = findContext(place, defaultContext);
  return own === undefined ? found : [...found, own];
}

export function writeContext(place: ConfigPlace, context: ContextMetadata): void {
  const { MetadataPath } = contextStorage(place, context.Name);
  makeFolder(place, MetadataPath);
  place.process.files.writeFile(`${MetadataPath}/meta.json`, JSON.stringify(context), { mode: 0o644 });
}

export function removeContext({ process, globals }: ConfigPlace, name: string): void {
  const { MetadataPath } = contextStorage({ process, globals }, name);
  if (!process.files.exists(MetadataPath)) return;
  process.files.unlink(`${MetadataPath}/meta.json`);
  process.files.rmdir(MetadataPath);
}

const endpointKeys = ['ca', 'cert', 'from', 'host', 'key', 'skip-tls-verify'];

/** `--docker host=tcp://…` as an endpoint; throws Docker's text. */
export function endpointOf(
  place: ConfigPlace,
  pairs: readonly string[],
): ContextMetadata['Endpoints']['docker'] {
  const given = new Map(
    pairs.map((pair) => [pair.split('=', 1)[0] ?? '', pair.slice(pair.indexOf('=') + 1)] as const),
  );
  for (const key of given.keys()) {
    if (!endpointKeys.includes(key)) {
      throw new CommandError(`unable to create docker endpoint config: unrecognized config key: ${key}`);
    }
  }
  const from = given.get('from');
  if (from !== undefined) return contextNamed(place, from).Endpoints.docker;
  const host = given.get('host') ?? '';
  if (host !== '' && !/^(unix|tcp|ssh|npipe|fd|http|https):\/\//.test(host)) {
    throw new CommandError(
      `unable to create docker endpoint config: unable to apply docker endpoint options: unable to parse docker host ${quote(host).replaceAll('"', '`')}`,
    );
  }
  return { Host: host, SkipTLSVerify: given.get('skip-tls-verify') === 'true' };
}
