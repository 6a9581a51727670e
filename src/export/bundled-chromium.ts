/**
 * The Chromium inside the npm package `@sparticuz/chromium` (Linux x64 only), unpacked once per version.
 *
 * The package's own unpacking writes to the shared temporary folder and trusts whatever lies there already, so
 * a half-written file or another version would be started. Here it goes into `node_modules/.cache`, named by
 * version, and a folder appears under its final name only when it is complete.
 */
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { unpackTar } from 'modern-tar/fs';

interface ChromiumPackage {
  readonly archives: string;
  readonly version: string;
  /** Beside node_modules, so that removing the packages removes what came out of them. */
  readonly cache: string;
}

function chromiumPackage(): ChromiumPackage | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const require = createRequire(import.meta.url);
  let entry: string;
  try {
    entry = require.resolve('@sparticuz/chromium');
  } catch {
    return undefined;
  }
  const root = dirname(dirname(entry));
  const description: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version =
    typeof description === 'object' && description !== null && 'version' in description
      ? String(description.version)
      : 'unknown';
  return { archives: join(root, 'bin'), version, cache: join(dirname(dirname(root)), '.cache') };
}

/** Runs `fill` on a new folder and gives it its name in one step; a second process's copy wins or loses whole. */
async function unpackOnce(folder: string, fill: (into: string) => Promise<void>): Promise<string> {
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  const unfinished = await mkdtemp(`${folder}-`);
  try {
    await fill(unfinished);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Path of the unpacked browser, or `undefined` where the package has none for this machine. */
export async function bundledChromium(): Promise<string | undefined> {
  const found = chromiumPackage();
  if (found === undefined) return undefined;
  const folder = await unpackOnce(join(found.cache, `chromium-${found.version}`), async (into) => {
    await pipeline(
      createReadStream(join(found.archives, 'chromium.br')),
      createBrotliDecompress(),
      createWriteStream(join(into, 'chromium'), { mode: 0o755 }),
    );
    await pipeline(
      createReadStream(join(found.archives, 'swiftshader.tar.br')),
      createBrotliDecompress(),
      unpackTar(into),
    );
  });
  return join(folder, 'chromium');
}

/** Folder with the system libraries that a slim image lacks (NSS, NSPR, expat). */
export async function bundledLibraries(): Promise<string | undefined> {
  const found = chromiumPackage();
  if (found === undefined) return undefined;
  const folder = await unpackOnce(join(found.cache, `chromium-${found.version}-libraries`), async (into) => {
    await pipeline(
      createReadStream(join(found.archives, 'al2023.tar.br')),
      createBrotliDecompress(),
      unpackTar(into),
    );
  });
  return join(folder, 'lib');
}
