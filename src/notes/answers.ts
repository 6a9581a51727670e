/** What the engine's side of a page answers when it is asked; what an answer takes is loaded then. */
import { completionParts } from '../engine';
import type { World } from '../engine/world';
import type { Comparison, ComparisonState } from './comparison';
import { driven } from './driven';
import type { LiveSession } from './live-session';
import { comparisonMachines } from './comparison-machines';
import { loadParts, pageParts } from './parts';
import type { ComparisonAction, Question, Request } from './protocol';
import { withParts } from './with-parts';

interface Asked {
  /** Throws where there is none. */
  readonly session: () => LiveSession;
  readonly comparison: () => Comparison;
  readonly world: Promise<World>;
  /** Interrupts what is done for the answer. */
  readonly stop: AbortSignal;
}

/** Throws where there is no such session. */
export async function answerTo(
  question: Question,
  { session, comparison, world, stop }: Asked,
): Promise<unknown> {
  switch (question.kind) {
    case 'compare':
      return act(comparison(), question, stop);
    case 'check': {
      const [{ checkFile }, { registries }] = await Promise.all([import('./file-check'), world]);
      return checkFile(question, registries);
    }
    case 'goal':
      return withParts(() => session().goalStates(question.goal));
    case 'complete':
      await loadParts(completionParts);
      return session().complete(question.text, question.cursor);
    case 'explain': {
      const { explainLine } = await import('../engine/cli/explain');
      return explainLine(question.text);
    }
    case 'inspect': {
      const { inspectObject } = await import('../engine/views');
      return inspectObject(session().machine, question.object, question.name);
    }
    case 'places': {
      const { placesOf } = await import('../engine/views');
      return placesOf(session().machine);
    }
    case 'file': {
      const { openFile } = await import('../engine/views');
      return openFile(session().machine, question.source, question.path);
    }
    case 'script': {
      const { scriptOf } = await import('./session-script');
      return scriptOf(session());
    }
    case 'archive': {
      const { archiveForDocker } = await import('../engine/views');
      return archiveForDocker(session().machine, [question.reference]).slice();
    }
    case 'files': {
      const { filesOf } = await import('./session-files');
      return filesOf(session());
    }
  }
}

function act(
  comparison: Comparison,
  { files, sideFiles, deed }: ComparisonAction,
  stop: AbortSignal,
): Promise<ComparisonState> {
  comparison.edit(files, sideFiles);
  return driven(
    deed.kind === 'build' ? comparison.build(deed.flags, stop) : comparison.change(deed.change, stop),
  );
}

/** A comparison as the page shows it. */
export async function openComparison(
  { setup, parts }: Extract<Request, { readonly kind: 'open-comparison' }>,
  world: Promise<World>,
): Promise<Comparison> {
  const [ready, { Comparison }] = await Promise.all([world, import('./comparison'), loadParts(parts)]);
  const comparison = new Comparison(comparisonMachines(pageParts, ready, setup.seed), setup);
  await driven(comparison.begin());
  return comparison;
}
