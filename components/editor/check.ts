import type { FileMessage, FileToCheck } from '../../src/notes/protocol';
import { Channel } from '../terminal/engine-client';

let channel: Channel | undefined;

/** What the build checks say of a file; the page's engine answers, when it has time. */
export function checkFile(file: FileToCheck): Promise<readonly FileMessage[]> {
  channel ??= new Channel(() => undefined);
  return channel.ask('check', file);
}
