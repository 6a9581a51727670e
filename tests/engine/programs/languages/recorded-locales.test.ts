// What a real Node.js writes of numbers and dates in the locales that are modelled.
import { expect, test } from 'vitest';
import { createMachine } from '../../../../src/engine';
import { wholeLaptop } from '../../../../src/engine/world/whole';
import recorded from './recorded-locales.json';

const cases = recorded.cases as unknown as readonly (readonly [string, string])[];

test('numbers and dates are written as the locale has them', () => {
  const machine = createMachine(wholeLaptop(), { seed: 'locales' });
  const lines = cases.map(([code]) => `say(() => ${code});`).join('\n');
  const program = `const said = [];
const say = (run) => { try { said.push(String(run())); } catch (error) { said.push(error.name + ': ' + error.message); } };
${lines}
console.log(JSON.stringify(said));`;
  machine.type('docker pull -q node:22');
  machine.type(`cat > say.js <<'THE END'\n${program}\nTHE END`);
  const { stdout } = machine.type('docker run -i --rm node:22 node - < say.js');
  const said: unknown = JSON.parse(stdout);
  expect(said).toEqual(cases.map(([, answer]) => answer));
});

test.each([
  ["(1).toLocaleString('fr-FR')", 'the locale fr-FR'],
  ["(1).toLocaleString('en-US', { notation: 'compact' })", "the option notation of a locale's text"],
  ["new Date(0).toLocaleString('en-US', { timeZone: 'Europe/Paris' })", 'the time zone Europe/Paris'],
])('%s says that it is not modelled', (code, what) => {
  const machine = createMachine(wholeLaptop(), { seed: 'locales' });
  machine.type('docker pull -q node:22');
  expect(machine.type(`docker run --rm node:22 node -p "${code}"`).stderr).toBe(
    `node: not modelled on this simulated machine: ${what}; the real Node.js has it\n`,
  );
});
