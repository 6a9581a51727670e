import { createMachine, type LoggedMachine } from '../../src/engine';
import type { World } from '../../src/engine/world';
import type { Answer } from './answer';
import type { ScenarioFile, Transcript } from './transcript';

const CWD = '/tmp/scenario';

/** Plays a transcript on a fresh machine in the world that README.md describes. */
export function playOnEngine(world: World, transcript: Transcript): Answer[] {
  const machine = createMachine(world, { seed: 'conformance' });
  for (const file of transcript.files) placeFile(machine, file);
  machine.type(`mkdir -p ${CWD} && cd ${CWD}`);
  return transcript.commands.map((command) => {
    const { stdout, stderr, status } = command.typed
      ? machine.typeInTerminal(command.line, command.typed, { columns: 200, rows: 50 })
      : machine.type(command.line);
    return { stdout: scrub(stdout), stderr: scrub(stderr), status };
  });
}

function placeFile(machine: LoggedMachine, { path, mode, content }: ScenarioFile): void {
  machine.writeFile(`${CWD}/${path}`, content, mode);
}

/** The recorder does the same to what a real Docker printed. */
function scrub(text: string): string {
  return text.replace(/^bash: (eval: )?line \d+: /gm, 'bash: ').replaceAll(CWD, '{cwd}');
}
