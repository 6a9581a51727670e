// docker buildx bake
import { buildImage } from '../../daemon';
import { runBake } from '../bake/run-bake';
import { type Edges, implement, refused, simplified } from '../context';
import { buildxBake } from '../declarations/buildx';

const edges: Edges<typeof buildxBake> = {
  simplified:
    'Definitions are HCL or JSON files; Compose files and addresses are refused, and so are targets as contexts of others. Targets are built one after the other, not side by side.',
  flags: {
    allow: simplified('Of images and devices nothing is asked.'),
    file: simplified('Not Compose files.'),
    policy: refused('the real one checks the sources of a build by rules.'),
    provenance: simplified('Always as with mode=min.'),
    sbom: refused('the real one scans the result and attaches a list of its packages.'),
  },
};

export const bake = implement(buildxBake, edges, (context) => runBake(context, buildImage));
