import { describe, expect, it } from 'vitest';
import { edgeTable } from '../../src/edge/edge-table';
import { edgeText } from '../../src/edge/edge-text';
import { commandPath, commandTree } from '../../src/engine/cli';
import { isModelled } from '../../src/engine/programs';
import { newMachine } from '../engine/machine/machine-with';

const table = edgeTable();
const rows = new Map(table.commands.map((row) => [row.command, row]));

function flagOf(command: string, flag: string) {
  return rows.get(command)?.flags.find((row) => row.flag === flag);
}

describe('the edge table', () => {
  it('has every command at every place, and every flag of those that run', () => {
    const named = new Set(table.commands.flatMap(({ command, alsoCalled }) => [command, ...alsoCalled]));
    expect(commandTree.places.map(commandPath).filter((path) => !named.has(path))).toEqual([]);
    for (const { declaration } of commandTree.places) {
      const row = rows.get(commandPath({ path: declaration.path }));
      if (row === undefined || row.flags.length === 0) continue;
      const declared = Object.keys(declaration.flags ?? {}).map((name) => `--${name}`);
      expect(row.flags.map(({ flag }) => flag)).toEqual(declared.sort());
    }
  });

  it('has one sentence for whatever is not plainly modelled', () => {
    const edges = [
      ...table.commands.flatMap((row) => [row, ...row.flags]),
      ...table.programs,
      ...table.shells.flatMap(({ builtins }) => builtins),
    ];
    const silent = edges.filter(({ state, why }) => state !== 'modelled' && why === undefined);
    expect(silent).toEqual([]);
    for (const { why = 'Nothing to say.' } of edges) expect(why).toMatch(/^[A-Z].*[.]$/);
  });

  it('knows a command that is written, one that is simplified, and one that is not there', () => {
    expect(rows.get('docker volume rm')).toEqual({
      command: 'docker volume rm',
      alsoCalled: ['docker volume remove'],
      state: 'modelled',
      flags: [{ flag: '--force', state: 'modelled' }],
    });
    expect(rows.get('docker login')).toMatchObject({ state: 'simplified' });
    expect(rows.get('docker swarm init')).toMatchObject({ state: 'refused', flags: [] });
    expect(flagOf('docker container run', '--cpu-shares')).toMatchObject({ state: 'simplified' });
    expect(flagOf('docker buildx build', '--sbom')).toMatchObject({ state: 'refused' });
    expect(flagOf('docker volume ls', '--cluster')).toMatchObject({ state: 'modelled' });
  });

  it('counts a program as the machine runs it', () => {
    const states = new Map(table.programs.map(({ name, state }) => [name, state]));
    for (const [name, state] of states) expect(state === 'modelled').toBe(isModelled(name));
    expect(states.get('ls')).toBe('modelled');
    expect(states.get('mkfs')).toBe('refused');
  });

  it('is text in which every command begins a line', () => {
    const lines = new Set(
      edgeText(table)
        .split('\n')
        .map((line) => /^(docker[^:,]*)/.exec(line)?.[1]),
    );
    expect(table.commands.map(({ command }) => command).filter((command) => !lines.has(command))).toEqual([]);
  });
});

describe('a refusal', () => {
  it('is what the table says', async () => {
    const docker = await newMachine();
    expect(docker.type('docker buildx build --sbom=true .')).toMatchObject({
      stderr:
        'docker buildx build: --sbom is not modelled here: the real one scans the result and attaches a list of its packages.\n',
      status: 1,
    });
    expect(docker.type('docker --tls ps').stderr).toBe(
      'docker: --tls is not modelled here: the daemon is reached by its socket, without TLS.\n',
    );
    expect(docker.type('docker swarm init').stderr).toBe(
      'docker swarm init is not modelled here; the real one is to: Initialize a swarm\n',
    );
  });

  it('meets every command and plugin that the table refuses', async () => {
    const docker = await newMachine();
    for (const { command, state, why = '' } of table.commands) {
      if (state !== 'refused' || !why.startsWith('The real one')) continue;
      const { stderr, status } = docker.type(`${command} a b`);
      expect(status, command).not.toBe(0);
      expect(stderr, command).toMatch(/is not modelled here|accepts no arguments|requires/);
    }
    for (const { name } of table.plugins)
      expect(docker.type(`${name} a b`)).toMatchObject({
        status: 1,
        stderr: expect.stringContaining(`${name} is not modelled here; the real plugin is to: `),
      });
  });
});
