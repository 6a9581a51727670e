import type { Step } from '../../src/notes/player';
import type { Origin, PlacedStep } from '../../src/notes/protocol';

/**
 * Everything that the page does on an example's machines before it, read from the page's elements. An example that
 * stands apart has a machine of its own.
 */
export function originOf(example: HTMLElement): Origin {
  const { seed = '', machine = '' } = example.dataset;
  const isApart = (element: HTMLElement): boolean => element.dataset['apart'] !== undefined;
  let steps: PlacedStep[] = [];
  const parts: string[] = [];
  for (const other of document.querySelectorAll<HTMLElement>('drydock-terminal')) {
    if (other !== example && (isApart(other) || isApart(example))) continue;
    parts.push(...(other.dataset['parts'] ?? '').split(' ').filter((key) => key !== ''));
    if (other.dataset['fresh'] !== undefined) steps = [];
    const placed = (step: Step): PlacedStep => ({ machine: other.dataset['machine'] ?? '', step });
    steps.push(...readSteps(other, 'before').map(placed));
    if (other === example) break;
    steps.push(...readSteps(other, 'steps').map(placed));
  }
  return { seed, machine, steps, parts };
}

export function readSteps(element: HTMLElement, name: 'before' | 'steps'): readonly Step[] {
  const steps: readonly Step[] = JSON.parse(element.dataset[name] ?? '[]');
  return steps;
}
