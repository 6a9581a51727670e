// From the flags of `docker build` to what the builder is asked. Source: buildx, commands/build.go, build/opt.go.
import type { BuildRequest } from '../../builder';
import { DockerfileError, formatPlatform, parsePlatform } from '../../dockerfile';
import type { Process, Task } from '../../kernel';
import {
  formatReference,
  InvalidReferenceError,
  parseFamiliar,
  parseReference,
  withDefaultTag,
} from '../../oci';
import { parseUlimit, quote } from '../../units';
import { warn, type CommandContext } from '../context';
import { allCredentials } from '../credentials';
import type { buildxBuild } from '../declarations/buildx';
import { cut } from '../run-options/cut';
import { readAnnotations } from './annotations';
import { readAttestations } from './attestations';
import { failedToBuild, refusal } from './build-error';
import { chooseExports, chooseImports, readCacheEntries } from './caches';
import { readCall, type Call } from './call';
import { readExtraHosts } from './hosts';
import { readKeyValues } from './key-values';
import { chooseOutput, readOutputs } from './outputs';
import { loadSecrets, readSecretSpecs } from './secrets';
import { checkSsh } from './ssh';
import { proxyVariables } from '../proxies';
import { readContextNames, readNamedContexts, readSources } from './sources';

export type BuildContext = CommandContext<typeof buildxBuild>;

/** Everything that the flags say. */
export interface BuildOptions {
  readonly request: BuildRequest;
  readonly call: Call | undefined;
  /** Where the command writes the result's files; empty: nowhere. */
  readonly destination: string;
}

/**
 * What of the flags can be wrong by itself is refused at once; what depends on files and the daemon, when the build
 * is prepared. `prepare` does the second part.
 */
export function readBuildOptions(context: BuildContext): { readonly prepare: () => Task<BuildOptions> } {
  const { flags, process } = context;
  const environment = (name: string): string | undefined => process.env.get(name);
  const buildArgs = new Map(readKeyValues(flags['build-arg'], environment));
  const labels = readKeyValues(flags.label, () => '');
  const epoch = process.env.get('SOURCE_DATE_EPOCH') ?? '';
  if (epoch !== '' && !buildArgs.has('SOURCE_DATE_EPOCH')) buildArgs.set('SOURCE_DATE_EPOCH', epoch);
  for (const [name, value] of proxyVariables(context)) if (!buildArgs.has(name)) buildArgs.set(name, value);
  const attestations = readAttestations(flags);
  const cacheSources = readCacheEntries(flags['cache-from']);
  const cacheTargets = readCacheEntries(flags['cache-to']);
  const contextNames = readContextNames(flags['build-context']);
  const outputs = readOutputs(flags);
  const secretSpecs = readSecretSpecs(flags.secret);
  const call = readCall(flags.check ? 'check' : flags.call);
  return {
    *prepare() {
      const [place = ''] = context.operands;
      if (flags['no-cache'] && flags['no-cache-filter'].length > 0) {
        throw failedToBuild('--no-cache and --no-cache-filter cannot currently be used together');
      }
      const platforms = readPlatforms(context);
      const secrets = loadSecrets(secretSpecs, process);
      checkSsh(flags.ssh, process);
      const { output, destination, names } = chooseOutput(outputs, process);
      if (output.kind === 'archive' && output.format === 'docker' && platforms.length > 1) {
        throw failedToBuild(
          'docker exporter does not support exporting manifest lists, use the oci exporter instead',
        );
      }
      const annotations = readAnnotations(flags.annotation);
      const tags = [...flags.tag, ...names].map(readTag);
      if (output.kind === 'image' && output.push && tags.length === 0) {
        throw failedToBuild('tag is needed when pushing to registry');
      }
      const sources = yield* readSources(context, place, flags.file);
      const hasInlineArgument = /^(1|t|true)$/i.test(buildArgs.get('BUILDKIT_INLINE_CACHE') ?? '');
      const cacheExports = chooseExports(cacheTargets, hasInlineArgument);
      const { imports: cacheImports, warnings } = chooseImports(cacheSources, process);
      for (const text of warnings) yield* warn(context, `WARNING: ${text}`);
      const request: BuildRequest = {
        ...sources,
        call: call?.method,
        namedContexts: readNamedContexts(contextNames, process),
        target: flags.target === '' ? undefined : flags.target,
        buildArgs,
        labels,
        secrets,
        logins: allCredentials(context),
        platforms,
        noCache: flags['no-cache'],
        noCacheFilter: flags['no-cache-filter'].flatMap((word) => word.split(',')),
        pull: flags.pull,
        network: readNetwork(flags.network),
        entitlements: readEntitlements(flags.allow, flags.network),
        addHosts: readExtraHosts(flags['add-host']),
        shmSizeBytes: flags['shm-size'] > 0 ? flags['shm-size'] : undefined,
        ulimits: readUlimits(flags.ulimit),
        tags,
        output,
        // What is attested goes into an index, which Docker's own archives have none of.
        provenance:
          wantsProvenance(attestations, process) &&
          !(output.kind === 'archive' && output.format === 'docker'),
        annotations,
        cacheImports,
        cacheExports,
      };
      return { request, call, destination };
    },
  };
}

function readPlatforms({ flags, process, changed }: BuildContext): readonly string[] {
  const usual = process.env.get('DOCKER_DEFAULT_PLATFORM') ?? '';
  const words = changed.has('platform') ? flags.platform : usual === '' ? [] : [usual];
  try {
    return words.flatMap((word) => word.split(',')).map((word) => formatPlatform(parsePlatform(word.trim())));
  } catch (error) {
    if (error instanceof DockerfileError) throw failedToBuild(error.message);
    throw error;
  }
}

/** A name for the result, whole. */
function readTag(text: string): string {
  try {
    parseReference(text);
    return formatReference(withDefaultTag(parseFamiliar(text)));
  } catch (error) {
    if (error instanceof InvalidReferenceError) {
      throw failedToBuild(`invalid tag ${quote(text)}: ${error.message}`);
    }
    throw error;
  }
}

function readNetwork(mode: string): BuildRequest['network'] {
  if (mode === '' || mode === 'default') return 'default';
  if (mode === 'none' || mode === 'host') return mode;
  throw failedToBuild(
    `network mode ${quote(mode)} not supported by buildkit - you can define a custom network for your builder using the network driver-opt in buildx create`,
  );
}

/** Of `device=…` only what is asked for counts, not which one. Source: BuildKit util/entitlements Parse. */
function readEntitlements(words: readonly string[], network: string): readonly string[] {
  const asked = words
    .filter((word) => word !== '')
    .map((word) => {
      const [name] = cut(word, '=');
      if (['network.host', 'security.insecure', 'device'].includes(name)) return name;
      throw failedToBuild(`unknown entitlement ${word}`);
    });
  return network === 'host' ? [...asked, 'network.host'] : asked;
}

function readUlimits(words: readonly string[]): BuildRequest['ulimits'] {
  const limits = words
    .map(parseUlimit)
    .map(({ Name, Soft, Hard }) => ({ name: Name, soft: Soft, hard: Hard }));
  // The last word for a limit counts.
  return [...new Map(limits.map((limit) => [limit.name, limit])).values()];
}

/** Images say where they come from unless that is switched off. */
function wantsProvenance(asked: ReadonlyMap<string, boolean>, { env }: Process): boolean {
  if (asked.get('sbom') === true) {
    throw refusal(
      '--attest type=sbom is not modelled here: the real one scans the result and attaches a list of its packages',
    );
  }
  const usual = env.get('BUILDX_NO_DEFAULT_ATTESTATIONS') ?? '';
  return asked.get('provenance') ?? (usual === '' || usual === '0' || usual === 'false');
}
