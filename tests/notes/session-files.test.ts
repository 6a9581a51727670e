import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { allParts } from '../../src/engine';
import { wholeLaptop } from '../../src/engine/world/whole';
import { LiveSession } from '../../src/notes/live-session';
import { pageMachines } from '../../src/notes/page-machines';
import { filesOf } from '../../src/notes/session-files';
import { EMPTY_TIMELINE } from '../../src/notes/timeline';

test('the zip holds what the page and the reader wrote in the home folder, and nothing else', () => {
  const startMs = Date.UTC(2027, 0);
  const session = new LiveSession(
    (seed) => pageMachines(allParts(), wholeLaptop(), seed),
    {
      origin: {
        seed: 'files',
        machine: 'laptop',
        steps: [
          {
            machine: 'laptop',
            step: { kind: 'file', path: 'app/Dockerfile', content: 'FROM alpine\n', mode: 0o644 },
          },
        ],
        parts: [],
      },
      shownSteps: [],
      timeline: {
        ...EMPTY_TIMELINE,
        actions: [
          {
            step: { kind: 'line', text: 'mkdir -p b; printf %s ü > b/c; echo x > /tmp/no; docker ps' },
            atMs: startMs,
          },
          { step: { kind: 'file', path: '__proto__', content: 'y', mode: 0o755 }, atMs: startMs + 1 },
        ],
        at: 2,
      },
    },
    () => 0,
  );
  const { paths, zip } = filesOf(session);
  expect(paths).toEqual(['__proto__', 'app/Dockerfile', 'b/c']);
  const members = Object.entries(unzipSync(zip)).map(([name, bytes]) => [
    name,
    new TextDecoder().decode(bytes),
  ]);
  expect(members).toEqual([
    ['drydock/__proto__', 'y'],
    ['drydock/app/Dockerfile', 'FROM alpine\n'],
    ['drydock/b/c', 'ü'],
  ]);
});
