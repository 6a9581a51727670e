// What each script of package.json does: `node scripts/tasks.mjs TASK [ARGUMENT …]`, by way of run.mjs.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Programs are called by their files, not through node_modules/.bin: those links need a shell on Windows. */
const PROGRAMS = {
  astro: 'node_modules/astro/bin/astro.mjs',
  bundled: 'scripts/bundled.mjs',
  'complete-lock': 'scripts/complete-lock.mjs',
  cspell: 'node_modules/cspell/bin.mjs',
  eslint: 'node_modules/eslint/bin/eslint.js',
  'new-page': 'scripts/new-page.mjs',
  pagefind: 'node_modules/pagefind/lib/runner/bin.cjs',
  prettier: 'node_modules/prettier/bin/prettier.cjs',
  ts: 'scripts/ts.mjs',
  vitest: 'node_modules/vitest/vitest.mjs',
};

/** Characters that belong to the words of a command line: `--rm`, `/etc/hosts`, `$HOME`, `python:3.13`. */
const COMMAND_CHARACTERS = '._-/$:=';

const build = [
  ['astro', 'build'],
  ['pagefind', '--site', 'dist', '--silent', '--include-characters', COMMAND_CHARACTERS],
  ['ts', 'src/export/pdf.ts'],
];

/** The steps of each task; what is typed after the task's name goes to its last step. */
const TASKS = {
  // --ignore-lock: Astro otherwise refuses a second server of the same project.
  start: [...build, ['astro', 'preview', '--ignore-lock']],
  dev: [['astro', 'dev', '--ignore-lock']],
  build,
  pdf: build,
  test: [...build, ['vitest', 'run']],
  check: [
    ['astro', 'check'],
    ['prettier', '--check', '.'],
    ['eslint', '.'],
    ['cspell', 'lint', '--no-progress'],
  ],
  format: [['prettier', '--write', '.']],
  conformance: [['ts', 'tests/conformance/run.ts']],
  peers: [['ts', 'tests/peers/run.ts']],
  note: [['ts', 'src/notes/run-note.ts']],
  bench: [['bundled', 'src/bench/run.ts']],
  'bench:page': [['ts', 'src/bench/page.ts']],
  size: [['ts', 'src/bench/size.ts']],
  edge: [['ts', 'src/edge/run.ts']],
  'new-page': [['new-page']],
  'complete-lock': [['complete-lock']],
};

function run([program, ...args]) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [resolve(PROGRAMS[program]), ...args], { stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal));
    child.on('exit', (code, signal) => done(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

const [task, ...args] = process.argv.slice(2);
const steps = TASKS[task];
if (steps === undefined) {
  console.error(`There is no task "${task}". There are: ${Object.keys(TASKS).join(', ')}`);
  process.exit(2);
}
if (!existsSync('node_modules/astro')) {
  console.error('The packages are not installed yet. Run: npm ci');
  process.exit(1);
}
for (const [index, step] of steps.entries()) {
  const status = await run(index === steps.length - 1 ? [...step, ...args] : step);
  if (status !== 0) process.exit(status);
}
