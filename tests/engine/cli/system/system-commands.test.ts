import { expect, it } from 'vitest';
import { newMachine, output } from '../../machine/machine-with';

it('streams events until a moment that is still to come, and filters them', async () => {
  const docker = await newMachine();
  const line = '(sleep 1; docker run --rm --name job busybox true) & docker events --until 5s';
  docker.type('docker run --rm --name earlier busybox true');
  docker.type('date +%s > from');
  expect(docker.type(line).stdout).toBe('');
  const events = docker.type(
    '(sleep 1; docker run --rm --name job busybox true >/dev/null) & docker events --until $(($(date +%s)+30)) --since $(cat from) --filter container=job --filter event=die --format "{{.Action}} {{.Actor.Attributes.exitCode}}{{.Actor.Attributes.nosuch}}"',
  );
  expect(events.stdout).toMatch(/^die 0\n/);
  expect(docker.type("docker events --format '{{.Nope}}'")).toMatchObject({ status: 64, stdout: '' });
});

it('counts what lies on the disk, and what nobody uses', async () => {
  const docker = await newMachine();
  docker.type('docker volume create data; docker run --name box busybox sh -c "echo hello > /file"');
  const df = output(docker, "docker system df --format '{{.Type}} {{.TotalCount}} {{.Active}}'");
  expect(df).toBe('Images 2 1\nContainers 1 0\nLocal Volumes 1 0\nBuild Cache 0 0\n');
  expect(output(docker, 'docker system df')).toMatch(
    /^TYPE +TOTAL +ACTIVE +SIZE +RECLAIMABLE\nImages +2 +1 /,
  );
  expect(output(docker, 'docker system df -v')).toMatch(
    /Local Volumes space usage:\n\nVOLUME NAME +LINKS +SIZE\ndata +0 +0B\n/,
  );
});

it('counts as free only what no image in use has, too', async () => {
  const docker = await newMachine();
  docker.type('docker rmi debian; docker run --name box busybox true');
  docker.type('printf "FROM busybox\\nLABEL a=b\\n" | docker build -q -t app -');
  expect(output(docker, 'docker system df')).toMatch(/\nImages +2 +1 +[\d.]+MB +[\d.]+kB \(0%\)\n/);
});

it('prunes what nobody uses, by kinds', async () => {
  const docker = await newMachine();
  docker.type('docker network create lonely; docker volume create data; docker run --name box busybox true');
  const pruned = output(docker, 'docker system prune -f');
  expect(pruned).toMatch(
    /^Deleted Containers:\n[0-9a-f]{64}\n\nDeleted Networks:\nlonely\n\nTotal reclaimed space: /,
  );
  expect(output(docker, 'docker system prune -af --volumes')).toContain('untagged: busybox:latest\n');
  expect(output(docker, 'docker images -q')).toBe('');
  expect(output(docker, 'docker volume ls -q')).toBe('data\n');
});

it('says in help where the client’s files are looked for, which is below the user’s home folder', async () => {
  const docker = await newMachine();
  const help = output(docker, 'HOME=/home/bo docker --help');
  expect(help).toContain('(default\n                           "/home/bo/.docker")');
  expect(help).not.toContain('/root');
});
