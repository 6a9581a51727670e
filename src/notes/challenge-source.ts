import { AuthorError } from './author-error';
import { type Challenge, goalStates, type GoalLine, type GoalState, isReached } from './challenge';
import type { SourceBlock } from './comparison-source';
import { parseConsole } from './console-block';
import { unknownOption } from './fence';
import { type BlockPlace, type NewMachine, PageRun, type RunExample } from './page-run';
import { Player } from './player';

/** What a console block in `<Challenge>` may say, and what it means. */
const ROLES = {
  goal: 'commands with what they must print when the challenge is solved',
  solution: 'a way that leads there',
  prepare: 'is typed on the machine before',
} as const;

/** A challenge with the author's own way. */
export interface SolvedChallenge {
  readonly challenge: Challenge;
  readonly solution: RunExample;
  readonly commandCount: number;
}

/**
 * Reads the blocks of a `<Challenge>`, and solves it. Throws an AuthorError where a block is missing or unknown, where
 * the goal is reached from the beginning, and where the author's way does not reach it.
 */
export function solveChallenge(
  blocks: readonly SourceBlock[],
  place: BlockPlace,
  seed: string,
  newMachines: (onNeed: (key: string) => void) => NewMachine,
): SolvedChallenge {
  const goalBlock = blockOf(blocks, 'goal', place);
  const solutionBlock = blockOf(blocks, 'solution', place);
  const goal = readGoal(goalBlock);
  const run = new PageRun(newMachines);
  for (const { fence, text, place: at } of blocks) {
    if (fence.options.has('title')) run.file(fence, text, at);
    else if (fence.options.has('prepare')) run.prepare(fence, text, at);
    else if (fence.language === 'console') checkOptions(fence, at);
  }
  const untold = { ...solutionBlock.fence, options: new Map<string, string>() };
  const solution = run.console(untold, solutionBlock.text, solutionBlock.place);
  const challenge: Challenge = { seed, before: solution.before, goal };
  const atFirst = statesAfter(challenge, newMachines, []);
  if (isReached(atFirst))
    throw new AuthorError(
      goalBlock.place.file,
      goalBlock.place.line,
      'the goal is reached before anything is typed',
    );
  const inTheEnd = statesAfter(challenge, newMachines, solution.steps);
  if (!isReached(inTheEnd))
    throw new AuthorError(
      solutionBlock.place.file,
      solutionBlock.place.line,
      'the solution does not reach the goal (- goal, + printed)',
      differences(inTheEnd),
    );
  return { challenge, solution, commandCount: run.commandCount + goal.length };
}

/** The goal's commands on a new machine, after these steps. */
function statesAfter(
  { before, goal }: Challenge,
  newMachines: (onNeed: (key: string) => void) => NewMachine,
  steps: RunExample['steps'],
): readonly GoalState[] | undefined {
  const player = new Player(newMachines(() => undefined)('laptop'));
  for (const step of [...before, ...steps]) player.play(step);
  return goalStates(player, goal);
}

function differences(states: readonly GoalState[] | undefined): readonly string[] {
  if (states === undefined) return ['something still runs in the foreground'];
  return states
    .filter((state) => !state.isReached)
    .flatMap(({ typed, expected, shown }) => [
      `  $ ${typed}`,
      ...expected.map((line) => `- ${line}`),
      ...shown.map((line) => `+ ${line}`),
    ]);
}

function readGoal({ text, place: { file, line } }: SourceBlock): readonly GoalLine[] {
  const lines = parseConsole(text).map(({ typed, expected = [] }) => ({ typed, expected }));
  if (lines.every(({ expected }) => expected.length === 0))
    throw new AuthorError(file, line, 'a goal says below its commands what they must print');
  return lines;
}

function blockOf(
  blocks: readonly SourceBlock[],
  role: keyof typeof ROLES,
  { file, line }: BlockPlace,
): SourceBlock {
  const found = blocks.filter(({ fence }) => fence.language === 'console' && fence.options.has(role));
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new AuthorError(file, line, `<Challenge> has one block \`console ${role}\`: ${ROLES[role]}`);
  return only;
}

function checkOptions(fence: SourceBlock['fence'], { file, line }: BlockPlace): void {
  const unknown = unknownOption(fence, ROLES);
  if (unknown === undefined && fence.options.size > 0) return;
  const help = Object.entries(ROLES).map(([name, meaning]) => `${name}: ${meaning}`);
  throw new AuthorError(file, line, 'a console block in <Challenge> is one of', help);
}
