import type { Task } from '../../kernel';
import { isErrno } from '../../kernel';
import { runToEnd } from '../shared/exec';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import {
  closureOf,
  isPlaced,
  placeModule,
  readManifest,
  readRegistry,
  type Manifest,
  type NodePackage,
} from './node/modules';

const NPM_VERSION = '10.9.3';
const REGISTRY_HOST = 'registry.npmjs.org';
const MANIFEST = 'package.json';
const LOCK = 'package-lock.json';
const DOWNLOAD_MS_PER_MEGABYTE = 90;
const PACKAGE_MS = 12;
const ALIASES: Readonly<Record<string, string>> = {
  i: 'install',
  add: 'install',
  'clean-install': 'ci',
  ls: 'list',
  ll: 'list',
  'run-script': 'run',
  t: 'test',
  un: 'uninstall',
  rm: 'uninstall',
  remove: 'uninstall',
};

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

function* run(c: Call): Task<number> {
  const flags = new Set(c.args.filter((arg) => arg.startsWith('-')));
  const [given, ...words] = c.args.filter((arg) => !arg.startsWith('-'));
  if (flags.has('-v') || flags.has('--version')) {
    yield* c.print(`${NPM_VERSION}\n`);
    return 0;
  }
  const verb = given === undefined ? undefined : Object.hasOwn(ALIASES, given) ? ALIASES[given] : given;
  switch (verb) {
    case 'install':
    case 'ci':
      return yield* install(c, verb === 'ci', flags, words);
    case 'run':
      return yield* runScript(c, words[0], words.slice(1));
    case 'start':
    case 'test':
    case 'stop':
      return yield* runScript(c, verb, words);
    case 'list':
      return yield* list(c);
    case 'init':
      return yield* init(c);
    case 'cache':
      return 0;
  }
  if (verb === undefined || verb === 'help' || flags.has('--help')) {
    yield* c.print(
      `npm <command>\n\nUsage:\n\nnpm install        install all the dependencies in your project\nnpm ci             install exactly what the lock file says\nnpm run <foo>      run the script named <foo>\n\nnpm@${NPM_VERSION}\n`,
    );
    return 1;
  }
  return yield* c.fail(`'npm ${given ?? ''}' is not modelled on this simulated machine`);
}

function* complain(c: Call, lines: readonly string[]): Task<number> {
  yield* c.out.flush();
  yield* c.p.stderr.write(lines.map((line) => `npm error${line === '' ? '' : ` ${line}`}\n`).join(''));
  return 1;
}

function* manifestOf(c: Call): Task<Manifest | undefined> {
  try {
    return readManifest(c.p, MANIFEST);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    yield* complain(c, [
      'code EJSONPARSE',
      `path ${c.p.cwd}/${MANIFEST}`,
      `JSON.parse Failed to parse JSON data.`,
    ]);
    return yield* c.exit(1);
  }
}

function* install(
  c: Call,
  isClean: boolean,
  flags: ReadonlySet<string>,
  words: readonly string[],
): Task<number> {
  const { p } = c;
  const manifest = yield* manifestOf(c);
  if (isClean && !p.files.exists(LOCK)) {
    return yield* complain(c, [
      'code EUSAGE',
      '',
      'The `npm ci` command can only install with an existing package-lock.json or',
      'npm-shrinkwrap.json with lockfileVersion >= 1. Run an install with npm@5 or',
      'later to generate a package-lock.json file, then try again.',
    ]);
  }
  const isProduction =
    flags.has('--production') ||
    flags.has('--omit=dev') ||
    flags.has('--only=production') ||
    p.env.get('NODE_ENV') === 'production';
  const asked = words.map((word) => word.replace(/(.)@.*$/, '$1'));
  const wanted = [
    ...Object.keys(manifest?.dependencies ?? {}),
    ...(isProduction ? [] : Object.keys(manifest?.devDependencies ?? {})),
    ...asked,
  ];
  const startMs = p.nowMs;
  const registry = yield* readRegistry(p);
  const { packages, unknown } = closureOf(registry, wanted);
  if (packages.length + unknown.length > 0 && !(yield* reaches(c))) return 1;
  if (unknown.length > 0) {
    return yield* c.fail(
      `the simulated registry does not hold ${unknown.join(', ')}; the real one has millions of packages`,
    );
  }
  const coming = packages.filter((one) => !isPlaced(p, one));
  for (const one of coming) {
    yield* p.sleep(PACKAGE_MS + (one.installedBytes / 1e6) * DOWNLOAD_MS_PER_MEGABYTE * 0.25);
    placeModule(p, one);
  }
  if (!isClean) writeFiles(c, manifest, asked, registry, packages, flags);
  yield* p.sleep(400);
  yield* report(c, coming, packages, p.nowMs - startMs, flags);
  return 0;
}

function* reaches(c: Call): Task<boolean> {
  const { network } = c.p;
  try {
    (yield* network.connect(yield* network.resolve(REGISTRY_HOST), 443)).close();
    return true;
  } catch (error) {
    if (!isErrno(error)) throw error;
    const code = error.code === 'EAGAIN' ? 'EAI_AGAIN' : error.code === 'ENOENT' ? 'ENOTFOUND' : error.code;
    yield* complain(c, [
      `code ${code}`,
      'syscall getaddrinfo',
      `errno ${code}`,
      `request to https://${REGISTRY_HOST}/ failed, reason: getaddrinfo ${code} ${REGISTRY_HOST}`,
    ]);
    return false;
  }
}

function writeFiles(
  c: Call,
  manifest: Manifest | undefined,
  asked: readonly string[],
  registry: ReadonlyMap<string, NodePackage>,
  packages: readonly NodePackage[],
  flags: ReadonlySet<string>,
): void {
  const { files, cwd } = c.p;
  const field = flags.has('--save-dev') || flags.has('-D') ? 'devDependencies' : 'dependencies';
  let current: Manifest = manifest ?? {};
  if (asked.length > 0 && !flags.has('--no-save')) {
    const added = Object.fromEntries(asked.map((name) => [name, `^${registry.get(name)?.version ?? ''}`]));
    const all = Object.entries({ ...current[field], ...added }).sort(([a], [b]) => (a < b ? -1 : 1));
    current = { ...current, [field]: Object.fromEntries(all) };
    files.writeFile(MANIFEST, `${JSON.stringify(current, null, 2)}\n`);
  }
  if (flags.has('--no-package-lock') || packages.length === 0) return;
  const name = current.name ?? cwd.slice(cwd.lastIndexOf('/') + 1);
  const sorted = [...packages].sort((a, b) => (a.name < b.name ? -1 : 1));
  const lock: Lock & Readonly<Record<string, unknown>> = {
    name,
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { ...current },
      ...Object.fromEntries(sorted.map((one) => [`node_modules/${one.name}`, { version: one.version }])),
    },
  };
  files.writeFile(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
}

function* report(
  c: Call,
  coming: readonly NodePackage[],
  packages: readonly NodePackage[],
  ms: number,
  flags: ReadonlySet<string>,
): Task<void> {
  if (flags.has('--silent') || flags.has('-s')) return;
  const plural = (count: number): string => `${count} package${count === 1 ? '' : 's'}`;
  const isAudited = !flags.has('--no-audit');
  const time = ms < 1000 ? `${Math.round(ms)}ms` : `${Math.round(ms / 1000)}s`;
  const what = coming.length === 0 ? 'up to date' : `added ${plural(coming.length)}`;
  yield* c.print(
    `\n${what}${isAudited ? `, ${coming.length === 0 ? '' : 'and '}audited ${plural(packages.length + 1)}` : ''} in ${time}\n`,
  );
  const funded = packages.filter(({ hasFunding }) => hasFunding).length;
  if (funded > 0 && !flags.has('--no-fund')) {
    yield* c.print(
      `\n${plural(funded)} ${funded === 1 ? 'is' : 'are'} looking for funding\n  run \`npm fund\` for details\n`,
    );
  }
  if (isAudited) yield* c.print('\nfound 0 vulnerabilities\n');
}

function* runScript(c: Call, name: string | undefined, args: readonly string[]): Task<number> {
  const manifest = yield* manifestOf(c);
  if (manifest === undefined) {
    const path = `${c.p.cwd.replace(/\/$/, '')}/${MANIFEST}`;
    return yield* complain(c, [
      'code ENOENT',
      'syscall open',
      `path ${path}`,
      'errno -2',
      `enoent Could not read package.json: Error: ENOENT: no such file or directory, open '${path}'`,
    ]);
  }
  const scripts = manifest.scripts ?? {};
  if (name === undefined) {
    for (const [script, text] of Object.entries(scripts)) yield* c.print(`  ${script}\n    ${text}\n`);
    return 0;
  }
  const own = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
  const script = own ?? (name === 'start' && c.p.files.exists('server.js') ? 'node server.js' : undefined);
  if (script === undefined)
    return yield* complain(c, [
      `Missing script: "${name}"`,
      '',
      'To see a list of scripts, run:',
      '  npm run',
    ]);
  const line = [script, ...args].join(' ');
  const title = [manifest.name ?? '', manifest.version ?? ''].filter(Boolean).join('@');
  yield* c.print(`\n> ${title === '' ? '' : `${title} `}${name}\n> ${line}\n\n`);
  yield* c.out.flush();
  const env = new Map(c.p.env);
  env.set('PATH', `${c.p.cwd}/node_modules/.bin:${env.get('PATH') ?? ''}`);
  env.set('npm_lifecycle_event', name);
  return yield* runToEnd(c.p, ['sh', '-c', line], { env });
}

function* list(c: Call): Task<number> {
  const manifest = yield* manifestOf(c);
  const title = [manifest?.name ?? c.p.cwd.slice(c.p.cwd.lastIndexOf('/') + 1), manifest?.version]
    .filter(Boolean)
    .join('@');
  const names = Object.keys({ ...manifest?.dependencies, ...manifest?.devDependencies }).sort();
  const lines = names.map((name) => {
    const version = readManifest(c.p, `node_modules/${name}/${MANIFEST}`)?.version;
    return version === undefined ? `UNMET DEPENDENCY ${name}` : `${name}@${version}`;
  });
  yield* c.print(`${title} ${c.p.cwd}\n`);
  if (lines.length === 0) yield* c.print('└── (empty)\n');
  for (const [at, text] of lines.entries())
    yield* c.print(`${at === lines.length - 1 ? '└──' : '├──'} ${text}\n`);
  yield* c.print('\n');
  return lines.some((text) => text.startsWith('UNMET')) ? 1 : 0;
}

function* init(c: Call): Task<number> {
  const path = `${c.p.cwd.replace(/\/$/, '')}/${MANIFEST}`;
  const manifest = {
    name: c.p.cwd.slice(c.p.cwd.lastIndexOf('/') + 1).toLowerCase(),
    version: '1.0.0',
    main: 'index.js',
    scripts: { test: 'echo "Error: no test specified" && exit 1' },
    keywords: [],
    author: '',
    license: 'ISC',
    description: '',
  };
  const text = JSON.stringify(manifest, null, 2);
  c.p.files.writeFile(MANIFEST, `${text}\n`);
  yield* c.print(`Wrote to ${path}:\n\n${text}\n\n\n\n`);
  return 0;
}

export const npm = program({ id: 'npm/npm', flavours: ['gnu'], stopAtOperand: 'raw', run });

export const yarn = program({
  id: 'yarnpkg/yarn',
  names: ['yarnpkg'],
  flavours: ['gnu'],
  stopAtOperand: 'raw',
  *run(c) {
    if (c.args.includes('--version') || c.args.includes('-v')) {
      yield* c.print('1.22.22\n');
      return 0;
    }
    return yield* c.fail(
      'not modelled on this simulated machine; the real yarn installs the packages of package.json, as npm install does',
    );
  },
});
