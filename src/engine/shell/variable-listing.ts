import type { Task } from '../kernel';
import { doubleQuote, posixQuote, quoteIfNeeded, alwaysQuote } from './quote';
import type { Shell } from './shell';
import { elementsOf, type Variable } from './variables';

/** `declare`'s letters of a variable: `a` indexed, `A` associative, `x` exported … */
export function attributeLetters(variable: Variable | undefined): string {
  if (!variable) return '';
  return [
    variable.value?.kind === 'indexed' ? 'a' : '',
    variable.value?.kind === 'associative' ? 'A' : '',
    variable.integer ? 'i' : '',
    variable.letterCase === 'lower' ? 'l' : '',
    variable.nameref ? 'n' : '',
    variable.readonly ? 'r' : '',
    variable.letterCase === 'upper' ? 'u' : '',
    variable.exported ? 'x' : '',
  ].join('');
}

/** A line that makes the variable again, as `declare -p` prints it. */
export function declarationText(
  { isBytewise }: Shell,
  name: string,
  variable: Variable,
  forTransform = false,
): string {
  const letters = attributeLetters(variable);
  const { value } = variable;
  if (forTransform && letters === '' && value?.kind === 'scalar')
    return `${name}=${alwaysQuote(value.text, isBytewise)}`;
  const start = `declare -${letters === '' ? '-' : letters} ${name}`;
  if (!value) return start;
  if (value.kind === 'scalar')
    return `${start}=${forTransform ? alwaysQuote(value.text, isBytewise) : doubleQuote(value.text, isBytewise)}`;
  return `${start}=${arrayText(variable, isBytewise)}`;
}

/** `([0]="a" [1]="b")` */
export function arrayText(variable: Variable, isBytewise: boolean): string {
  const isAssociative = variable.value?.kind === 'associative';
  const items = elementsOf(variable.value).map(([key, text]) => {
    const shown = isAssociative && !/^[\w./-]+$/.test(key) ? doubleQuote(key, isBytewise) : key;
    return `[${shown}]=${doubleQuote(text, isBytewise)}`;
  });
  return isAssociative && items.length > 0 ? `(${items.join(' ')} )` : `(${items.join(' ')})`;
}

/** `NAME=value` as `set` lists it. */
export function settingText(shell: Shell, name: string, variable: Variable): string {
  const { value } = variable;
  if (!value) return '';
  if (value.kind !== 'scalar') return `${name}=${arrayText(variable, shell.isBytewise)}`;
  return `${name}=${shell.isBash ? quoteIfNeeded(value.text, shell.isBytewise) : posixQuote(value.text)}`;
}

/** All variables, by name. */
export function sorted(shell: Shell): [string, Variable][] {
  return [...shell.variables.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `export -p`, `readonly -p`. */
export function* list(
  shell: Shell,
  word: string,
  wanted: (variable: Variable) => boolean | undefined,
): Task<number> {
  for (const [name, variable] of sorted(shell)) {
    if (!wanted(variable)) continue;
    const value = variable.value?.kind === 'scalar' ? `=${posixQuote(variable.value.text)}` : '';
    yield* shell.write(
      shell.isBash ? `${declarationText(shell, name, variable)}\n` : `${word} ${name}${value}\n`,
    );
  }
  return 0;
}
