import type { Step } from '../../src/notes/player';
import type { Origin, PlacedStep } from '../../src/notes/protocol';
import { editedContent } from './edited-files';

/**
 * Everything that the page does on an example's machines before it, read from the page's elements; files that the
 * reader has edited as they are now. An example that stands apart has a machine of its own.
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
    const on = other.dataset['machine'] ?? '';
    const placed = (step: Step): PlacedStep => ({ machine: on, step });
    const before = readSteps(other, 'before').map((step) =>
      step.kind === 'file' ? { ...step, content: editedContent(on, step.path, step.content) } : step,
    );
    steps.push(...before.map(placed));
    if (other === example) break;
    steps.push(...readSteps(other, 'steps').map(placed));
  }
  return { seed, machine, steps, parts };
}

export function readSteps(element: HTMLElement, name: 'before' | 'steps'): readonly Step[] {
  const steps: readonly Step[] = JSON.parse(element.dataset[name] ?? '[]');
  return steps;
}
