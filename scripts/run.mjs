// Starts a task of package.json with a Node that is new enough: the one that runs this, or the one that npm
// installed for this machine (optionalDependencies). Written for old Nodes: nothing newer than Node 14 in here.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MINIMUM = [22, 12];
const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1]);
}

/** The node binary of an npm package for this system. npm 10 does not link it into .bin, so it is taken directly. */
function installedNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const binary = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  for (const name of [`node-${system}-${process.arch}`, `node-bin-${system}-${process.arch}`]) {
    const folder = join(root, 'node_modules', name);
    if (!existsSync(join(folder, binary))) continue;
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (isNewEnough(version)) return join(folder, binary);
  }
  return undefined;
}

const node = isNewEnough(process.versions.node) ? process.execPath : installedNode();
if (node === undefined) {
  const found = `Drydock needs Node >= ${MINIMUM.join('.')}; you have ${process.versions.node}`;
  const help = existsSync(join(root, 'node_modules'))
    ? 'and npm installed none for this system. Install Node 24.'
    : 'Install Node 24, or run "npm ci" first.';
  process.stderr.write(`${found}. ${help.replace(/^and/, 'And')}\n`);
  process.exit(1);
}

const child = spawn(node, [join(root, 'scripts', 'tasks.mjs'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: root,
  env: {
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH || ''}`,
    ASTRO_TELEMETRY_DISABLED: '1',
  },
});
// Ctrl-C reaches the child by itself; this process waits for it and ends as it did.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exitCode = code === null ? 128 + (signal === 'SIGINT' ? 2 : 15) : code;
});
