import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Answer } from './answer';
import type { Transcript } from './transcript';

const here = import.meta.dirname;

/**
 * Plays a transcript on the Docker engine at hand, in a folder and a home of its own. What is on that engine
 * is removed first, except the five images that README.md names; they must be there.
 */
export function playOnDocker(transcript: Transcript): Answer[] {
  const folder = mkdtempSync(join(tmpdir(), 'transcript-'));
  const cwd = join(folder, 'cwd');
  const home = join(folder, 'home');
  mkdirSync(cwd);
  mkdirSync(home);
  try {
    reset();
    for (const { path, mode, content } of transcript.files) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      writeFileSync(join(cwd, path), content, { mode });
    }
    const steps = transcript.commands.map((command, index) => {
      const at = join(folder, String(index));
      writeFileSync(`${at}.cmd`, command.line);
      if (command.typed) writeFileSync(`${at}.typed`, command.typed.map((line) => `${line}\n`).join(''));
      const what = command.typed
        ? `python3 ${join(here, 'type.py')} ${at}.typed bash -c "$(<${at}.cmd)"`
        : `eval "$(<${at}.cmd)"`;
      return `${what} </dev/null >${at}.out 2>${at}.err; echo $? >${at}.rc`;
    });
    bash(`cd ${cwd}\n${steps.join('\n')}`, home);
    const read = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '');
    const scrub = (text: string) => text.replaceAll(home, '/root').replaceAll(cwd, '{cwd}');
    return transcript.commands.map((_, index) => ({
      stdout: scrub(read(`${index}.out`)),
      stderr: scrub(read(`${index}.err`)),
      status: Number(read(`${index}.rc`) || 124),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const BASE_IMAGES = ['busybox:latest', 'alpine:latest', 'debian:trixie', 'ubuntu:latest', 'hello-world:latest'];

function reset(): void {
  const keep = BASE_IMAGES.map((image) => `-e '^${image}$'`).join(' ');
  bash('docker ps -aq | xargs -r docker rm -f -v; docker volume ls -q | xargs -r docker volume rm -f', '/root');
  bash('docker network prune -f; docker builder prune -af', '/root');
  const others = `docker images --format '{{.Repository}}:{{.Tag}}' | grep -v ${keep} | xargs -r docker rmi -f`;
  bash(`${others}; docker image prune -f`, '/root');
}

function bash(script: string, home: string): void {
  const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  const env = { ...process.env, TERM: 'xterm', LANG: 'C.UTF-8', HOME: home, USER: 'root', PATH };
  const { error } = spawnSync('bash', ['-c', script], { env, timeout: 300_000, stdio: 'ignore' });
  if (error) throw new Error(`the Docker engine at hand could not be used: ${error.message}`);
}
