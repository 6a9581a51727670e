// What a page of the built site loads to run its first command: `npm run size [-- PAGE [LINE]]`, after `npm run build`.
import { existsSync } from 'node:fs';
import { launchBrowser } from '../export/browser';
import { serveBuiltSite } from '../export/serve';
import { codeBytes, firstCommandScripts } from './first-command';

const PAGE = '/running-containers/run-a-container/';
const LINE = 'docker ps -a';

/** Arguments: the path of a page, and the line that is typed under its first example. */
export async function main([path = PAGE, line = LINE]: readonly string[]): Promise<number> {
  if (!existsSync(`dist${path}index.html`)) {
    console.error(`${path}: the built site has no such page; \`npm run build\` builds it`);
    return 2;
  }
  const site = await serveBuiltSite(process.cwd());
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ baseURL: site.url });
    const scripts = await firstCommandScripts(page, path, line);
    for (const { path: name, bytes } of scripts.toSorted((a, b) => b.bytes - a.bytes))
      console.log(`${String(bytes).padStart(8)}  ${name}`);
    const code = codeBytes(scripts);
    const all = scripts.reduce((sum, { bytes }) => sum + bytes, 0);
    console.log(`${String(code).padStart(8)}  bytes of code, compressed, for “${line}” on ${path}`);
    console.log(`${String(all - code).padStart(8)}  bytes of facts beside it`);
  } finally {
    await browser.close();
    await site.stop();
  }
  return 0;
}
