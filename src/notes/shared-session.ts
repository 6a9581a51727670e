/**
 * A session in a link. It stands behind the `#`, which browsers keep to themselves: no server sees it.
 *
 * `#v1.` and then base64url (RFC 4648, section 5) of zlib (RFC 1950: its check sum tells a damaged link from a whole
 * one) of a `PackedSession` as JSON.
 */
import type { SessionStart } from './protocol';
import { packSession, unpackSession } from './session-data';

/** Where links lead. */
export const SHARED_SESSION_PATH = '/playground/';
/** Longer links are cut by some programs that send messages. */
export const CAREFUL_LENGTH = 8_000;

const VERSION = 'v1';
const FORMAT = 'deflate';
/** Far above what a session needs, and little enough to be read at once. */
const MAX_FRAGMENT_LENGTH = 1_000_000;
const MAX_JSON_BYTES = 4_000_000;

/** Why a link does not open, in words for the reader. */
export interface LinkProblem {
  readonly problem: string;
}

/** What stands behind the `#` of a link to this session. */
export async function sharedFragment(start: SessionStart): Promise<string> {
  const json = new TextEncoder().encode(JSON.stringify(packSession(start)));
  const packed = await collect(through(json, new CompressionStream(FORMAT)), Infinity);
  return `${VERSION}.${toBase64Url(packed)}`;
}

/**
 * The session of a link, by what stands behind its `#` (which may be there still). It is data: nothing of it has run,
 * and whoever opens it gives it to the engine and to nothing else.
 */
export async function readSharedSession(fragment: string): Promise<SessionStart | LinkProblem> {
  const [, version, packed] = /^#?(v\d{1,4})\.([^]*)$/.exec(fragment) ?? [];
  if (version === undefined || packed === undefined) {
    return {
      problem: 'This link holds no session. It may have been cut: copy it again, from its start to its end.',
    };
  }
  if (version !== VERSION) {
    const isNewer = Number(version.slice(1)) > Number(VERSION.slice(1));
    return {
      problem: isNewer
        ? `This link was made by a newer version of this site (${version}; this page reads ${VERSION}). Load the page anew; if that does not help, ask whoever sent it for the commands as a script.`
        : `This link was made by an older version of this site (${version}; this page reads ${VERSION}) and cannot be opened any more. Ask whoever sent it for the commands as a script.`,
    };
  }
  if (packed.length > MAX_FRAGMENT_LENGTH) return { problem: TOO_LARGE };
  const json = await unpacked(packed);
  if (typeof json !== 'string') return json;
  return unpackSession(parsed(json)) ?? DAMAGED;
}

const TOO_LARGE = 'This link holds more than a session can, and was not opened.';
const DAMAGED: LinkProblem = {
  problem:
    'This link is damaged: a part of it is missing or was changed. Copy it again, from its start to its end.',
};

async function unpacked(packed: string): Promise<string | LinkProblem> {
  const bytes = fromBase64Url(packed);
  if (bytes === undefined) return DAMAGED;
  try {
    const json = await collect(through(bytes, new DecompressionStream(FORMAT)), MAX_JSON_BYTES);
    return new TextDecoder('utf-8', { fatal: true }).decode(json);
  } catch (error) {
    return error instanceof TooLargeError ? { problem: TOO_LARGE } : DAMAGED;
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

class TooLargeError extends Error {}

function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): ReadableStream<Uint8Array> {
  return new Blob([bytes]).stream().pipeThrough(stream);
}

/** All bytes of a stream; throws when there are more than `maxBytes`, before they have taken room. */
async function collect(
  stream: ReadableStream<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > maxBytes) {
      await reader.cancel();
      throw new TooLargeError();
    }
    chunks.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Undefined: it is no base64url. */
function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
