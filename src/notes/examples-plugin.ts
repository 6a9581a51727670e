import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MdastContent, MdastPluginEntry, MdxJsxFlowElement } from 'satteri';
import { allParts, type Parts, type TerminalMachine } from '../engine';
import { wholeLaptop } from '../engine/world/whole';
import { AuthorError } from './author-error';
import { Comparison, playedAtOnce } from './comparison';
import { readComparison, type SourceBlock } from './comparison-source';
import { solveChallenge } from './challenge-source';
import { challengeElements, element, placeAndTime, shownElement, withAttributes } from './elements';
import { parseFence } from './fence';
import { type Look, see, type Sight } from './look';
import { comparisonMachines } from './comparison-machines';
import { pageMachines } from './page-machines';
import { type Attributes, PICTURES } from './pictures';
import { type BlockPlace, type NewMachine, PageRun } from './page-run';
import { noteCommandCount } from './run-report';
import { terminalElement } from './terminal-html';

type Replacement = MdastContent;

/**
 * Runs a note's examples when the note is built: each `console` block becomes what the engine printed, each
 * block with a `title` a file of the page's machine. A difference from what the author wrote stops the build.
 */
export function examplesPlugin({ root }: { readonly root: string }): MdastPluginEntry {
  return (document) => {
    const path = document.fileURL ? fileURLToPath(document.fileURL) : 'a note';
    const file = relative(root, path);
    const seed = file;
    const world = wholeLaptop();
    const parts = allParts();
    /** Parts of which is noted what was asked for. */
    const noted = (onNeed: (key: string) => void): Parts => ({
      ...parts,
      loaded: (key) => {
        onNeed(key);
        return parts.loaded(key);
      },
    });
    const newMachines =
      (ofSeed: string) =>
      (onNeed: (key: string) => void): NewMachine =>
        pageMachines(noted(onNeed), world, ofSeed);
    const run = new PageRun(newMachines(seed));
    let count = 0;
    let challengeCount = 0;
    let challengeCommands = 0;
    const noteCount = (): void => noteCommandCount(file, run.commandCount + challengeCommands);
    /** Lines of blocks that belong to a comparison, not to the page's machine. */
    const taken = new Set<number>();
    const place = (line: number | undefined): BlockPlace => ({ file, line: line ?? 1 });
    /** The blocks inside an element, which are not the page's own. */
    const blocksIn = (node: MdxJsxFlowElement): readonly SourceBlock[] =>
      node.children.flatMap((child) => {
        if (child.type !== 'code') return [];
        const of = place(child.position?.start.line);
        taken.add(of.line);
        return [{ fence: parseFence(child.lang ?? '', child.meta ?? ''), text: child.value, place: of }];
      });
    const comparisonElement = (node: MdxJsxFlowElement): Replacement => {
      const setup = readComparison(textAttributes(node), blocksIn(node), place(node.position?.start.line));
      const used = new Set<string>();
      const machines = comparisonMachines(
        noted((key) => used.add(key)),
        world,
        setup.seed,
      );
      const state = drawn(() => playedAtOnce(new Comparison(machines, setup)), node);
      return {
        ...withAttributes(node, {
          setup: JSON.stringify(setup),
          state: JSON.stringify(state),
          parts: [...used].join(' '),
        }),
        children: [],
      };
    };
    const challengeElement = (node: MdxJsxFlowElement): Replacement => {
      const at = place(node.position?.start.line);
      const number = ++challengeCount;
      const challengeSeed = `${seed} challenge ${number}`;
      const solved = solveChallenge(blocksIn(node), at, challengeSeed, newMachines(challengeSeed));
      challengeCommands += solved.commandCount;
      noteCount();
      return {
        ...withAttributes(node, { goal: JSON.stringify(solved.challenge.goal) }),
        children: [
          ...node.children.filter(({ type }) => type !== 'code'),
          ...challengeElements(`challenge-${number}`, solved),
        ],
      };
    };
    return {
      name: 'drydock-examples',
      options: { position: true },
      mdxJsxFlowElement(node, context) {
        if (node.name === 'BuildCompare') {
          asAuthorError(() => context.replaceNode(node, comparisonElement(node)));
          return;
        }
        if (node.name === 'Challenge') {
          asAuthorError(() => context.replaceNode(node, challengeElement(node)));
          return;
        }
        const picture = PICTURES[node.name ?? ''];
        if (picture === undefined) return;
        const attributes = textAttributes(node);
        const machine = run.machine(attributes.get('name') ?? attributes.get('machine'));
        const look = picture(attributes);
        const sight = drawn(() => seen(machine, look), node);
        context.replaceNode(
          node,
          withAttributes(node, { look: JSON.stringify(look), sight: JSON.stringify(sight) }),
        );
      },
      code(node, context) {
        const fence = parseFence(node.lang ?? '', node.meta ?? '');
        const at = place(node.position?.start.line);
        if (taken.has(at.line)) return;
        asAuthorError(() => {
          if (fence.language === 'console' && fence.options.has('show')) {
            context.replaceNode(node, shownElement(node.value, String(fence.options.get('show'))));
          } else if (fence.language === 'console' && fence.options.has('prepare')) {
            run.prepare(fence, node.value, at);
            noteCount();
            context.removeNode(node);
          } else if (fence.language === 'console') {
            const example = run.console(fence, node.value, at);
            noteCount();
            count++;
            const before = placeAndTime(fence.options.get('machine'), fence.options.get('later'));
            const { attributes, html } = terminalElement(`example-${count}`, seed, example, before);
            context.replaceNode(node, element('drydock-terminal', attributes, html));
          } else if (fence.options.has('title')) {
            run.file(fence, node.value, at);
          }
        });
      },
    };
  };
}

function textAttributes({ attributes }: MdxJsxFlowElement): Attributes {
  return new Map(
    attributes.flatMap((attribute) =>
      attribute.type === 'mdxJsxAttribute' && typeof attribute.value === 'string'
        ? [[attribute.name, attribute.value] as const]
        : [],
    ),
  );
}

/** An author's mistake as the site's builder reports it, with its line. */
function asAuthorError(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof AuthorError)) throw error;
    throw Object.assign(new Error(error.message), { line: error.line, column: 1 });
  }
}

/** A picture that cannot be drawn is the author's mistake: it says where, and why. */
function drawn<T>(draw: () => T, { name, position }: MdxJsxFlowElement): T {
  try {
    return draw();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw Object.assign(new Error(`<${name}>: ${message}`), { line: position?.start.line ?? 1, column: 1 });
  }
}

function seen(machine: TerminalMachine, look: Look): Sight {
  const sight = see(machine, look);
  if (sight.kind === 'nothing') throw new Error(sight.why);
  return sight;
}
