import { parseWords } from './words';
import type { Reply } from './values';
import type { Stream, Task } from '../../../kernel';

/** A client's next command (RESP: an array of texts, or a line of words); undefined: it has left. */
export function* readCommand(stream: Stream): Task<string[] | undefined> {
  const line = (yield* stream.readLine())?.replace(/\r$/, '');
  if (line === undefined) return undefined;
  if (!line.startsWith('*')) return parseWords(line) ?? [];
  const words: string[] = [];
  for (let left = Number(line.slice(1)) || 0; left > 0; left--) {
    const length = Number((yield* stream.readLine())?.slice(1));
    if (!(length >= 0)) return undefined;
    words.push(yield* readText(stream, length));
  }
  return words;
}

function* readText(stream: Stream, length: number): Task<string> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length;) {
    const part = yield* stream.read(length - at);
    if (part.length === 0) break;
    bytes.set(part, at);
    at += part.length;
  }
  yield* stream.readLine();
  return new TextDecoder().decode(bytes);
}

export function commandText(words: readonly string[]): string {
  const size = (text: string): number => new TextEncoder().encode(text).length;
  return `*${words.length}\r\n${words.map((word) => `$${size(word)}\r\n${word}\r\n`).join('')}`;
}

export function replyText(reply: Reply): string {
  switch (reply.kind) {
    case 'status':
      return `+${reply.text}\r\n`;
    case 'error':
      return `-${reply.text}\r\n`;
    case 'integer':
      return `:${reply.value}\r\n`;
    case 'nil':
      return '$-1\r\n';
    case 'bulk':
      return `$${new TextEncoder().encode(reply.text).length}\r\n${reply.text}\r\n`;
    case 'array':
      return `*${reply.items.length}\r\n${reply.items.map(replyText).join('')}`;
  }
}

/** A server's next answer; undefined: it is gone, or is no Redis. */
export function* readReply(stream: Stream): Task<Reply | undefined> {
  const line = (yield* stream.readLine())?.replace(/\r$/, '');
  if (line === undefined) return undefined;
  const rest = line.slice(1);
  switch (line.charAt(0)) {
    case '+':
      return { kind: 'status', text: rest };
    case '-':
      return { kind: 'error', text: rest };
    case ':':
      return { kind: 'integer', value: rest };
    case '$':
      return rest === '-1'
        ? { kind: 'nil' }
        : { kind: 'bulk', text: yield* readText(stream, Number(rest) || 0) };
    case '*': {
      const items: Reply[] = [];
      for (let left = Number(rest) || 0; left > 0; left--) {
        const item = yield* readReply(stream);
        if (item) items.push(item);
      }
      return { kind: 'array', items };
    }
    default:
      return undefined;
  }
}
