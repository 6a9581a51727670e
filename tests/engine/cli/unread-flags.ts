// Which flags a command's files read, by their syntax: a flag that nobody reads is ignored.
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const CLI = resolve(import.meta.dirname, '../../../src/engine/cli');

/** Folders and files that know no command's flags. */
const FOREIGN = /^(declarations|template|formats)\/|^(context|command-line|command-tree|arguments)\.ts$/;

interface FileFacts {
  readonly reads: ReadonlySet<string>;
  readonly imports: readonly string[];
}

const known = new Map<string, FileFacts>();

/** The names of flags that a file of src/engine/cli and the files that it imports there read. */
export function flagsReadFrom(file: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [relative(CLI, resolve(CLI, file))];
  const reads = new Set<string>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const facts = factsOf(next);
    for (const name of facts.reads) reads.add(name);
    waiting.push(...facts.imports);
  }
  return reads;
}

function factsOf(file: string): FileFacts {
  const before = known.get(file);
  if (before !== undefined) return before;
  const path = join(CLI, file);
  const text = readFileSync(path, 'utf8');
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports = ts.preProcessFile(text, true, true).importedFiles.flatMap(({ fileName }) => {
    if (!fileName.startsWith('.')) return [];
    const target = relative(CLI, resolve(dirname(path), fileName));
    if (target.startsWith('..')) return [];
    const name = ts.sys.fileExists(join(CLI, `${target}.ts`)) ? `${target}.ts` : join(target, 'index.ts');
    return FOREIGN.test(name) ? [] : [name];
  });
  const facts = { reads: new Set(readsIn(source)), imports };
  known.set(file, facts);
  return facts;
}

function readsIn(source: ts.SourceFile): string[] {
  const reads: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && isFlags(node.expression)) reads.push(node.name.text);
    if (ts.isElementAccessExpression(node) && isFlags(node.expression)) {
      reads.push(...literalsOf(node.argumentExpression));
    }
    if (ts.isCallExpression(node) && isChangedHas(node.expression)) {
      reads.push(...node.arguments.flatMap(literalsOf));
    }
    if (ts.isObjectBindingPattern(node) && isOfFlags(node)) {
      for (const { propertyName, name } of node.elements)
        reads.push((propertyName ?? name).getText().replace(/^'|'$/g, ''));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return reads;
}

/** `flags` or `….flags`. */
function isFlags(node: ts.Node): boolean {
  return (
    (ts.isIdentifier(node) && node.text === 'flags') ||
    (ts.isPropertyAccessExpression(node) && node.name.text === 'flags')
  );
}

function isChangedHas(node: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(node) && /(^|\.)changed\.has$/.test(node.getText());
}

/** `const { all } = flags`, `({ flags: { all } }) =>`, `({ all }: OutputFlags) =>`. */
function isOfFlags(pattern: ts.ObjectBindingPattern): boolean {
  const { parent } = pattern;
  if (ts.isVariableDeclaration(parent))
    return parent.initializer !== undefined && isFlags(parent.initializer);
  if (ts.isParameter(parent)) return /Flags$|\['flags'\]/.test(parent.type?.getText() ?? '');
  return ts.isBindingElement(parent) && parent.propertyName?.getText() === 'flags';
}

/** A literal, or what a parameter or variable can be by its declared type in this file. */
function literalsOf(node: ts.Node): string[] {
  if (ts.isStringLiteral(node)) return [node.text];
  if (!ts.isIdentifier(node)) return [];
  for (let scope: ts.Node | undefined = node.parent; scope !== undefined; scope = scope.parent) {
    const parameters = ts.isFunctionLike(scope) ? scope.parameters : [];
    const parameter = parameters.find(({ name }) => name.getText() === node.text);
    if (parameter?.type !== undefined)
      return [...parameter.type.getText().matchAll(/'([^']*)'/g)].map(([, name = '']) => name);
  }
  return [];
}
