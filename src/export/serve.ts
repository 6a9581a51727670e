import { preview } from 'astro';

export interface ServedSite {
  /** Without a slash at the end. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves `dist/` on a free port of this machine, as `npm start` does: with its 404 page and statuses. */
export async function serveBuiltSite(root: string): Promise<ServedSite> {
  const server = await preview({ root, logLevel: 'error', server: { port: 0, host: '127.0.0.1' } });
  return { url: `http://127.0.0.1:${server.port}`, stop: () => server.stop() };
}
