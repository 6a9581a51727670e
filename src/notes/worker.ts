/** The engine's side of a page: sessions in a worker, so that no program can keep the page from answering. */
import { laptop, loadDockerHub, type FilesRecipe, type World } from '../engine/world';
import { Comparison, type ComparisonState, type MachineWork } from './comparison';
import { LiveSession } from './live-session';
import { pageMachines } from './page-machines';
import type { NewMachine } from './page-run';
import { loadedPart, loadParts, pageParts } from './parts';
import { MissingPartsError } from './player';
import type { ComparisonAction, Origin, Reply, Request } from './protocol';

const sessions = new Map<
  number,
  { readonly session: LiveSession; timer: ReturnType<typeof setTimeout> | undefined }
>();
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

/** Work on machines that may need something on the way: it is loaded, and the work goes on. */
async function driven<T>(work: MachineWork<T>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    const machine = step.value;
    const keys = [...machine.needs()];
    await loadParts(keys);
    for (const key of keys) machine.provide(key, loadedPart(key));
  }
}

function act(comparison: Comparison, { files, sideFiles, deed }: ComparisonAction): Promise<ComparisonState> {
  comparison.edit(files, sideFiles);
  return driven(deed.kind === 'build' ? comparison.build(deed.flags) : comparison.change(deed.change));
}

function reply(message: Reply): void {
  self.postMessage(message);
}

async function handle(request: Request): Promise<void> {
  if (request.kind === 'open') {
    const ready = await world;
    const newMachines = ({ seed }: Origin): NewMachine => pageMachines(pageParts, ready, seed);
    const { origin, shownSteps } = request;
    await loadParts(origin.parts);
    const session = await withParts(
      () => new LiveSession(newMachines, origin, shownSteps, () => performance.now()),
    );
    sessions.set(request.session, { session, timer: undefined });
    run(request.session);
    return;
  }
  if (request.kind === 'open-comparison') {
    const { session, setup, parts } = request;
    const ready = await world;
    await loadParts(parts);
    const comparison = new Comparison(pageMachines(pageParts, ready, setup.seed), setup);
    await driven(comparison.begin());
    comparisons.set(session, comparison);
    return;
  }
  if (request.kind === 'compare') {
    const { session, ticket, action } = request;
    const comparison = comparisons.get(session);
    if (comparison !== undefined)
      reply({ kind: 'compared', session, ticket, state: await act(comparison, action) });
    return;
  }
  if (request.kind === 'close') comparisons.delete(request.session);
  if (request.kind === 'close') comparisons.delete(request.session);
  const entry = sessions.get(request.session);
  if (entry === undefined) return;
  const { session } = entry;
  if (request.kind === 'complete') {
    const completion = session.complete(request.text, request.cursor);
    reply({ kind: 'completed', session: request.session, ticket: request.ticket, completion });
    return;
  }
  clearTimeout(entry.timer);
  if (request.kind === 'close') {
    sessions.delete(request.session);
    return;
  }
  if (request.kind === 'play') session.play(request.steps);
  else if (request.kind === 'line') session.line(request.text);
  else if (request.kind === 'keys') session.keys(request.keys);
  else session.undo();
  run(request.session);
}

/** Lets a session go on, shows what is new, and comes back when it says. */
function run(id: number): void {
  const entry = sessions.get(id);
  if (entry === undefined) return;
  const { session } = entry;
  const waitMs = session.advance();
  const change = session.change();
  if (change) reply({ kind: 'screen', session: id, ...change });
  if (session.needs.length > 0) {
    void provideNeeds(id, session);
    return;
  }
  if (waitMs !== undefined) entry.timer = setTimeout(() => run(id), waitMs);
}

async function provideNeeds(id: number, session: LiveSession): Promise<void> {
  const keys = [...session.needs];
  await loadParts(keys);
  for (const key of keys) session.provide(key, loadedPart(key));
  run(id);
}

let last: Promise<void> = Promise.resolve();

// One request after the other: a session is open before anything is typed in it.
self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  last = last
    .then(() => handle(data))
    .catch((error: unknown) => {
      reply({
        kind: 'failed',
        session: data.session,
        message: error instanceof Error ? error.message : String(error),
      });
    });
});
