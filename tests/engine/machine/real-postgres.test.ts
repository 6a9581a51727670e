// What a real psql and a real server answered, statement by statement, and what ours answer.
import { describe, expect, test } from 'vitest';
import { createMachine, type LoggedMachine } from '../../../src/engine';
import { wholeLaptop } from '../../../src/engine/world/whole';
import programs from './real-postgres-programs.json';
import recorded from './real-postgres.json';

interface Session {
  readonly about: string;
  /** What is typed, and the answer; null: played, and not compared. */
  readonly statements: readonly (readonly [string, string | null])[];
}

function server(): LoggedMachine {
  const machine = createMachine(wholeLaptop(), { seed: 'real-postgres' });
  machine.type(
    'docker pull -q postgres:17; docker run -d --name db -e POSTGRES_PASSWORD=secret postgres:17; sleep 5',
  );
  machine.type('docker exec db psql -q -U postgres -c "create database shop"');
  return machine;
}

/** The same for every run: no version, no moment, no process id. */
function plain(text: string): string {
  return text
    .replaceAll(/17\.11 \(Debian 17\.11-1\.pgdg13\+\d+\)/g, 'V')
    .replaceAll('170011', 'N')
    .replaceAll(/20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\.\d+/g, 'TS')
    .replaceAll(/PID \d+/g, 'PID')
    .replaceAll(/(restrict) \w{63}/g, '$1 TOKEN');
}

const typed = (machine: LoggedMachine, script: string, line: string): string => {
  machine.type(`cat > in <<'THE END'\n${script}\nTHE END`);
  return machine.type(line).stdout;
};

describe.each(recorded.sessions as unknown as readonly Session[])('a session: $about', ({ statements }) => {
  const machine = server();
  const script = statements.map(([text], index) => `\\echo ###${index}\n${text}`).join('\n');
  const output = typed(machine, script, `docker exec -i db sh -c 'psql -X -U postgres -d shop 2>&1' < in`);
  const parts = output.split(/^###(\d+)\n/m);
  const answers = new Map(
    parts.flatMap((part, index): [string, string][] =>
      index % 2 === 1 ? [[part, parts[index + 1] ?? '']] : [],
    ),
  );

  test.each(
    statements.flatMap(([text, answer], index) => (answer === null ? [] : [{ text, answer, index }])),
  )('$text', ({ answer, index }) => {
    expect(plain(answers.get(String(index)) ?? '')).toBe(answer);
  });

  test('nothing of ours broke', () => {
    expect(machine.bugs).toEqual([]);
  });
});

interface Group {
  readonly about: string;
  readonly lines: readonly (readonly [string, string | null])[];
}

test.each(programs.groups as unknown as readonly Group[])('programs of PostgreSQL: $about', ({ lines }) => {
  const machine = server();
  for (const [line, answer] of lines) {
    machine.type(`cat > in <<'THE END'\nexec 2>&1\n${line.replaceAll('¶', '\n')}\nTHE END`);
    machine.type('docker cp in db:/tmp/in');
    const { stdout } = machine.type(`docker exec db bash -c 'bash /tmp/in < /dev/null'`);
    if (answer !== null) expect({ line, answer: plain(stdout) }).toEqual({ line, answer });
  }
  expect(machine.bugs).toEqual([]);
});

test('on Alpine the programs are no packages of Debian’s, and musl words their refusals', () => {
  const machine = createMachine(wholeLaptop(), { seed: 'real-postgres' });
  machine.type('docker pull -q postgres:17-alpine');
  const answer = (line: string): string =>
    machine.type(`docker run --rm postgres:17-alpine sh -c '${line} 2>&1'`).stdout;
  expect(answer('psql --version; pg_dump --version; postgres -V')).toBe(
    'psql (PostgreSQL) 17.11\npg_dump (PostgreSQL) 17.11\npostgres (PostgreSQL) 17.11\n',
  );
  expect(answer('psql --nosuch')).toBe(
    'psql: unrecognized option: nosuch\npsql: hint: Try "psql --help" for more information.\n',
  );
});
