import type { Shell } from './shell';
import { elementsOf, type Value } from './variables';

/** The elements of an array as the maps of `Value`; a scalar is its element 0. */
function indexedElements(value: Value | undefined): Map<number, string> {
  if (value?.kind === 'indexed') return new Map(value.elements);
  return value?.kind === 'scalar' ? new Map([[0, value.text]]) : new Map();
}

/** The key that a subscript's text means: of an associative array the text itself, else a number. */
export function elementKey(
  shell: Shell,
  name: string,
  subscript: string,
  evaluate: (text: string) => bigint,
): string {
  const isAssociative = shell.variables.lookup(shell.variables.resolve(name))?.value?.kind === 'associative';
  return isAssociative ? subscript : String(evaluate(subscript));
}

/** Negative indexes count from the end. */
function indexOf(elements: ReadonlyMap<number, string>, key: string): number {
  const index = Number(key);
  return index < 0 ? index + Math.max(-1, ...elements.keys()) + 1 : index;
}

export function readElement(shell: Shell, name: string, key: string): string | undefined {
  const value = shell.variables.lookup(name)?.value;
  if (value?.kind === 'associative') return value.elements.get(key);
  const elements = indexedElements(value);
  return elements.get(indexOf(elements, key));
}

export function assignElement(
  shell: Shell,
  rawName: string,
  key: string,
  text: string,
  append: boolean,
): void {
  const name = shell.variables.resolve(rawName);
  const value = shell.variables.lookup(name)?.value;
  if (value?.kind === 'associative') {
    const elements = new Map(value.elements);
    elements.set(key, append ? (elements.get(key) ?? '') + text : text);
    shell.variables.setValue(name, { kind: 'associative', elements });
    return;
  }
  const elements = indexedElements(value);
  const index = indexOf(elements, key);
  elements.set(index, append ? (elements.get(index) ?? '') + text : text);
  shell.variables.setValue(name, { kind: 'indexed', elements });
}

export function unsetElement(shell: Shell, rawName: string, key: string): void {
  const name = shell.variables.resolve(rawName);
  const value = shell.variables.lookup(name)?.value;
  if (value?.kind === 'associative') {
    const elements = new Map(value.elements);
    elements.delete(key);
    shell.variables.setValue(name, { kind: 'associative', elements });
  } else if (value?.kind === 'indexed') {
    const elements = new Map(value.elements);
    elements.delete(indexOf(elements, key));
    shell.variables.setValue(name, { kind: 'indexed', elements });
  }
}

/** All elements' texts, in order. */
export function elementTexts(value: Value | undefined): string[] {
  return elementsOf(value).map(([, text]) => text);
}
