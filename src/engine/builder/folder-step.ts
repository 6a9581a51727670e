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
  const definition = `folder ${JSON.stringify([path, owner])}`;
  const { end } = stage;
  return {
    operation: {
      kind: 'folder',
      key: definition,
      definition,
      path,
      owner,
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
