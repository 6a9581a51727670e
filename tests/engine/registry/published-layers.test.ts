import { describe, expect, test } from 'vitest';
import { allParts, createMachineOf } from '../../../src/engine';
import { viewOfImage } from '../../../src/engine/views';
import { wholeLaptop } from '../../../src/engine/world/whole';

const world = wholeLaptop();
const names = world.registries.flatMap(({ images }) =>
  images
    .filter(({ layers }) => layers.length > 1)
    .map(({ repository, tags: [tag = 'latest'] }) => `${repository}:${tag}`),
);

describe('a published image of several layers', () => {
  test.each(names)('%s: no layer holds more than it weighs', (name) => {
    const machine = createMachineOf(allParts(), world, { seed: name });
    expect(machine.type(`docker pull -q ${name}`).stderr).toBe('');
    const { layers, changes } = viewOfImage(machine, name);
    const heavy = layers.flatMap(({ sizeBytes, createdBy }, index) => {
      const held = (changes[index] ?? []).reduce((sum, change) => sum + (change.sizeBytes ?? 0), 0);
      return held > sizeBytes ? [`${createdBy}: ${held} bytes in ${sizeBytes}`] : [];
    });
    expect(heavy).toEqual([]);
  });

  test('the programs of redis lie in the layer that compiled them, its user in the one that made it', () => {
    const machine = createMachineOf(allParts(), world, { seed: 'redis' });
    machine.type('docker pull -q redis');
    const { layers, changes } = viewOfImage(machine, 'redis');
    const layerOf = (path: string): string =>
      layers[changes.findLastIndex((all) => all.some((change) => change.path === path))]?.createdBy ?? '';
    expect(layerOf('/usr/local/bin/redis-server')).toContain('REDIS_DOWNLOAD_URL');
    expect(layerOf('/etc/passwd')).toContain('useradd');
    expect(layerOf('/usr/local/bin/docker-entrypoint.sh')).toContain('COPY docker-entrypoint.sh');
  });
});
