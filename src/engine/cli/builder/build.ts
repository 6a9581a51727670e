// docker buildx build, docker build
import { buildImage } from '../../daemon';
import { type Edges, implement, refused, simplified } from '../context';
import { buildxBuild } from '../declarations/buildx';
import { runBuild } from './run-build';

const edges: Edges<typeof buildxBuild> = {
  flags: {
    allow: simplified('Taken; nothing here asks for an entitlement.'),
    annotation: refused('the real one writes annotations into the manifest or the index.'),
    'cache-from': simplified('Taken; the cache of this machine is the only one.'),
    'cache-to': refused('the real one exports the build cache to a registry or a folder.'),
    'cgroup-parent': simplified('Taken; control groups are not seen from outside.'),
    policy: refused('the real one checks the sources of a build by rules.'),
    resource: refused('the real one limits what the steps may use.'),
    sbom: refused('the real one scans the result and attaches a list of its packages.'),
    ssh: refused('the real one lends the keys of an SSH agent to RUN steps.'),
  },
};

export const build = implement(buildxBuild, edges, (context) => runBuild(context, buildImage));
