import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkRules, instructionFlags } from '../../src/engine/dockerfile';
import { AuthorError } from '../../src/notes/author-error';
import { exampleSections } from '../../src/notes/example-sections';
import { commandEntries, entriesOf } from '../../src/reference/command-entries';
import { FAMILIES } from '../../src/reference/families';
import { directiveEntries, instructionEntries } from '../../src/reference/instruction-entries';
import { examplesFile } from '../../src/reference/pages';
import { playExamples } from '../../src/reference/play-examples';

function exampleNames(slug: string): readonly string[] {
  const file = examplesFile(slug);
  return [...exampleSections(readFileSync(file, 'utf8'), file).keys()].toSorted();
}

describe('every command', () => {
  test.each(FAMILIES)('of “$title” has an example, and every example a command', (family) => {
    expect(exampleNames(family.slug)).toEqual(entriesOf(family).map(({ name }) => name));
  });

  test('stands on one page', () => {
    const placed = FAMILIES.flatMap((family) => entriesOf(family).map(({ name }) => name));
    expect(placed.toSorted()).toEqual(commandEntries().map(({ name }) => name));
  });

  test('says what it declares: names, usage, flags with defaults, and how far it goes', () => {
    const entry = commandEntries().find(({ name }) => name === 'docker stop');
    expect(entry).toMatchObject({
      alsoCalled: ['docker container stop'],
      usage: 'docker stop [OPTIONS] CONTAINER [CONTAINER...]',
      edge: { state: 'modelled' },
    });
    expect(entry?.flags).toContainEqual({
      names: '-s, --signal',
      value: 'string',
      text: 'Signal to send to the container',
      edge: { flag: '--signal', state: 'modelled' },
    });
  });
});

test('every instruction and directive has an example, and every example one of them', () => {
  const names = [...Object.keys(instructionFlags), ...directiveEntries().map(({ name }) => name)];
  expect(exampleNames('dockerfile')).toEqual(names.toSorted());
  expect(instructionEntries().map(({ name }) => name)).toEqual(Object.keys(instructionFlags));
});

test('every build check has an example, and every example a check', () => {
  expect(exampleNames('build-checks')).toEqual(checkRules.map(({ name }) => name).toSorted());
});

test.each(checkRules)('the example of $name breaks that rule', ({ name }) => {
  const file = examplesFile('build-checks');
  const sections = exampleSections(readFileSync(file, 'utf8'), file);
  const alone = (sections.get(name) ?? [])
    .map(({ fence, content }) => {
      const title = fence.options.get('title');
      return `\`\`\`${fence.language}${title === undefined ? '' : ` title="${title}"`}\n${content}\n\`\`\``;
    })
    .join('\n');
  const html = [...playExamples(`## ${name}\n${alone}`, file).values()]
    .flat()
    .map((piece) => (piece.kind === 'terminal' ? piece.terminal.html : ''))
    .join('');
  expect(html).toContain(`WARNING: ${name}`);
});

describe('examples', () => {
  const play = (source: string): unknown => playExamples(source, 'examples.md');

  test('begin with new machines at each heading', () => {
    const played = playExamples(
      '## a\n```console\n$ touch here\n```\n## b\n```console\n$ ls\n```\n',
      'examples.md',
    );
    const [piece] = played.get('b') ?? [];
    expect(piece).toMatchObject({ kind: 'terminal', terminal: { attributes: { 'data-fresh': '' } } });
    expect(piece?.kind === 'terminal' && piece.terminal.html).not.toContain('here');
  });

  test('that print something else, or that are no blocks, are the author’s mistake, with file and line', () => {
    const wrong = '## a\n```console\n$ echo one\ntwo\n```\n';
    expect(() => play(wrong)).toThrow(AuthorError);
    expect(() => play(wrong)).toThrow('examples.md:3');
    expect(() => play('## a\nWords.\n')).toThrow('"a" is to have blocks alone; it has the text "Words."');
    expect(() => play('## a\n')).toThrow('"a" is to have blocks alone; it has none');
  });
});
