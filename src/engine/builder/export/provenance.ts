import { goJson, type Digest, type Json, type Statement } from '../../oci';

/** What a build has to say of how it came to its image. */
export interface ProvenanceFacts {
  /** The build's own name: 25 characters. */
  readonly ref: string;
  /** Such as `linux/amd64`. */
  readonly platform: string;
  /** Normalized names of the result. */
  readonly names: readonly string[];
  /** Name of the Dockerfile in its folder. */
  readonly dockerfile: string;
  /** Images that it stands on, with the digests that they had. */
  readonly materials: readonly { readonly reference: string; readonly digest: Digest }[];
  /** The image that `# syntax=` names: the words that ask for it. */
  readonly syntax: { readonly commandLine: string } | undefined;
  readonly startedMs: number;
  readonly finishedMs: number;
}

export const predicateType = 'https://slsa.dev/provenance/v1';

/**
 * The provenance that docker build attaches unless told otherwise (`mode=min`). It holds the build's name and
 * times, so no two builds have the same, and no two images the same id. Source: BuildKit
 * docs/attestations/slsa-provenance.md; in-toto Statement v0.1.
 */
export function provenanceOf(facts: ProvenanceFacts, manifest: Digest): Statement {
  const { platform, names } = facts;
  const statement: Json = {
    _type: 'https://in-toto.io/Statement/v0.1',
    predicateType,
    subject: (names.length === 0 ? ['_'] : names).map((name) => ({
      name: name === '_' ? '_' : packageUrl(name, platform),
      digest: digestSet(manifest),
    })),
    predicate: predicateOf(facts),
  };
  return { predicateType, bytes: new TextEncoder().encode(goJson(statement, '  ')) };
}

/** The same without a subject, as the build's record keeps it. */
export function predicateOf(facts: ProvenanceFacts): Json {
  const { ref, platform, dockerfile, materials, syntax, startedMs, finishedMs } = facts;
  return {
    buildDefinition: {
      buildType: 'https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md',
      externalParameters: {
        configSource: { path: dockerfile },
        request: {
          ...requestOf(syntax),
          locals: [{ name: 'context' }, { name: 'dockerfile' }],
        },
      },
      internalParameters: { builderPlatform: 'linux/amd64' },
      ...(materials.length === 0
        ? {}
        : {
            resolvedDependencies: materials.map(({ reference, digest }) => ({
              uri: packageUrl(reference, platform),
              digest: digestSet(digest),
            })),
          }),
    },
    runDetails: {
      builder: { id: '' },
      metadata: {
        invocationId: ref,
        startedOn: timeText(startedMs),
        finishedOn: timeText(finishedMs),
        // What is false or empty is left out: hermetic, reproducible, and what only `mode=max` tells.
        buildkit_metadata: {},
        buildkit_completeness: { request: false, resolvedDependencies: false },
      },
    },
  };
}

function digestSet(digest: Digest): Json {
  return { sha256: digest.slice('sha256:'.length) };
}

/** Who read the Dockerfile, and what it was told: builds through an image are BuildKit's gateway's. */
function requestOf(syntax: ProvenanceFacts['syntax']): Record<string, Json> {
  if (syntax === undefined) return { frontend: 'dockerfile.v0' };
  const { commandLine } = syntax;
  const [source = ''] = commandLine.trim().split(' ');
  return { frontend: 'gateway.v0', args: { cmdline: commandLine, source } };
}

/** `pkg:docker/alpine@latest?platform=linux%2Famd64`. Source: the purl specification, BuildKit util/purl. */
export function packageUrl(reference: string, platform: string): string {
  const [, name = '', tag = 'latest'] = /^(.*?)(?::([^/@]*))?(?:@.*)?$/.exec(reference) ?? [];
  const short = name.replace(/^docker\.io\/(library\/)?/, '');
  const path = short.split('/').map(encodeURIComponent).join('/');
  return `pkg:docker/${path}@${encodeURIComponent(tag)}?platform=${encodeURIComponent(platform)}`;
}

/** RFC 3339 in UTC, as Go prints it: no zeros at the end. */
export function timeText(ms: number): string {
  return new Date(ms).toISOString().replace(/\.?0*Z$/, 'Z');
}
