import type { Shell } from './shell';
import type { DynamicVariable, Value } from './variables';

const RANDOM_RANGE = 32_768;

function text(value: string | number): Value {
  return { kind: 'scalar', text: String(value) };
}

function list(values: readonly (string | number)[]): Value | undefined {
  if (values.length === 0) return undefined;
  return { kind: 'indexed', elements: new Map(values.map((value, index) => [index, String(value)])) };
}

/** The next number of a sequence that a seed starts (bash's RANDOM after an assignment). */
function nextRandom(state: number): number {
  return (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
}

function randomNumber(shell: Shell): number {
  if (shell.randomState === undefined) return Math.floor(shell.p.random() * RANDOM_RANGE);
  shell.randomState = nextRandom(shell.randomState);
  return (shell.randomState >>> 16) & (RANDOM_RANGE - 1);
}

/** A script file is what calls its functions: bash names it `main`. */
function hasMain(shell: Shell): boolean {
  return !shell.isCommandText && !shell.isInteractive;
}

/** Variables whose values the shell makes when they are read; bound to this shell. */
export function bindSpecialVariables(shell: Shell): void {
  const { dynamic } = shell.variables;
  const define = (name: string, variable: DynamicVariable): void => {
    dynamic.set(name, variable);
  };
  const { name } = shell.dialect;
  // Debian builds dash without LINENO.
  if (name === 'dash') return;
  define('LINENO', { get: () => text(shell.line) });
  define('RANDOM', {
    get: () => text(randomNumber(shell)),
    set: (seed) => {
      shell.randomState = Number(seed) >>> 0;
    },
  });
  define('EPOCHSECONDS', { get: () => text(Math.floor(shell.p.nowMs / 1000)) });
  define('EPOCHREALTIME', { get: () => text((shell.p.nowMs / 1000).toFixed(6)) });
  if (name === 'ash')
    define('FUNCNAME', {
      get: () => {
        const running = shell.frames.findLast((frame) => frame.name !== 'source');
        return running && text(running.name);
      },
    });
  if (name !== 'bash') return;
  define('SRANDOM', { get: () => text(Math.floor(shell.p.random() * 2 ** 32)) });
  define('SECONDS', {
    get: () => text(Math.floor((shell.p.nowMs - shell.startMs) / 1000)),
    set: (seconds) => {
      shell.startMs = shell.p.nowMs - Number(seconds) * 1000;
    },
  });
  define('BASH_COMMAND', { get: () => text(shell.runningText?.() ?? '') });
  define('BASHPID', { get: () => text(shell.p.pid) });
  define('BASH_SUBSHELL', { get: () => text(shell.subshellDepth) });
  define('PIPESTATUS', { get: () => list(shell.pipeStatus) });
  define('DIRSTACK', { get: () => list([shell.workingDirectory, ...shell.directoryStack]) });
  define('FUNCNAME', {
    get: () =>
      shell.frames.some((frame) => frame.name !== 'source')
        ? list([...shell.frames.map((frame) => frame.name).reverse(), ...(hasMain(shell) ? ['main'] : [])])
        : undefined,
  });
  define('BASH_SOURCE', {
    get: () =>
      list([
        ...shell.frames.map((frame) => frame.source).reverse(),
        ...(shell.isCommandText || shell.isInteractive ? [] : [shell.arg0]),
      ]),
  });
  define('BASH_LINENO', { get: () => list([...shell.frames.map((frame) => frame.line).reverse(), 0]) });
  define('GROUPS', {
    get: () =>
      list([
        shell.p.credentials.gid,
        ...shell.p.credentials.groups.filter((one) => one !== shell.p.credentials.gid),
      ]),
  });
  define('SHELLOPTS', {
    get: () =>
      text(
        [...shell.options]
          .filter((one) => one !== 'stdin')
          .sort()
          .join(':'),
      ),
  });
  define('BASHOPTS', { get: () => text([...shell.shopts].sort().join(':')) });
}
