import { beforeAll, describe, expect, test } from 'vitest';
import { createMachine, type Machine } from '../../../src/engine';
import { wholeLaptop } from '../../../src/engine/world/whole';
import { output } from './machine-with';
import real from './real-nginx.json';

let machine: Machine;
const inside = (script: string): string => output(machine, `docker exec web sh -c ${quoted(script)}`);
const write = (path: string, text: string): string => inside(`printf %s ${quoted(text)} >${path}`);

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

beforeAll(() => {
  machine = createMachine(wholeLaptop(), { seed: 'real nginx' });
  output(machine, 'docker run -d --name web --network host debian:trixie-slim sleep infinity');
  inside('apt-get update -qq && apt-get install -y nginx');
  inside(
    'mkdir -p /srv/html/dir /srv/html/try /srv/html/sub /srv/html/deep/er; cd /srv/html; echo hi >index.html',
  );
  inside(
    "cd /srv/html; echo x >sub/f.txt; echo 'u page' >404.html; echo '{}' >data.json; echo 'no type' >plain",
  );
  inside(
    'cd /srv/html; echo secret >locked; find . -exec touch -d 2026-01-02T00:00:00Z {} +; chmod 600 locked',
  );
});

describe('its answers, and what it logs of them', () => {
  beforeAll(() => {
    write('/srv/nginx.conf', real.configuration);
    expect(machine.type('docker exec web nginx -c /srv/nginx.conf').status).toBe(0);
  });

  test.each(real.asked.map((one) => [one.curl.join(' '), one] as const))('curl %s', (_, one) => {
    inside(': >/srv/error.log; : >/srv/access.log');
    const words = one.curl.map(quoted).join(' ');
    const answer = output(machine, `curl -s -i -A probe ${words}`).replace(/^Date: .*\r$/m, 'Date: D\r');
    const lines = (path: string): readonly string[] => inside(`cat ${path}`).split('\n').slice(0, -1);
    const errors = lines('/srv/error.log').map((line) => line.replace(/^\S+ \S+ (\[\w+\]) .*?\*\d+/, '$1'));
    expect({ answer, errors, access: lines('/srv/access.log') }).toEqual({
      answer: one.answer,
      errors: one.errors,
      access: one.access,
    });
  });
});

test.each(real.configurations)('nginx -t: $main | $http', ({ main, http, said }) => {
  const text = `${main}\nevents {}\nhttp {\naccess_log off;\n${http}\n}\n`;
  write('/srv/x.conf', text);
  const { stderr } = machine.type('docker exec web nginx -t -q -c /srv/x.conf');
  expect(stderr.replace(/^\S+ \S+ (\[\w+\]) \d+#\d+: /gm, '$1 ')).toBe(said);
});
