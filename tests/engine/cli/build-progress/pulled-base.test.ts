import { expect, test } from 'vitest';
import { newMachine, output } from '../../machine/machine-with';

test('a base image that is pulled counts the bytes of its layers, then tells how long unpacking took', async () => {
  const machine = await newMachine();
  output(machine, 'docker tag debian localhost:5000/base && docker push -q localhost:5000/base');
  output(machine, 'docker rmi -f debian localhost:5000/base');
  output(machine, `printf 'FROM localhost:5000/base\\nRUN true\\n' > Dockerfile`);

  const { stderr } = machine.type('docker build --progress plain .');

  expect(stderr).toMatch(/^#\d sha256:[0-9a-f]{64} [\d.]+MB \/ ([\d.]+MB) [\d.]+s$/m);
  expect(stderr).toMatch(/^#\d sha256:[0-9a-f]{64} ([\d.]+MB) \/ \1 [\d.]+s done$/m);
  expect(stderr).toMatch(/^#\d extracting sha256:[0-9a-f]{64} [\d.]+s done$/m);
  expect(stderr).not.toMatch(/extracting .*MB/);
});
