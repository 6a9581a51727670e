import type { WorkdirInstruction } from '../dockerfile';
import type { StepPlace } from './stage-steps';
import type { Step } from './vertex';

/** WORKDIR makes its folder. */
export function folderStep(
  { range }: WorkdirInstruction,
  path: string,
  { stage, name, ingredients }: StepPlace,
): Step {
  const owner = stage.user;
  const { epochMs } = stage.material.stages;
  const definition = `folder ${JSON.stringify(epochMs === undefined ? [path, owner] : [path, owner, epochMs])}`;
  const { end } = stage;
  return {
    operation: {
      kind: 'folder',
      key: definition,
      definition,
      path,
      owner,
      epochMs,
      hasDestination: end !== undefined,
    },
    inputs: end === undefined ? [] : [{ node: end, selectors: undefined }],
    name,
    range,
    // BuildKit's WORKDIR takes no notice of --no-cache (dockerfile2llb, dispatchWorkdir).
    cacheFlag: undefined,
    ingredients: { ...ingredients, settings: new Map([['user', owner]]) },
  };
}
