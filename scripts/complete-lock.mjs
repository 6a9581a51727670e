// Adds to package-lock.json the optional platform packages that npm left out.
//
// A registry that lacks the newest packages for other systems makes npm write a lock without them, and then
// `npm ci` refuses that lock ("Missing: @pagefind/darwin-arm64@… from lock file"). Run this after every change
// of dependencies. An added entry has no integrity hash: npm fills it in on a registry that has the package.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Where npm would look for `name` when the package at `path` asks for it: nearest node_modules first. */
function placesOf(path, name) {
  const places = [];
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    places.push(at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`);
    if (at === '') return places;
    if (!at.includes('/node_modules/')) at = '';
  }
}

function exactVersion(range) {
  return /^(\d+\.\d+\.\d+\S*)$/.exec(range)?.[1];
}

/** The optional dependencies that a lock asks for and does not hold: `{ name, range, by, place }` each. */
export function missingEntries(lock) {
  const missing = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      const place = placesOf(path, name).find((one) => one in lock.packages);
      const exact = exactVersion(range);
      if (place !== undefined && (exact === undefined || lock.packages[place].version === exact)) continue;
      // Another version stands at the top, for another package: this one goes below who asks for it.
      missing.push({
        name,
        range,
        by: path,
        place: `${place === undefined ? '' : `${path}/`}node_modules/${name}`,
      });
    }
  }
  return missing;
}

/** What a platform package's name says about the systems it is for, in npm's words. */
function systemsOf(name) {
  const words = name.split(/[-/]/);
  const has = (...any) => any.find((word) => words.includes(word));
  const os = has(
    'darwin',
    'linux',
    'win32',
    'windows',
    'freebsd',
    'openbsd',
    'netbsd',
    'android',
    'openharmony',
  );
  const cpu = has('arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32');
  const libc = has('musl', 'gnu');
  return {
    ...(os ? { os: [os === 'windows' ? 'win32' : os] } : {}),
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(libc && os === 'linux' ? { libc: [libc === 'gnu' ? 'glibc' : libc] } : {}),
  };
}

/** A lock that holds all it asks for. Only exact versions can be added: a range needs a registry to choose. */
export function completed(lock) {
  const packages = { ...lock.packages };
  for (const { name, range, by, place } of missingEntries(lock)) {
    const version = /^\^?(\d+\.\d+\.\d+\S*)$/.exec(range)?.[1];
    if (version === undefined) throw new Error(`${by} asks for ${name}@${range}: not one version`);
    const isDev = packages[by]?.dev === true;
    packages[place] = {
      version,
      ...systemsOf(name),
      ...(isDev ? { dev: true } : {}),
      optional: true,
    };
  }
  const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...lock, packages: sorted };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = new URL('../package-lock.json', import.meta.url);
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingEntries(lock);
  if (missing.length > 0) writeFileSync(file, `${JSON.stringify(completed(lock), null, 2)}\n`);
  for (const { name, range } of missing) console.log(`added ${name}@${range}`);
}
