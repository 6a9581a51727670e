/**
 * What a reader did on a page, kept on their own device: sessions by example, and files that they edited. One key of
 * the browser's storage a page. It may have been kept by another version, of a page that has changed since, or be
 * damaged: then it is dropped, and a word says so.
 */
import { packTimeline, unpackTimeline } from '../../src/notes/session-data';
import type { Timeline } from '../../src/notes/timeline';
import { KEY_PREFIX } from './has-kept';

/** What is used of the browser's storage. */
export type KeptStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const VERSION = 1;
/** Characters of one page; the oldest are dropped for the newest. Browsers give a site about five million. */
export const MAX_PAGE_LENGTH = 100_000;
const DAY_MS = 24 * 60 * 60 * 1_000;
export const MAX_AGE_DAYS = 180;

interface Dated {
  /** Milliseconds since the epoch. */
  readonly savedMs: number;
}

export interface KeptSession extends Dated {
  /** The reader played the example from its start; otherwise the session began after it. */
  readonly fromStart: boolean;
  readonly timeline: Timeline;
}

export interface KeptFile extends Dated {
  readonly content: string;
}

export interface KeptPage {
  /** By the example's id. */
  readonly sessions: ReadonlyMap<string, KeptSession>;
  /** By whatever name the editor has on its page. */
  readonly files: ReadonlyMap<string, KeptFile>;
}

const NOTHING: KeptPage = { sessions: new Map(), files: new Map() };

export interface KeptReading {
  readonly page: KeptPage;
  /** Why something that was kept is not here any more, in a sentence. */
  readonly problem?: string;
}

export interface PageKey {
  /** The page's path. */
  readonly path: string;
  /** Of the page's examples: what was kept belongs to them as they were. Undefined: whatever they are. */
  readonly fingerprint?: string;
}

/** What is kept of a page. What cannot be used is removed. */
export function readKept(storage: KeptStorage, { path, fingerprint }: PageKey, nowMs: number): KeptReading {
  const key = KEY_PREFIX + path;
  const text = storage.getItem(key);
  if (text === null) return { page: NOTHING };
  const problem = problemOf(text, fingerprint);
  const page = problem === undefined ? pageOf(parsed(text)) : undefined;
  if (page === undefined) {
    storage.removeItem(key);
    return {
      page: NOTHING,
      problem: `${problem ?? 'What was kept of your last visit is damaged'}: it was dropped.`,
    };
  }
  const recent = withoutOld(page, nowMs);
  const count = (one: KeptPage): number => one.sessions.size + one.files.size;
  if (count(recent) === count(page)) return { page };
  if (count(recent) === 0) storage.removeItem(key);
  return { page: recent, problem: `What was kept longer than ${MAX_AGE_DAYS} days ago was dropped.` };
}

function problemOf(text: string, fingerprint: string | undefined): string | undefined {
  const value = parsed(text);
  if (!isRecord(value)) return 'What was kept of your last visit is damaged';
  if (value['version'] !== VERSION)
    return 'What was kept of your last visit is of another version of this site';
  if (fingerprint !== undefined && value['fingerprint'] !== fingerprint) {
    return 'The examples of this page have changed since your last visit, and what was kept no longer fits them';
  }
  return undefined;
}

function withoutOld({ sessions, files }: KeptPage, nowMs: number): KeptPage {
  const isRecent = ([, { savedMs }]: readonly [string, Dated]): boolean =>
    nowMs - savedMs <= MAX_AGE_DAYS * DAY_MS;
  return { sessions: new Map([...sessions].filter(isRecent)), files: new Map([...files].filter(isRecent)) };
}

/**
 * Keeps a page; the oldest of it is dropped where it is too much, then the oldest of other pages where the browser has
 * no room. Gives a sentence for the reader when it could not be kept.
 */
export function writeKept(
  storage: KeptStorage,
  { path, fingerprint = '' }: PageKey,
  page: KeptPage,
): string | undefined {
  const key = KEY_PREFIX + path;
  let kept = page;
  let text = textOf(kept, fingerprint);
  while (text !== undefined && text.length > MAX_PAGE_LENGTH) {
    kept = withoutOldest(kept);
    text = textOf(kept, fingerprint);
  }
  if (text === undefined) {
    storage.removeItem(key);
    return isEmpty(page) ? undefined : 'This is too long to be kept on your device for the next visit.';
  }
  for (;;) {
    try {
      storage.setItem(key, text);
      return undefined;
    } catch {
      const other = oldestOther(storage, key);
      if (other === undefined) return 'Your browser has no room to keep this for the next visit.';
      storage.removeItem(other);
    }
  }
}

function isEmpty({ sessions, files }: KeptPage): boolean {
  return sessions.size + files.size === 0;
}

/** Undefined: there is nothing to be kept. */
function textOf(page: KeptPage, fingerprint: string): string | undefined {
  if (isEmpty(page)) return undefined;
  const sessions = [...page.sessions].map(([id, { timeline, ...rest }]) => [
    id,
    { ...rest, timeline: packTimeline(timeline) },
  ]);
  return JSON.stringify({ version: VERSION, fingerprint, sessions, files: [...page.files] });
}

function withoutOldest({ sessions, files }: KeptPage): KeptPage {
  const all = [...sessions.values(), ...files.values()];
  const oldestMs = Math.min(...all.map(({ savedMs }) => savedMs));
  const isYounger = ([, { savedMs }]: readonly [string, Dated]): boolean => savedMs > oldestMs;
  return { sessions: new Map([...sessions].filter(isYounger)), files: new Map([...files].filter(isYounger)) };
}

/** Keys of all pages of which something is kept. */
export function keptPaths(storage: KeptStorage): readonly string[] {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
    .filter((key) => key.startsWith(KEY_PREFIX))
    .map((key) => key.slice(KEY_PREFIX.length))
    .sort();
}

/** Of the page that was kept longest ago; what cannot be read goes first. */
function oldestOther(storage: KeptStorage, key: string): string | undefined {
  const age = (path: string): number =>
    lastSavedMs(pageOf(parsed(storage.getItem(KEY_PREFIX + path) ?? '')) ?? NOTHING);
  const others = keptPaths(storage).filter((path) => KEY_PREFIX + path !== key);
  const [oldest] = others.sort((a, b) => age(a) - age(b));
  return oldest === undefined ? undefined : KEY_PREFIX + oldest;
}

/** When something of the page was kept last; 0: never. */
export function lastSavedMs({ sessions, files }: KeptPage): number {
  return Math.max(0, ...[...sessions.values(), ...files.values()].map(({ savedMs }) => savedMs));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined: it is not what `textOf` wrote. */
function pageOf(value: unknown): KeptPage | undefined {
  if (!isRecord(value)) return undefined;
  const sessions = entries(value['sessions'], sessionOf);
  const files = entries(value['files'], fileOf);
  return sessions && files && { sessions, files };
}

function entries<T>(
  value: unknown,
  read: (value: unknown) => T | undefined,
): ReadonlyMap<string, T> | undefined {
  if (!Array.isArray(value)) return undefined;
  const found = new Map<string, T>();
  for (const entry of value) {
    const [id, packed]: readonly unknown[] = Array.isArray(entry) ? entry : [];
    const one = read(packed);
    if (typeof id !== 'string' || one === undefined) return undefined;
    found.set(id, one);
  }
  return found;
}

function sessionOf(value: unknown): KeptSession | undefined {
  if (!isRecord(value)) return undefined;
  const { savedMs, fromStart } = value;
  const timeline = unpackTimeline(value['timeline']);
  if (typeof savedMs !== 'number' || typeof fromStart !== 'boolean' || timeline === undefined)
    return undefined;
  return { savedMs, fromStart, timeline };
}

function fileOf(value: unknown): KeptFile | undefined {
  if (!isRecord(value)) return undefined;
  const { savedMs, content } = value;
  return typeof savedMs === 'number' && typeof content === 'string' ? { savedMs, content } : undefined;
}
