import { beforeAll, describe, expect, test } from 'vitest';
import { createMachine, type Machine } from '../../../src/engine';
import { wholeLaptop } from '../../../src/engine/world/whole';
import { output } from './machine-with';
import real from './real-apache.json';

/** Debian's build has these in itself, the image's as files. */
const BUILT_IN = ['unixd', 'log_config', 'logio']
  .map((name) => `-C "LoadModule ${name}_module modules/mod_${name}.so"`)
  .join(' ');
let machine: Machine;
const inside = (script: string): string => output(machine, `docker exec web sh -c ${quoted(script)}`);
const write = (path: string, text: string): string => inside(`printf %s ${quoted(text)} >${path}`);
/** Without what depends on the moment. */
const logged = (text: string): string =>
  text.replace(/^\[[A-Z][^\]]*\] (\[[^\]]*\]) \[pid \d+:tid \d+\] /gm, '$1 ');

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

beforeAll(() => {
  machine = createMachine(wholeLaptop(), { seed: 'real apache' });
  output(machine, 'docker run -d -q --name web --network host httpd sleep infinity');
});

test.each(real.configurations.map((one) => [one.text, one.answer] as const))(
  'httpd -t: %s',
  (text, answer) => {
    write('conf/x.conf', `${real.head}ServerName localhost\n${text}\n`);
    const { stdout, stderr, status } = machine.type(`docker exec web httpd ${BUILT_IN} -f conf/x.conf -t`);
    expect([stdout, logged(stderr).replaceAll('conf/x.conf', 'conf/httpd.conf'), status]).toEqual(answer);
  },
);

describe('its answers, and what it logs of them', () => {
  beforeAll(() => {
    for (const [path, text] of Object.entries(real.files))
      inside(`mkdir -p $(dirname htdocs/${path}); printf %s ${quoted(text)} >htdocs/${path}`);
    inside('printf "ada:{SHA}x\\n" >conf/users; find htdocs -exec touch -d 2026-01-02T00:00:00Z {} +');
    inside('chmod 600 htdocs/locked.txt');
    write('conf/httpd.conf', real.head + real.configuration);
    expect(machine.type(`docker exec web httpd ${BUILT_IN} -k start`).status).toBe(0);
  });

  test.each(real.asked.map((one) => [one.curl.join(' '), one] as const))('curl %s', (_, one) => {
    inside(': >logs/error_log; : >logs/access_log');
    const words = one.curl.map((word) =>
      quoted(word.startsWith('/') ? `http://127.0.0.1:18085${word}` : word),
    );
    const answer = output(machine, `curl -s -i -A probe ${words.join(' ')}`)
      .replaceAll('\r', '')
      .replace(/^Date: .*$/gm, 'Date: D')
      .replace(/2\.4\.68 \(Unix\)/g, '2.4.71 (Debian)');
    const lines = (path: string): readonly string[] => inside(`cat logs/${path}`).split('\n').slice(0, -1);
    const errors = lines('error_log').map((line) =>
      logged(line).replace(/127\.0\.0\.1:\d+/, '127.0.0.1:PORT'),
    );
    const access = lines('access_log').map((line) => line.replace(/\[\d\d\/[^\]]*\]/, '[T]'));
    expect({ answer, errors, access }).toEqual({
      answer: one.answer,
      errors: one.errors,
      access: one.access,
    });
  });
});
