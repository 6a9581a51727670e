/** The engine's side of a page: sessions in a worker, so that no program can keep the page from answering. */
import { completionParts } from '../engine';
import { laptop, loadDockerHub, type FilesRecipe, type World } from '../engine/world';
import type { Comparison, ComparisonState, MachineWork } from './comparison';
import { LiveSession } from './live-session';
import { pageMachines } from './page-machines';
import type { NewMachine } from './page-run';
import { loadedPart, loadExpectedParts, loadParts, pageParts } from './parts';
import { MissingPartsError } from './player';
import type { ComparisonAction, Question, Reply, Request, SessionStart } from './protocol';
import type { Timeline } from './timeline';
import type { Watch } from './watch';

interface Live {
  readonly session: LiveSession;
  /** From when somebody looks. */
  watch?: Watch;
  /** As the page knows it. */
  timeline: Timeline;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const lives = new Map<number, Live>();
const comparisons = new Map<number, Comparison>();
const world: Promise<World> = loadWorld();

async function loadWorld(): Promise<World> {
  const plain = laptop(await loadDockerHub());
  const { files } = plain.host;
  await loadParts([files]);
  return { ...plain, recipes: { [files]: loadedPart(files) as FilesRecipe } };
}

/** What is played in one go cannot wait for what it needs: it is loaded, and then all is played anew. */
async function withParts<T>(play: () => T): Promise<T> {
  for (;;) {
    try {
      return play();
    } catch (error) {
      if (!(error instanceof MissingPartsError)) throw error;
      await loadParts(error.keys);
    }
  }
}

/**
 * Work on machines, a slice at a time, so that other requests are heard meanwhile. What it needs on the way is loaded.
 */
async function driven<T>(work: MachineWork<T>): Promise<T> {
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

function reply(message: Reply): void {
  self.postMessage(message);
}

async function open(start: SessionStart): Promise<Live> {
  const [ready] = await Promise.all([world, loadExpectedParts(start.origin.parts)]);
  const newMachines = (seed: string): NewMachine => pageMachines(pageParts, ready, seed);
  const session = await withParts(() => new LiveSession(newMachines, start, () => performance.now()));
  return { session, timeline: session.timeline, timer: undefined };
}

async function handle(
  request: Exclude<Request, { readonly kind: 'stop' }>,
  stop: AbortSignal,
): Promise<void> {
  const { session: id } = request;
  if (request.kind === 'open') {
    lives.set(id, await open(request.start));
    run(id);
    return;
  }
  if (request.kind === 'open-comparison') {
    const { setup, parts } = request;
    const [ready, { Comparison }] = await Promise.all([world, import('./comparison'), loadParts(parts)]);
    const comparison = new Comparison(pageMachines(pageParts, ready, setup.seed), setup);
    await driven(comparison.begin());
    comparisons.set(id, comparison);
    return;
  }
  if (request.kind === 'ask') {
    reply({
      kind: 'answered',
      session: id,
      ticket: request.ticket,
      answer: await answer(id, request.question, stop),
    });
    return;
  }
  if (request.kind === 'close') comparisons.delete(id);
  const live = lives.get(id);
  if (live === undefined) return;
  clearTimeout(live.timer);
  if (request.kind === 'close') {
    lives.delete(id);
    return;
  }
  const { session } = live;
  if (request.kind === 'play') session.play(request.steps);
  else if (request.kind === 'line') session.line(request.text);
  else if (request.kind === 'keys') session.keys(request.keys);
  else if (request.kind === 'file') session.file(request.path, request.content, request.mode);
  else if (request.kind === 'watch') await watch(live, request);
  else await withParts(() => session.travel(request.to));
  run(id);
}

async function watch(
  live: Live,
  { watch: number, look }: Extract<Request, { kind: 'watch' }>,
): Promise<void> {
  live.watch ??= new (await import('./watch')).Watch(live.session);
  if (look === undefined) live.watch.end(number);
  else live.watch.begin(number, look);
}

async function answer(id: number, question: Question, stop: AbortSignal): Promise<unknown> {
  switch (question.kind) {
    case 'compare': {
      const comparison = comparisons.get(id);
      if (comparison === undefined) throw new Error('there is no such comparison');
      return act(comparison, question, stop);
    }
    case 'check': {
      const [{ checkFile }, { registries }] = await Promise.all([import('./file-check'), world]);
      return checkFile(question, registries);
    }
    case 'goal':
      return withParts(() => sessionOf(id).goalStates(question.goal));
    case 'complete':
      await loadParts(completionParts);
      return sessionOf(id).complete(question.text, question.cursor);
    case 'explain': {
      const { explainLine } = await import('../engine/cli/explain');
      return explainLine(question.text);
    }
    case 'inspect': {
      const { inspectObject } = await import('../engine/views');
      return inspectObject(sessionOf(id).machine, question.object, question.name);
    }
    case 'places': {
      const { placesOf } = await import('../engine/views');
      return placesOf(sessionOf(id).machine);
    }
    case 'file': {
      const { openFile } = await import('../engine/views');
      return openFile(sessionOf(id).machine, question.source, question.path);
    }
    case 'script': {
      const { scriptOf } = await import('./session-script');
      return scriptOf(sessionOf(id));
    }
    case 'archive': {
      const { archiveForDocker } = await import('../engine/views');
      return archiveForDocker(sessionOf(id).machine, [question.reference]).slice();
    }
    case 'files': {
      const { filesOf } = await import('./session-files');
      return filesOf(sessionOf(id));
    }
  }
}

function sessionOf(id: number): LiveSession {
  const live = lives.get(id);
  if (live === undefined) throw new Error('there is no such session');
  return live.session;
}

/** Lets a session go on, shows what is new, and comes back when it says. */
function run(id: number): void {
  const live = lives.get(id);
  if (live === undefined) return;
  const { session, watch } = live;
  const waitMs = session.advance();
  const change = session.change();
  if (change) reply({ kind: 'screen', session: id, ...change });
  if (session.timeline !== live.timeline) {
    live.timeline = session.timeline;
    reply({ kind: 'timeline', session: id, timeline: session.timeline });
  }
  const { at } = session.timeline;
  for (const seen of watch?.changed() ?? []) reply({ kind: 'seen', session: id, at, ...seen });
  if (session.needs.length > 0) {
    void provideNeeds(id, session);
    return;
  }
  if (waitMs !== undefined) live.timer = setTimeout(() => run(id), waitMs);
}

async function provideNeeds(id: number, session: LiveSession): Promise<void> {
  const keys = [...session.needs];
  await loadParts(keys);
  for (const key of keys) session.provide(key, loadedPart(key));
  run(id);
}

/** What a session was asked and has not done yet. */
interface Waiting {
  /** Settles when all is done. */
  readonly last: Promise<void>;
  /** Stops what is being done or still waits; what is asked afterwards is not stopped. */
  readonly stop: AbortController;
}

const waiting = new Map<number, Waiting>();

function stop(session: number): void {
  const now = waiting.get(session);
  if (now === undefined) return;
  now.stop.abort();
  waiting.set(session, { last: now.last, stop: new AbortController() });
}

// In each session, one request after the other: it is open before anything is typed in it.
self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  const { session } = data;
  if (data.kind === 'stop' || data.kind === 'close') stop(session);
  if (data.kind === 'stop') return;
  const now = waiting.get(session) ?? { last: Promise.resolve(), stop: new AbortController() };
  const { signal } = now.stop;
  const last = now.last
    .then(() => handle(data, signal))
    .catch((error: unknown) => {
      reply({
        kind: 'failed',
        session,
        ...(data.kind === 'ask' ? { ticket: data.ticket } : {}),
        message: error instanceof Error ? error.message : String(error),
      });
    });
  waiting.set(session, { ...now, last });
  if (data.kind === 'close') void last.then(() => waiting.delete(session));
});
