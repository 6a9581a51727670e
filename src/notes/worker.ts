/** The engine's side of a page: sessions in a worker, so that no program can keep the page from answering. */
import { laptop, loadDockerHub, type FilesRecipe, type World } from '../engine/world';
import type { Comparison } from './comparison';
import { LiveSession } from './live-session';
import { pageMachines } from './page-machines';
import type { NewMachine } from './page-run';
import { loadedPart, loadExpectedParts, loadParts, pageParts } from './parts';
import type { Reply, Request, SessionStart } from './protocol';
import type { Timeline } from './timeline';
import type { Watch } from './watch';
import { withParts } from './with-parts';

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
    const { openComparison } = await import('./answers');
    comparisons.set(id, await openComparison(request, world));
    return;
  }
  if (request.kind === 'ask') {
    reply({
      kind: 'answered',
      session: id,
      ticket: request.ticket,
      answer: await (
        await import('./answers')
      ).answerTo(request.question, {
        session: () => sessionOf(id),
        comparison: () => comparisonOf(id),
        world,
        stop,
      }),
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

function comparisonOf(id: number): Comparison {
  const comparison = comparisons.get(id);
  if (comparison === undefined) throw new Error('there is no such comparison');
  return comparison;
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
