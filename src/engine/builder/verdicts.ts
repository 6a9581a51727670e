import type { ResolvedStage } from '../dockerfile';
import type { BuildSession } from './build';
import { makesStep } from './stage-steps';
import type { BuildVerdict } from './verdict';
import { verdictsOfStage } from './why';

/** What became of each step of the Dockerfile and why, in its order; with several platforms, one after the other. */
export function verdictsOf(session: BuildSession): readonly BuildVerdict[] {
  return session.definition.builds.flatMap(({ stages }, index) =>
    stages.stages.flatMap((resolved) => {
      const done = session.builds[index]?.stages.get(resolved.stage.index);
      return done === undefined ? notNeeded(resolved) : verdictsOfStage(done, session);
    }),
  );
}

function notNeeded({ stage, base }: ResolvedStage): readonly BuildVerdict[] {
  const written = base.kind === 'image' ? [stage.from, ...stage.instructions] : stage.instructions;
  return written.filter(makesStep).map(({ source, range }) => ({
    name: source,
    vertex: undefined,
    stage: stage.index,
    range,
    verdict: { kind: 'not-needed' },
    tookMs: 0,
    layerBytes: undefined,
    isFailed: false,
    tree: undefined,
    treeBefore: undefined,
    diffIds: [],
  }));
}
