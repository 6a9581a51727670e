// Which of a server's locations answers a request, and with what: returns, files, folders, other servers, error pages.
import type { Process, Task } from '../../kernel';
import { complain } from './nginx-log';
import { fileAt, fileReply, folderPage, typeOf } from './nginx-pages';
import { passOn } from './nginx-proxy';
import { capturesOf, type NginxAnswer, runSteps } from './nginx-rewrite';
import type { AccessRule, NginxLocation, NginxServer, NginxSettings } from './nginx-settings';
import { expandVariables } from './nginx-variables';
import type { Asked, Reply, Served } from './nginx-worker';

/** An answer, and the settings of the place that gave it: its headers and logs. */
export interface Answered {
  readonly asked: Asked;
  readonly reply: Reply;
  readonly settings: NginxSettings;
}

/** Internal redirects that nginx follows before it gives up. */
const MOST_REDIRECTS = 10;

/** Answers, with the page that the configuration has for an error. */
export function* answerTo(p: Process, asked: Asked, served: Served): Task<Answered> {
  const answered = yield* route(p, asked, served, 0);
  const { reply, settings } = answered;
  const page = reply.isFinal || reply.status < 300 ? undefined : settings.errorPages.get(reply.status);
  if (page === undefined) return answered;
  const target = expandVariables(p, page.target, answered.asked);
  if (!/^[/@]/.test(target)) {
    const status = typeof page.status === 'number' ? page.status : 302;
    return { ...answered, reply: { status, type: 'text/html', location: target } };
  }
  const again = { ...answered.asked, method: asked.method === 'HEAD' ? 'HEAD' : 'GET' };
  const shown = target.startsWith('@')
    ? yield* atNamed(p, again, served, target, 1)
    : yield* route(p, { ...again, uri: target }, served, 1);
  const status = page.status === 'page' ? shown.reply.status : (page.status ?? reply.status);
  const isPage = shown.reply.status < 300 || page.status === 'page';
  if (!isPage) return shown;
  const { modifiedMs, ...undated } = shown.reply;
  const dated = status === 200 && modifiedMs !== undefined ? { modifiedMs } : {};
  return { ...shown, reply: { ...undated, ...dated, status } };
}

function* route(p: Process, asked: Asked, served: Served, redirects: number): Task<Answered> {
  const { server } = asked;
  const rewritten = runSteps(p, asked, server.steps);
  const { answer } = rewritten;
  if (answer !== undefined)
    return { asked: rewritten.asked, reply: returned(rewritten.asked, server, answer), settings: server };
  return yield* locate(p, rewritten.asked, served, redirects);
}

/** Finds the location of a path, and has it answer. */
function* locate(p: Process, asked: Asked, served: Served, redirects: number): Task<Answered> {
  const { server } = asked;
  const found = locationFor(server.locations, asked.uri);
  if (found === undefined) {
    const reply = yield* content(p, asked, served, undefined, redirects);
    return 'asked' in reply ? reply : { asked, reply, settings: server };
  }
  const { location, captures } = found;
  const here = { ...asked, captures: { ...asked.captures, ...captures }, root: location.root };
  if (location.isInternal && redirects === 0)
    return { asked: here, reply: { status: 404, type: 'text/html' }, settings: location };
  return yield* atLocation(p, here, served, location, redirects);
}

function* atNamed(p: Process, asked: Asked, served: Served, name: string, redirects: number): Task<Answered> {
  const location = asked.server.locations.find(({ kind, prefix }) => kind === 'named' && prefix === name);
  if (location !== undefined)
    return yield* atLocation(p, { ...asked, root: location.root }, served, location, redirects);
  yield* complain(p, asked, served, `could not find named location "${name}"`);
  return { asked, reply: { status: 500, type: 'text/html' }, settings: asked.server };
}

function* atLocation(
  p: Process,
  first: Asked,
  served: Served,
  location: NginxLocation,
  redirects: number,
): Task<Answered> {
  if (location.maxBodySize > 0 && first.body.length > location.maxBodySize) {
    const problem = `client intended to send too large body: ${first.body.length} bytes`;
    yield* complain(p, first, served, problem);
    return { asked: first, reply: { status: 413, type: 'text/html' }, settings: location };
  }
  const { asked, answer, isElsewhere } = runSteps(p, first, location.steps);
  const answered = (reply: Reply): Answered => ({ asked, reply, settings: location });
  if (answer !== undefined) return answered(returned(asked, location, answer));
  if (isElsewhere) {
    if (redirects < MOST_REDIRECTS) return yield* locate(p, asked, served, redirects + 1);
    const problem = `rewrite or internal redirection cycle while processing "${asked.uri}"`;
    yield* complain(p, asked, served, problem);
    return answered({ status: 500, type: 'text/html' });
  }
  if (!isAllowed(location.access, asked.client)) {
    yield* complain(p, asked, served, 'access forbidden by rule');
    return answered({ status: 403, type: 'text/html' });
  }
  const tries = location.tryFiles ?? [];
  for (const [index, tried] of tries.entries()) {
    const isLast = index === tries.length - 1;
    if (isLast && tried.startsWith('='))
      return answered({ status: Number(tried.slice(1)), type: 'text/html' });
    if (isLast && tried.startsWith('@')) return yield* atNamed(p, asked, served, tried, redirects + 1);
    const uri = expandVariables(p, tried, asked).replace(/\?.*$/, '');
    if (isLast) return yield* redirect(p, { ...asked, uri }, served, redirects);
    const file = fileAt(p, pathOf(p, { ...asked, uri }, location).replace(/\/$/, ''));
    const isThere = tried.endsWith('/') ? file === 'directory' : typeof file === 'object';
    if (!isThere) continue;
    const reply = yield* content(p, { ...asked, uri }, served, location, redirects);
    return 'asked' in reply ? reply : answered(reply);
  }
  const reply = yield* content(p, asked, served, location, redirects);
  return 'asked' in reply ? reply : answered(reply);
}

function* redirect(p: Process, asked: Asked, served: Served, redirects: number): Task<Answered> {
  if (redirects < MOST_REDIRECTS) return yield* route(p, asked, served, redirects + 1);
  yield* complain(
    p,
    asked,
    served,
    `rewrite or internal redirection cycle while internally redirecting to "${asked.uri}"`,
  );
  return { asked, reply: { status: 500, type: 'text/html' }, settings: asked.server };
}

/** What the content handlers have: another server's answer, an index, a list, a file. */
function* content(
  p: Process,
  asked: Asked,
  served: Served,
  location: NginxLocation | undefined,
  redirects: number,
): Task<Reply | Answered> {
  const settings = location ?? asked.server;
  if (location?.proxy) return yield* passOn(p, asked, location, location.proxy, served);
  const path = pathOf(p, asked, location);
  const failure = (status: number): Reply => ({ status, type: 'text/html' });
  if (asked.uri.endsWith('/')) {
    if (!/^(GET|HEAD|POST)$/.test(asked.method)) return failure(405);
    for (const name of settings.index) {
      if (typeof fileAt(p, `${path}${name}`) === 'object')
        return yield* redirect(p, { ...asked, uri: asked.uri + name }, served, redirects);
    }
    if (fileAt(p, path) !== 'directory') {
      yield* complain(p, asked, served, `"${path}${settings.index[0] ?? ''}" is not found (${NOT_THERE})`);
      return failure(404);
    }
    if (settings.hasAutoindex && asked.method !== 'POST')
      return { status: 200, type: 'text/html', body: folderPage(p, path, asked.uri), isChunked: true };
    if (asked.method === 'POST') return failure(405);
    yield* complain(p, asked, served, `directory index of "${path}" is forbidden`);
    return failure(403);
  }
  if (!/^(GET|HEAD)$/.test(asked.method)) return failure(405);
  const file = fileAt(p, path);
  if (file === 'directory') {
    const query = asked.args === '' ? '' : `?${asked.args}`;
    return { status: 301, type: 'text/html', location: `${encodeURI(asked.uri)}/${query}` };
  }
  if (file === 'denied') {
    yield* complain(p, asked, served, `open() "${path}" failed (13: Permission denied)`);
    return failure(403);
  }
  if (file === 'nothing') {
    yield* complain(p, asked, served, `open() "${path}" failed (${NOT_THERE})`);
    return failure(404);
  }
  return fileReply(asked, typeOf(asked.uri, settings), file);
}

const NOT_THERE = '2: No such file or directory';

/** Where a path is among the files: below the root, or in the alias' place of the location. */
function pathOf(p: Process, asked: Asked, location: NginxLocation | undefined): string {
  if (location?.alias === undefined)
    return `${expandVariables(p, location?.root ?? asked.server.root, asked)}${asked.uri}`;
  const alias = expandVariables(p, location.alias, asked);
  return location.kind === 'expression' ? alias : `${alias}${asked.uri.slice(location.prefix.length)}`;
}

interface FoundLocation {
  readonly location: NginxLocation;
  readonly captures: Readonly<Record<string, string>>;
}

/** An exact one before all, else a regular expression before the longest prefix, unless that one is final (`^~`). */
function locationFor(locations: readonly NginxLocation[], path: string): FoundLocation | undefined {
  const plain = { captures: {} };
  const exact = locations.find(({ kind, prefix }) => kind === 'exact' && prefix === path);
  if (exact) return { location: exact, ...plain };
  const longest = locations
    .filter(({ kind, prefix }) => (kind === 'prefix' || kind === 'final prefix') && path.startsWith(prefix))
    .sort((a, b) => b.prefix.length - a.prefix.length)[0];
  const inner = longest === undefined ? undefined : locationFor(longest.locations, path);
  if (inner !== undefined) return inner;
  if (longest?.kind !== 'final prefix') {
    for (const location of locations) {
      const match = location.expression?.exec(path);
      if (match) return { location, captures: capturesOf(match) };
    }
  }
  return longest === undefined ? undefined : { location: longest, ...plain };
}

function returned(asked: Asked, settings: NginxServer | NginxLocation, { status, text }: NginxAnswer): Reply {
  if ([301, 302, 303, 307, 308].includes(status))
    return { status, type: 'text/html', location: text, isFinal: true };
  if (text === '' && status >= 300) return { status, type: 'text/html' };
  const isFinal = text !== '';
  return { status, type: typeOf(asked.uri, settings), body: new TextEncoder().encode(text), isFinal };
}

function isAllowed(rules: readonly AccessRule[], client: string): boolean {
  const rule = rules.find(({ who }) => who === 'all' || isWithin(client, who));
  return rule?.isAllowed ?? true;
}

function isWithin(address: string, network: string): boolean {
  const [base = '', length = '32'] = network.split('/');
  const bits = (text: string): string =>
    text
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('');
  return bits(address).slice(0, Number(length)) === bits(base).slice(0, Number(length));
}
