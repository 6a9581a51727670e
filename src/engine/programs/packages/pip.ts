import { syntheticContent } from '../../fs';
import type { Task } from '../../kernel';
import { isErrno } from '../../kernel';
import { ask } from '../shared/ask';
import { program } from '../shared/program';
import type { Call } from '../shared/program';
import { compareVersions, satisfies } from './debian/versions';
import {
  canonical,
  environmentOf,
  installedIn,
  place,
  readIndex,
  removeDistribution,
  requirementOf,
  type Distribution,
  type Environment,
  type Requirement,
} from './python';

const PIP_VERSION = '25.3';
const INDEX_HOST = 'pypi.org';
const DOWNLOAD_MS_PER_MEGABYTE = 80;
const REQUEST_MS = 60;
const VALUED = new Set([
  '-r',
  '--requirement',
  '-i',
  '--index-url',
  '--extra-index-url',
  '-t',
  '--target',
  '-c',
  '--constraint',
  '--prefix',
  '--root',
  '--timeout',
  '--retries',
  '--format',
  '--root-user-action',
  '--trusted-host',
  '--proxy',
  '--cache-dir',
  '--platform',
  '--python-version',
  '--log',
]);
const ROOT_WARNING =
  "WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager, possibly rendering your system unusable. It is recommended to use a virtual environment instead: https://pip.pypa.io/warnings/venv. Use the --root-user-action option if you know what you are doing and want to suppress this warning.";
const MANAGED = `error: externally-managed-environment

× This environment is externally managed
╰─> To install Python packages system-wide, try apt install
    python3-xyz, where xyz is the package you are trying to
    install.
    
    If you wish to install a non-Debian-packaged Python package,
    create a virtual environment using python3 -m venv path/to/venv.
    Then use path/to/venv/bin/python and path/to/venv/bin/pip. Make
    sure you have python3-full installed.
    
    If you wish to install a non-Debian packaged Python application,
    it may be easiest to use pipx install xyz, which will manage a
    virtual environment for you. Make sure you have pipx installed.
    
    See /usr/share/doc/python3.13/README.venv for more information.

note: If you believe this is a mistake, please contact your Python installation or OS distribution provider. You can override this, at the risk of breaking your Python installation or OS, by passing --break-system-packages.
hint: See PEP 668 for the detailed specification.
`;

interface Arguments {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly words: readonly string[];
}

function parse(args: readonly string[]): Arguments {
  const flags = new Set<string>();
  const values = new Map<string, string[]>();
  const words: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    const [option = '', ...rest] = arg.startsWith('--')
      ? arg.split('=')
      : [arg.startsWith('-r') ? '-r' : arg];
    if (VALUED.has(option)) {
      const joined = arg.startsWith('--') ? rest.join('=') : arg.slice(2);
      values.set(option, [...(values.get(option) ?? []), joined || (args[++at] ?? '')]);
    } else if (arg.startsWith('-')) flags.add(option);
    else words.push(arg);
  }
  return { flags, values, words };
}

function* run(c: Call): Task<number> {
  const args = parse(c.args);
  const environment = environmentOf(c.p);
  const [verb, ...words] = args.words;
  if (args.flags.has('--version') || args.flags.has('-V')) {
    yield* c.print(
      `pip ${PIP_VERSION} from ${environment.sitePackages}/pip (python ${environment.pythonVersion})\n`,
    );
    return 0;
  }
  switch (verb) {
    case 'install':
      return yield* install(c, args, environment, words);
    case 'uninstall':
      return yield* uninstall(c, args, environment, words);
    case 'list':
      return yield* list(c, environment);
    case 'freeze':
      for (const { name, version } of sorted(c, environment)) yield* c.print(`${name}==${version}\n`);
      return 0;
    case 'show':
      return yield* show(c, environment, words);
    case 'check':
      yield* c.print('No broken requirements found.\n');
      return 0;
    case 'cache':
      yield* c.print('Files removed: 0\n');
      return 0;
  }
  if (verb === undefined || verb === 'help' || args.flags.has('--help')) {
    yield* c.print(
      '\nUsage:   \n  pip <command> [options]\n\nCommands: install, uninstall, list, freeze, show, check\n',
    );
    return 0;
  }
  if (
    [
      'download',
      'wheel',
      'index',
      'config',
      'inspect',
      'debug',
      'hash',
      'search',
      'completion',
      'lock',
    ].includes(verb)
  ) {
    return yield* c.fail(`'pip ${verb}' is not modelled on this simulated machine`);
  }
  yield* c.p.stderr.write(`ERROR: unknown command "${verb}"\n`);
  return 1;
}

function sorted(
  c: Call,
  environment: Environment,
): readonly { readonly name: string; readonly version: string }[] {
  return [...installedIn(c.p, environment).values()].sort((a, b) =>
    canonical(a.name) < canonical(b.name) ? -1 : 1,
  );
}

function* list(c: Call, environment: Environment): Task<number> {
  const all = [...sorted(c, environment), { name: 'pip', version: PIP_VERSION }].sort((a, b) =>
    canonical(a.name) < canonical(b.name) ? -1 : 1,
  );
  const [names, versions] = [
    Math.max(7, ...all.map(({ name }) => name.length)),
    Math.max(7, ...all.map(({ version }) => version.length)),
  ];
  yield* c.print(`${'Package'.padEnd(names)} Version\n${'-'.repeat(names)} ${'-'.repeat(versions)}\n`);
  for (const { name, version } of all) yield* c.print(`${name.padEnd(names)} ${version}\n`);
  return 0;
}

function* show(c: Call, environment: Environment, words: readonly string[]): Task<number> {
  const index = yield* readIndex(c.p);
  const installed = installedIn(c.p, environment);
  const missing = words.filter((word) => !installed.has(canonical(word)));
  for (const word of words) {
    const one = installed.get(canonical(word));
    if (one === undefined) continue;
    const known = index.get(canonical(word));
    const requires = (known?.requires ?? []).map((text) => requirementOf(text).name);
    const users = [...installed.values()].filter(({ name }) =>
      (index.get(canonical(name))?.requires ?? []).some(
        (text) => canonical(requirementOf(text).name) === canonical(word),
      ),
    );
    yield* c.print(
      `Name: ${one.name}\nVersion: ${one.version}\nSummary: ${known?.summary ?? ''}\nLocation: ${environment.sitePackages}\nRequires: ${requires.join(', ')}\nRequired-by: ${users.map(({ name }) => name).join(', ')}\n`,
    );
  }
  yield* c.out.flush();
  if (missing.length > 0) yield* c.p.stderr.write(`WARNING: Package(s) not found: ${missing.join(', ')}\n`);
  return missing.length === words.length ? 1 : 0;
}

function* requirements(c: Call, args: Arguments, words: readonly string[]): Task<readonly Requirement[]> {
  const found = words.map(requirementOf);
  for (const path of [...(args.values.get('-r') ?? []), ...(args.values.get('--requirement') ?? [])]) {
    try {
      const lines = c.p.files
        .readText(path)
        .split('\n')
        .map((line) => line.replace(/(^|\s)#.*/, '').trim());
      found.push(...lines.filter((line) => line !== '' && !line.startsWith('-')).map(requirementOf));
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* c.p.stderr.write(
        `ERROR: Could not open requirements file: [Errno 2] No such file or directory: '${path}'\n`,
      );
      yield* c.exit(1);
    }
  }
  return found;
}

interface Chosen {
  readonly distribution: Distribution;
  readonly version: string;
}

function* install(
  c: Call,
  args: Arguments,
  environment: Environment,
  words: readonly string[],
): Task<number> {
  const { p } = c;
  if (environment.isExternallyManaged && !args.flags.has('--break-system-packages')) {
    yield* p.stderr.write(MANAGED);
    return 1;
  }
  const wanted = yield* requirements(c, args, words);
  if (wanted.length === 0) {
    yield* p.stderr.write(
      'ERROR: You must give at least one requirement to install (see "pip help install")\n',
    );
    return 1;
  }
  const isQuiet = args.flags.has('-q') || args.flags.has('--quiet');
  const say = function* (text: string): Task<void> {
    if (!isQuiet) yield* c.print(text);
  };
  const index = yield* readIndex(p);
  const installed = installedIn(p, environment);
  const chosen = new Map<string, Chosen>();
  const pending = wanted.map((requirement) => ({ requirement, by: '' }));
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const { requirement, by } = next;
    const name = canonical(requirement.name);
    const there = installed.get(name);
    if (chosen.has(name) || name === 'pip') continue;
    const isUpgrade = args.flags.has('-U') || args.flags.has('--upgrade');
    if (there !== undefined && !isUpgrade && accepts(requirement.specifier, there.version)) {
      yield* say(
        `Requirement already satisfied: ${requirement.text} in ${environment.sitePackages}${by} (${there.version})\n`,
      );
      continue;
    }
    yield* reach(c, requirement);
    const distribution = index.get(name);
    if (distribution === undefined) {
      return yield* c.fail(
        `${requirement.name} is not among the packages that this simulated index holds; the real one has far more`,
      );
    }
    const version = pick(requirement.specifier, distribution.version);
    if (version === undefined) return yield* refuse(c, requirement, distribution.version);
    yield* say(
      `Collecting ${requirement.text}${by}\n  Downloading ${wheelName(distribution, version)}.metadata (${sizeText(distribution.summary.length * 60)})\n`,
    );
    yield* p.sleep(REQUEST_MS);
    chosen.set(name, { distribution, version });
    pending.push(
      ...distribution.requires.map((text) => ({
        requirement: requirementOf(text),
        by: ` (from ${by === '' ? requirement.text : `${requirement.name}`})`,
      })),
    );
  }
  yield* download(c, args, [...chosen.values()], say);
  const order = installOrder(chosen);
  if (order.length > 0) {
    yield* say(
      `Installing collected packages: ${order.map(({ distribution }) => distribution.name).join(', ')}\n`,
    );
    for (const { distribution, version } of order) {
      const old = installed.get(canonical(distribution.name));
      if (old) removeDistribution(p, environment, old.name, old.version);
      place(p, environment, distribution, version);
      yield* p.sleep((distribution.wheelBytes / 1e6) * 40 + 20);
    }
    const names = order.map(({ distribution, version }) => `${distribution.name}-${version}`).sort();
    yield* say(`\nSuccessfully installed ${names.join(' ')}\n`);
  }
  yield* c.out.flush();
  const isSilent =
    args.values.get('--root-user-action')?.includes('ignore') === true ||
    p.env.get('PIP_ROOT_USER_ACTION') === 'ignore';
  if (p.credentials.uid === 0 && !isSilent && !p.files.exists(`${environment.scripts}/../pyvenv.cfg`))
    yield* p.stderr.write(`${ROOT_WARNING}\n`);
  return 0;
}

function* download(
  c: Call,
  args: Arguments,
  chosen: readonly Chosen[],
  say: (text: string) => Task<void>,
): Task<void> {
  const home = c.p.env.get('HOME') ?? '/root';
  const keeps =
    !args.flags.has('--no-cache-dir') &&
    !/^(1|true|on|off)$/.test(c.p.env.get('PIP_NO_CACHE_DIR') ?? '') &&
    c.p.files.access(home, 'w');
  const folders = ['.cache', '.cache/pip', '.cache/pip/http-v2'].map((name) => `${home}/${name}`);
  for (const { distribution, version } of chosen) {
    const wheel = wheelName(distribution, version);
    yield* say(`Downloading ${wheel} (${sizeText(distribution.wheelBytes)})\n`);
    yield* c.p.sleep((distribution.wheelBytes / 1e6) * DOWNLOAD_MS_PER_MEGABYTE);
    if (!keeps) continue;
    for (const folder of folders) if (!c.p.files.exists(folder)) c.p.files.mkdir(folder, 0o755);
    const path = `${folders[2] ?? home}/${wheel}.body`;
    c.p.files.placeFile(path, syntheticContent(new Uint8Array(), distribution.wheelBytes, path), 0o600);
  }
}

function wheelName({ name, tag }: Distribution, version: string): string {
  return `${name.replace(/[-.]/g, '_')}-${version}-${tag}.whl`;
}

/** As pip writes sizes: decimal, one place below ten. */
function sizeText(bytes: number): string {
  if (bytes > 1e6) return `${(bytes / 1e6).toFixed(1)} MB`;
  if (bytes > 10_000) return `${Math.floor(bytes / 1000)} kB`;
  return bytes > 1000 ? `${(bytes / 1000).toFixed(1)} kB` : `${bytes} bytes`;
}

/** The index has to answer. */
function* reach(c: Call, { text, name }: Requirement): Task<void> {
  try {
    (yield* c.p.network.connect(yield* c.p.network.resolve(INDEX_HOST), 443)).close();
  } catch (error) {
    if (!isErrno(error)) throw error;
    const why =
      error.code === 'ENOENT'
        ? '[Errno -2] Name or service not known'
        : '[Errno -3] Temporary failure in name resolution';
    for (let left = 4; left >= 0; left--) {
      yield* c.out.flush();
      yield* c.p.stderr.write(
        `WARNING: Retrying (Retry(total=${left}, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7f${Math.floor(
          c.p.random() * 0xffffffffff,
        )
          .toString(16)
          .padStart(
            10,
            '0',
          )}>: Failed to establish a new connection: ${why}')': /simple/${canonical(name)}/\n`,
      );
      yield* c.p.sleep(left === 4 ? 0 : 500 * 2 ** (3 - left));
    }
    yield* c.p.stderr.write(
      `ERROR: Could not find a version that satisfies the requirement ${text} (from versions: none)\nERROR: No matching distribution found for ${name}\n`,
    );
    yield* c.exit(1);
  }
}

function* refuse(c: Call, { text }: Requirement, version: string): Task<never> {
  yield* c.out.flush();
  yield* c.p.stderr.write(
    `ERROR: Could not find a version that satisfies the requirement ${text} (from versions: ${version})\nERROR: No matching distribution found for ${text}\n`,
  );
  return yield* c.exit(1);
}

function clauses(specifier: string): readonly (readonly [string, string])[] {
  return [...specifier.matchAll(/(===?|~=|!=|<=|>=|<|>)([^,]+)/g)].map(
    ([, operator = '', version = '']) => [operator, version] as const,
  );
}

function accepts(specifier: string, version: string): boolean {
  return clauses(specifier).every(([operator, wanted]) => {
    if (operator === '==' || operator === '===')
      return wanted.endsWith('.*') ? version.startsWith(wanted.slice(0, -1)) : version === wanted;
    if (operator === '!=') return version !== wanted;
    if (operator === '~=')
      return compareVersions(version, wanted) >= 0 && version.startsWith(wanted.replace(/\.[^.]*$/, '.'));
    return satisfies(version, operator === '<' ? '<<' : operator === '>' ? '>>' : operator, wanted);
  });
}

/** The newest version that fits; an older one that is named exactly was published, too. */
function pick(specifier: string, newest: string): string | undefined {
  if (accepts(specifier, newest)) return newest;
  const exact = clauses(specifier)
    .find(([operator]) => operator === '==' || operator === '~=')?.[1]
    ?.replace('.*', '.0');
  const below = clauses(specifier).find(([operator]) => operator === '<=')?.[1];
  const candidate = exact ?? below;
  return candidate !== undefined && compareVersions(candidate, newest) < 0 && accepts(specifier, candidate)
    ? candidate
    : undefined;
}

/** What a distribution needs is installed before it. */
function installOrder(chosen: ReadonlyMap<string, Chosen>): readonly Chosen[] {
  const ordered = new Set<Chosen>();
  const visiting = new Set<string>();
  const visit = (name: string): void => {
    const one = chosen.get(name);
    if (one === undefined || visiting.has(name)) return;
    visiting.add(name);
    for (const text of one.distribution.requires) visit(canonical(requirementOf(text).name));
    ordered.add(one);
  };
  for (const name of chosen.keys()) visit(name);
  return [...ordered];
}

function* uninstall(
  c: Call,
  args: Arguments,
  environment: Environment,
  words: readonly string[],
): Task<number> {
  if (environment.isExternallyManaged && !args.flags.has('--break-system-packages')) {
    yield* c.p.stderr.write(MANAGED);
    return 1;
  }
  const installed = installedIn(c.p, environment);
  for (const { name } of yield* requirements(c, args, words)) {
    const one = installed.get(canonical(name));
    if (one === undefined) {
      yield* c.out.flush();
      yield* c.p.stderr.write(`WARNING: Skipping ${name} as it is not installed.\n`);
      continue;
    }
    yield* c.print(
      `Found existing installation: ${one.name} ${one.version}\nUninstalling ${one.name}-${one.version}:\n`,
    );
    const goesOn = args.flags.has('-y') || args.flags.has('--yes') || (yield* ask(c, 'Proceed (Y/n)? '));
    if (!goesOn) continue;
    removeDistribution(c.p, environment, one.name, one.version);
    yield* c.print(`  Successfully uninstalled ${one.name}-${one.version}\n`);
  }
  return 0;
}

export const pip = program({
  id: 'python3-pip/pip',
  names: ['pip3'],
  flavours: ['gnu'],
  stopAtOperand: 'raw',
  run,
});
