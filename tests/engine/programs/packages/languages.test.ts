/** pip and npm, as a reader of a Dockerfile meets them. */
import { expect, test } from 'vitest';
import { rootfsTree } from '../../../../src/engine/registry/rootfs';
import { programIdFor } from '../../../../src/engine/programs';
import { allRecipes } from '../../../../src/engine/world/whole';
import { START_MS, TestSystem } from './system';

function imageOf(recipe: string, base: string, isOnline = true): TestSystem {
  const facts = allRecipes[recipe];
  if (facts === undefined) throw new Error(`no recipe ${recipe}`);
  const tree = rootfsTree(facts, new TestSystem(base).tree, START_MS, programIdFor);
  return new TestSystem(base, isOnline, START_MS, tree);
}

test('pip installs what is asked for and what that needs, and takes it away again', () => {
  const system = imageOf('python-3.13-slim', 'debian-trixie');
  expect(system.run('pip --version').stdout).toMatch(
    /^pip \S+ from \/usr\/local\/lib\/python3\.13\/site-packages\/pip \(python 3\.13\)\n$/,
  );
  system.run('printf "flask==3.0.0\\n# comment\\n" > /requirements.txt');
  const installed = system.run('pip install --no-cache-dir -r requirements.txt');
  expect(installed.stdout).toContain(
    'Installing collected packages: blinker, click, itsdangerous, markupsafe, jinja2, werkzeug, flask\n',
  );
  expect(installed.stdout).toContain('\nSuccessfully installed blinker-1.9.0 click-8.3.0 flask-3.0.0 ');
  expect(installed.stderr).toMatch(/^WARNING: Running pip as the 'root' user/);
  expect(system.run('pip freeze').stdout).toContain('flask==3.0.0\n');
  expect(system.run('ls -a /root').stdout).not.toContain('.cache');
  expect(system.run('pip install flask').stdout).toBe(
    'Requirement already satisfied: flask in /usr/local/lib/python3.13/site-packages (3.0.0)\n',
  );
  expect(system.run('pip uninstall -y flask').stdout).toContain('Successfully uninstalled flask-3.0.0\n');
  expect(system.run('pip show flask')).toMatchObject({
    stderr: 'WARNING: Package(s) not found: flask\n',
    status: 1,
  });
});

test('pip keeps what it fetched unless it is told not to', () => {
  const system = imageOf('python-3.13-slim', 'debian-trixie');
  system.run('pip install requests');
  expect(system.run('ls /root/.cache/pip/http-v2 | wc -l').stdout.trim()).toBe('5');
});

test('a version that was never published, no requirements file, no network', () => {
  const system = imageOf('python-3.13-slim', 'debian-trixie');
  expect(system.run('pip install flask==99')).toMatchObject({
    stderr:
      'ERROR: Could not find a version that satisfies the requirement flask==99 (from versions: 3.1.2)\nERROR: No matching distribution found for flask==99\n',
    status: 1,
  });
  expect(system.run('pip install -r nope.txt')).toMatchObject({
    stderr: "ERROR: Could not open requirements file: [Errno 2] No such file or directory: 'nope.txt'\n",
    status: 1,
  });
  const offline = imageOf('python-3.13-slim', 'debian-trixie', false);
  expect(offline.run('pip install flask').stderr).toMatch(
    /Temporary failure in name resolution'\)': \/simple\/flask\/\nERROR: Could not find a version that satisfies the requirement flask \(from versions: none\)\nERROR: No matching distribution found for flask\n$/,
  );
});

test("Debian's own Python is not pip's to change", () => {
  const system = new TestSystem('debian-trixie');
  system.run('apt-get update && apt-get install -y --no-install-recommends python3-pip');
  expect(system.run('pip install flask')).toMatchObject({ status: 1 });
  expect(system.run('pip install flask').stderr).toMatch(/^error: externally-managed-environment\n/);
});

test('npm installs the dependencies of package.json, and only those of production when told so', () => {
  const system = imageOf('node-22-slim', 'debian-bookworm');
  const manifest =
    '{"name":"app","version":"1.0.0","scripts":{"hello":"echo hi"},"dependencies":{"express":"^5.0.0"},"devDependencies":{"nodemon":"^3.0.0"}}';
  system.run(`mkdir /app && printf '%s' '${manifest}' > /app/package.json`);
  expect(system.run('cd /app && npm ci').stderr).toMatch(/^npm error code EUSAGE\n/);
  const production = system.run('cd /app && npm install --omit=dev').stdout;
  expect(production).toMatch(
    /^\nadded \d+ packages, and audited \d+ packages in \d+m?s\n\n\d+ packages are looking for funding\n {2}run `npm fund` for details\n\nfound 0 vulnerabilities\n$/,
  );
  expect(system.run('ls /app/node_modules').stdout).toContain('express\n');
  expect(system.run('ls /app/node_modules').stdout).not.toContain('nodemon');
  expect(system.run('cd /app && npm ci').stdout).toMatch(/^\nadded \d+ packages/);
  expect(system.run('cd /app && npm run hello').stdout).toBe('\n> app@1.0.0 hello\n> echo hi\n\nhi\n');
  expect(system.run('cd /app && npm start')).toMatchObject({ status: 1 });
  expect(system.run('cd /app && npm ls').stdout).toMatch(
    /^app@1\.0\.0 \/app\n├── express@5\.\S+\n└── nodemon@3\.\S+\n\n$/,
  );
});

test('npm says what its registry does not hold, and that no registry answers', () => {
  const system = imageOf('node-22-slim', 'debian-bookworm');
  system.run('mkdir /app');
  expect(system.run('cd /app && npm install left-pad-of-nobody').stderr).toContain(
    'does not hold left-pad-of-nobody',
  );
  const offline = imageOf('node-22-slim', 'debian-bookworm', false);
  expect(offline.run('cd /tmp && npm install express').stderr).toMatch(/^npm error code EAI_AGAIN\n/);
});
