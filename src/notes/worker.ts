/** The engine's side of a page: sessions in a worker, so that no program can keep the page from answering. */
import { createMachine, type Machine } from '../engine';
import { laptop, loadDockerHub, loadRecipe, type FilesRecipe, type World } from '../engine/world';
import { LiveSession } from './live-session';
import type { Origin, Reply, Request } from './protocol';

const recipes: Record<string, FilesRecipe> = {};
const sessions = new Map<
  number,
  { readonly session: LiveSession; timer: ReturnType<typeof setTimeout> | undefined }
>();
const world: Promise<World> = loadWorld();

async function loadWorld(): Promise<World> {
  const plain = laptop(await loadDockerHub());
  await provideRecipe(plain.host.files);
  return { ...plain, recipes };
}

async function provideRecipe(key: string): Promise<void> {
  const recipe = recipes[key] ?? (await loadRecipe(key));
  if (recipe) recipes[key] = recipe;
}

async function provideAll(ready: World): Promise<void> {
  const layers = ready.registries.flatMap(({ images }) => images.flatMap((image) => image.layers));
  await Promise.all(layers.map(({ files }) => files && provideRecipe(files)));
}

function reply(message: Reply): void {
  self.postMessage(message);
}

async function handle(request: Request): Promise<void> {
  if (request.kind === 'open') {
    const ready = await world;
    const newMachine = ({ seed, machine }: Origin): Machine =>
      createMachine(ready, { seed: `${seed} ${machine}` });
    const { origin, shownSteps } = request;
    // What the page did before is played in one go, which cannot wait for files: all of them come first.
    if (origin.steps.length + shownSteps.length > 0) await provideAll(ready);
    sessions.set(request.session, {
      session: new LiveSession(newMachine, origin, shownSteps, () => performance.now()),
      timer: undefined,
    });
    run(request.session);
    return;
  }
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
  for (const key of session.needs) {
    await provideRecipe(key);
    session.provide(key, recipes[key]);
  }
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
