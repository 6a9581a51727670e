import type { MachineWork } from './comparison';
import { loadedPart, loadParts } from './parts';

/**
 * Work on machines, a slice at a time, so that other requests are heard meanwhile. What it needs on the way is loaded.
 */
export async function driven<T>(work: MachineWork<T>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    const machine = step.value;
    const keys = [...machine.needs()];
    if (keys.length === 0) await new Promise((resolve) => setTimeout(resolve));
    else await loadParts(keys);
    for (const key of keys) machine.provide(key, loadedPart(key));
  }
}
