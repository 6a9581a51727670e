// What a real redis-server answered a real redis-cli, line by line, and what ours answer.
import { describe, expect, test } from 'vitest';
import { createMachine } from '../../../src/engine';
import { wholeLaptop } from '../../../src/engine/world/whole';
import recorded from './real-redis.json';

type Line = readonly [string, string | null];

describe('redis', () => {
  const machine = createMachine(wholeLaptop(), { seed: 'real-redis' });
  machine.type('docker pull -q redis; docker run -d --name cache redis; sleep 2');
  const lines = recorded.lines as unknown as readonly Line[];
  const script = lines.map(([text], index) => `ECHO "###${index}"\n${text}`).join('\n');
  machine.type(`cat > in <<'THE END'\n${script}\nTHE END`);
  const { stdout } = machine.type(`docker exec -i cache sh -c 'redis-cli --no-raw 2>&1' < in`);
  const parts = stdout.split(/^"?###(\d+)"?\n/m);
  const answers = new Map(
    parts.flatMap((part, index): [string, string][] =>
      index % 2 === 1 ? [[part, parts[index + 1] ?? '']] : [],
    ),
  );

  test.each(lines.flatMap(([text, answer], index) => (answer === null ? [] : [{ text, answer, index }])))(
    '$text',
    ({ answer, index }) => {
      expect(answers.get(String(index))).toBe(answer);
    },
  );

  test('who listens to a channel at a terminal gets what another sends', () => {
    machine.type(`(sleep 1; docker exec cache redis-cli publish news hello > /dev/null) &`);
    const { stdout: screen } = machine.typeInTerminal(
      'docker exec -it cache timeout 3 redis-cli subscribe news',
      [],
      { columns: 80, rows: 24 },
    );
    expect(screen).toContain('1) "message"\r\n2) "news"\r\n3) "hello"');
  });

  test('who waits for a list gets what another puts in', () => {
    machine.type(`(sleep 1; docker exec cache redis-cli rpush jobs one > /dev/null) &`);
    expect(machine.type('docker exec cache redis-cli blpop jobs 5').stdout).toBe('jobs\none\n');
  });

  test('nothing of ours broke', () => {
    expect(machine.bugs).toEqual([]);
  });
});
