// docker buildx build, docker build
import { buildImage } from '../../daemon';
import { type Edges, implement, refused, simplified, withoutEffect } from '../context';
import { buildxBuild } from '../declarations/buildx';
import { runBuild } from './run-build';

const ignored = withoutEffect('A flag of the legacy builder, which buildx takes and ignores.');

const ofLegacyBuilder = {
  compress: ignored,
  'cpu-period': ignored,
  'cpu-quota': ignored,
  'cpu-shares': ignored,
  'cpuset-cpus': ignored,
  'cpuset-mems': ignored,
  'force-rm': ignored,
  isolation: ignored,
  memory: ignored,
  'memory-swap': ignored,
  rm: ignored,
  'security-opt': ignored,
  squash: ignored,
};

const edges: Edges<typeof buildxBuild> = {
  simplified:
    'The context is a folder or standard input; addresses and Git repositories are refused. Of frontends, # syntax= takes docker/dockerfile only, and all its versions read alike.',
  flags: {
    attest: simplified('Provenance only, as with mode=min; an SBOM is refused.'),
    'build-context': simplified(
      'A folder or an image; addresses, Git repositories and OCI layouts are refused.',
    ),
    'cache-from': simplified(
      'From registries and folders; what is taken is there at once, and not when it is first needed.',
    ),
    'cache-to': simplified(
      'To registries, folders and into the image; attributes other than mode do not count.',
    ),
    ...ofLegacyBuilder,
    'cgroup-parent': simplified('Taken; control groups are not seen from outside.'),
    file: simplified('Not from an address.'),
    output: simplified('One output at a time, and archives as files only (tar=false is refused).'),
    platform: simplified(
      'Programs for other processors run as if they were for this one; published images are there for linux/amd64 only.',
    ),
    policy: refused('the real one checks the sources of a build by rules.'),
    provenance: simplified('Always as with mode=min.'),
    resource: refused('the real one limits what the steps may use.'),
    sbom: refused('the real one scans the result and attaches a list of its packages.'),
    ssh: simplified(
      'Without an agent it is refused as by the real one; with one it is refused as not modelled.',
    ),
  },
};

export const build = implement(buildxBuild, edges, (context) => runBuild(context, buildImage));
