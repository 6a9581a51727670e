import { createMachine, type LoggedMachine, type Machine } from '../../../../src/engine';
import { wholeLaptop } from '../../../../src/engine/world/whole';

/** The notes' machine, with everything at hand. */
export function laptop(): LoggedMachine {
  return createMachine(wholeLaptop(), { seed: 'languages' });
}

/** What a line printed, both streams together. */
export function typed(machine: Machine, line: string): string {
  const { stdout, stderr } = machine.type(line);
  return stdout + stderr;
}
