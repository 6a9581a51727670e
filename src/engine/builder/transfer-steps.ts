import type { AddInstruction, CopyInstruction, InlineContent } from '../dockerfile';
import { planTransfer, type Selector, type TransferPlan } from './files';
import type { Ingredients } from './ingredients';
import { noIngredients } from './ingredients';
import type { DownloadOperation, TransferOperation } from './operations';
import { inlineStep } from './sources';
import { sourcesOf, sourceStep, type StepPlace } from './stage-steps';
import type { Step, VertexInput } from './vertex';

/** COPY and ADD: a step that copies, and with `--link` one that puts its layer on what is there. */
export function transferSteps(instruction: CopyInstruction | AddInstruction, place: StepPlace): Step {
  const { stage, before, name, ingredients: base } = place;
  const plan = planTransfer(instruction, before.workdir, stage.material.stages.epochMs);
  const { cacheFlag } = stage;
  const { range } = instruction;
  const destination = plan.isLinked ? undefined : stage.end;
  const { inputs, inputOf } = inputsOf(plan, instruction, place, destination);
  const { chown, chmod } = plan;
  const ingredients: Ingredients = {
    ...base,
    settings: new Map([
      ['destination', plan.destination],
      ['chown', chown],
      ['chmod', chmod],
      ...plan.sources.flatMap((source): [string, string][] =>
        source.kind === 'inline' ? [[`here-document ${source.content.path}`, source.content.data]] : [],
      ),
    ]),
  };
  const definition = `transfer ${plan.definition}`;
  const operation: TransferOperation = {
    kind: 'transfer',
    key: `${definition} ${JSON.stringify(inputOf)}`,
    definition,
    plan,
    hasDestination: destination !== undefined,
    inputOf,
  };
  const copy: Step = { operation, inputs, name, range, cacheFlag, ingredients };
  if (!plan.isLinked || stage.end === undefined) return copy;
  const below = { node: stage.end, selectors: undefined };
  return {
    operation: { kind: 'merge', key: 'merge', definition: 'merge', hasDestination: true },
    inputs: [below, { node: copy, selectors: undefined }],
    name,
    range,
    cacheFlag,
    ingredients: noIngredients,
  };
}

function inputsOf(
  plan: TransferPlan,
  instruction: CopyInstruction | AddInstruction,
  place: StepPlace,
  destination: Step | undefined,
): { readonly inputs: readonly VertexInput<Step>[]; readonly inputOf: readonly number[] } {
  const inputs: { node: Step; selectors: Selector[] | undefined }[] = [];
  if (destination !== undefined) inputs.push({ node: destination, selectors: undefined });
  const { contextStep } = place.stage.material;
  const [from] = sourcesOf(place, instruction);
  const tree = from === undefined ? contextStep : sourceStep(place, from, instruction);
  const indexOf = (node: Step, isSelected: boolean): number => {
    const known = inputs.findIndex(
      (input, index) => input.node === node && (index > 0 || destination === undefined),
    );
    if (known >= 0) return known;
    inputs.push({ node, selectors: isSelected ? [] : undefined });
    return inputs.length - 1;
  };
  const inputOf = plan.sources.map((source) => {
    switch (source.kind) {
      case 'files': {
        if (tree === undefined) return -1;
        const index = indexOf(tree, true);
        inputs[index]?.selectors?.push(source.selector);
        return index;
      }
      case 'inline':
        return indexOf(inlineDocument(source.content, place), false);
      case 'download':
        return indexOf(downloadStep(source, place, instruction), false);
    }
  });
  return { inputs, inputOf };
}

function inlineDocument({ path, data }: InlineContent, { stage }: StepPlace): Step {
  const content = new TextEncoder().encode(data);
  const node = { kind: 'file', content, mode: 0o644, uid: 0, gid: 0, mtimeMs: 0 } as const;
  return inlineStep('preparing inline document', new Map([[path, node]]), { cacheFlag: stage.cacheFlag });
}

function downloadStep(
  { url, fileName, checksum }: Extract<TransferPlan['sources'][number], { kind: 'download' }>,
  { name }: StepPlace,
  { range }: AddInstruction | CopyInstruction,
): Step {
  const definition = `download ${JSON.stringify([url, fileName, checksum])}`;
  const operation: DownloadOperation = {
    kind: 'download',
    key: definition,
    definition,
    url,
    fileName,
    checksum,
  };
  return { operation, inputs: [], name, range, cacheFlag: undefined, ingredients: noIngredients };
}
