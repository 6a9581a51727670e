/** What the scripts in packages say and do when they are unpacked and set up, where a reader would miss it. */
import { syntheticContent } from '../../../fs';
import { isErrno, type Process } from '../../../kernel';
import { best, currentTarget, point, readGroup, writeGroup } from './alternatives';
import type { DebPackage } from './package-index';

/** Programs of which several packages have one: link, name of the group, and what it points to. */
const ALTERNATIVES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  vim: ['editor', 'ex', 'rview', 'rvim', 'vi', 'view', 'vim', 'vimdiff'].map((name) => [
    `/usr/bin/${name}`,
    '/usr/bin/vim.basic',
  ]),
  'vim-tiny': ['editor', 'ex', 'rview', 'vi', 'view'].map((name) => [
    `/usr/bin/${name}`,
    '/usr/bin/vim.tiny',
  ]),
  nano: [
    ['/usr/bin/editor', '/bin/nano'],
    ['/usr/bin/pico', '/bin/nano'],
  ],
  'netcat-openbsd': [['/bin/nc', '/bin/nc.openbsd']],
  'inetutils-telnet': [['/usr/bin/telnet', '/usr/bin/inetutils-telnet']],
  figlet: [['/usr/bin/figlet', '/usr/bin/figlet-figlet']],
  less: [['/usr/bin/pager', '/usr/bin/less']],
  'g++': [['/usr/bin/c++', '/usr/bin/g++']],
};

/** Packages whose service is not started while nothing like systemd runs. */
const SERVICES: ReadonlySet<string> = new Set([
  'nginx',
  'redis-server',
  'cron',
  'postgresql-common',
  'openssh-server',
  'dbus',
]);

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';
const CERTIFICATE_COUNT = 148;
const CERTIFICATES_BYTES = 221_470;

/** Files that a package moves out of the way of its own, as dpkg says it. */
export function diversionLines({ name, version }: DebPackage): readonly string[] {
  const readline = /^libreadline(\d+)t64$/.exec(name)?.[1];
  const [, major, minor] = /^(?:\d+:)?(\d+)\.(\d+)/.exec(version) ?? [];
  const library = '/lib/x86_64-linux-gnu';
  if (readline !== undefined) {
    return ['history', 'readline'].flatMap((stem) =>
      [readline, `${readline}.${minor ?? '0'}`].map((number) =>
        diversion(`${library}/lib${stem}.so.${number}`, `.usr-is-merged`, name),
      ),
    );
  }
  if (name === 'libtirpc3t64') {
    return ['3', '3.0.0'].map((number) =>
      diversion(`${library}/libtirpc.so.${number}`, '.usr-is-merged', name),
    );
  }
  if (name === 'vim-runtime') {
    const folder = `/usr/share/vim/vim${major ?? ''}${minor ?? ''}/doc`;
    return ['help.txt', 'tags'].map((file) => diversion(`${folder}/${file}`, '.vim-tiny', name));
  }
  return [];
}

function diversion(path: string, suffix: string, name: string): string {
  return `Adding 'diversion of ${path} to ${path}${suffix} by ${name}'`;
}

/** Whether debconf is started when a package is set up. */
export function asksDebconf({ depends, name }: DebPackage): boolean {
  return /\bdebconf\b/.test(depends) && name !== 'debconf';
}

/** What setting a package up prints after its own line; does to the files what a reader would miss. */
export function* setUp(p: Process, one: DebPackage): Generator<string, void> {
  const { name, depends } = one;
  if (name === 'ca-certificates') yield* updateCertificates(p);
  if (name === 'python3') {
    const version = /\bpython(3\.\d+)\b/.exec(depends)?.[1] ?? '3';
    yield `running python rtupdate hooks for python${version}...`;
    yield `running python post-rtupdate hooks for python${version}...`;
  }
  for (const [link, target] of ALTERNATIVES[name] ?? []) {
    const group = link.slice(link.lastIndexOf('/') + 1);
    if (!p.files.exists(target) || !offer(p, group, link, target)) continue;
    yield `update-alternatives: using ${target} to provide ${link} (${group}) in auto mode`;
  }
  if (name === 'nginx-common') setUpNginx(p);
  if (SERVICES.has(name)) {
    yield 'invoke-rc.d: could not determine current runlevel';
    yield 'invoke-rc.d: policy-rc.d denied execution of start.';
  }
}

/** The first site, its page, and logs that the server may write. Source: Debian, nginx-common.postinst. */
function setUpNginx({ files }: Process): void {
  const site = '/etc/nginx/sites-enabled/default';
  const page = '/var/www/html/index.nginx-debian.html';
  const given = '/usr/share/nginx/html/index.html';
  if (!files.exists(given)) return;
  if (!files.exists(site)) files.symlink('/etc/nginx/sites-available/default', site);
  if (!files.exists(page)) {
    for (const folder of ['/var/www', '/var/www/html']) if (!files.exists(folder)) files.mkdir(folder, 0o755);
    files.writeFile(page, files.readText(given));
  }
  for (const name of ['access', 'error']) {
    const log = `/var/log/nginx/${name}.log`;
    if (files.exists(log)) continue;
    files.writeFile(log, '');
    files.chmod(log, 0o640);
    files.chown(log, WWW_DATA, ADM);
  }
}

const WWW_DATA = 33;
const ADM = 4;

/** Registers one more program behind a name; whether it is the one that stands behind it now. */
function offer(p: Process, name: string, link: string, path: string): boolean {
  const { files } = p;
  try {
    // A file that is no link is somebody's own.
    if (files.lstat(link).kind !== 'symlink') return false;
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
  const there = readGroup(p, name);
  const before = there && currentTarget(p, there);
  const others = (there?.choices ?? []).filter((one) => one.path !== path);
  const choice = { path, priority: PRIORITIES[path] ?? DEFAULT_PRIORITY, slaves: new Map<string, string>() };
  const choices = [...others, choice].sort((a, b) => (a.path < b.path ? -1 : 1));
  const group = { name, link, mode: there?.mode ?? 'auto', slaves: there?.slaves ?? [], choices } as const;
  writeGroup(p, group);
  if (group.mode === 'manual' || best(group) !== choice || before === path) return false;
  point(p, group, choice);
  return true;
}

/** What Debian's packages give their programs. */
const PRIORITIES: Readonly<Record<string, number>> = {
  '/bin/nano': 40,
  '/usr/bin/vim.basic': 30,
  '/usr/bin/vim.tiny': 15,
  '/usr/bin/less': 77,
  '/usr/bin/g++': 20,
  '/bin/nc.openbsd': 50,
  '/usr/bin/inetutils-telnet': 100,
  '/usr/bin/figlet-figlet': 10,
};
const DEFAULT_PRIORITY = 10;

function* updateCertificates(p: Process): Generator<string, void> {
  const { files } = p;
  const isNew = !files.exists(CERTIFICATES);
  for (const folder of ['/etc/ssl', '/etc/ssl/certs']) if (!files.exists(folder)) files.mkdir(folder, 0o755);
  if (isNew)
    files.placeFile(
      CERTIFICATES,
      syntheticContent(new Uint8Array(), CERTIFICATES_BYTES, CERTIFICATES),
      0o644,
    );
  yield 'Updating certificates in /etc/ssl/certs...';
  yield `${isNew ? CERTIFICATE_COUNT : 0} added, 0 removed; done.`;
}

/** What the triggers of other packages do and say once all packages are set up: owner, and its further lines. */
export function triggersOf(
  p: Process,
  names: readonly DebPackage[],
): readonly { readonly owner: string; readonly lines: readonly string[] }[] {
  const triggers: { owner: string; lines: readonly string[] }[] = [];
  if (names.some(hasLibraries)) triggers.push({ owner: 'libc-bin', lines: [] });
  if (names.some(({ name }) => name === 'ca-certificates')) {
    triggers.push({
      owner: 'ca-certificates',
      lines: [...updateCertificates(p), 'Running hooks in /etc/ca-certificates/update.d...', 'done.'],
    });
  }
  return triggers;
}

/** Whether a package brings shared libraries, so that ldconfig has to run. */
export function hasLibraries({
  name,
  architecture,
}: {
  readonly name: string;
  readonly architecture: string;
}): boolean {
  return (
    architecture === 'amd64' && /^(lib|zlib)/.test(name) && !/-(bin|dev|perl|modules|plugins)$/.test(name)
  );
}
