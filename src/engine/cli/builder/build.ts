// docker buildx build, docker build
import { buildImage } from '../../daemon';
import { implement } from '../context';
import { buildxBuild } from '../declarations/buildx';
import { runBuild } from './run-build';

export const build = implement(buildxBuild, (context) => runBuild(context, buildImage));
