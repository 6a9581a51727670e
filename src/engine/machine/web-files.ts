import { writeZip } from '../programs';
import type { ArchivedFacts, WebFileFacts } from '../world';

/** What a web server answers with. */
export interface WebFile {
  readonly contentType: string;
  readonly modifiedMs: number;
  readonly content: Uint8Array;
}

/** The files that hosts hand out, made when they are first asked for. */
export class WebFiles {
  readonly #made = new Map<WebFileFacts, WebFile>();

  constructor(readonly facts: readonly WebFileFacts[]) {}

  /** `path` as a request says it. Undefined: not found. */
  find(host: string, path: string): WebFile | undefined {
    const wanted = path.replace(/\?.*$/, '');
    const found = this.facts.find(({ url }) => url.replace(/^https?:\/\//, '') === host + wanted);
    if (found === undefined) return undefined;
    const made = this.#made.get(found) ?? make(found);
    this.#made.set(found, made);
    return made;
  }
}

function make({ text, archive, modified }: WebFileFacts): WebFile {
  const modifiedMs = Date.parse(modified);
  if (archive === undefined)
    return { contentType: 'text/html', modifiedMs, content: new TextEncoder().encode(text ?? '') };
  const members = archive.map((file) => ({
    name: file.path,
    data: new TextEncoder().encode(textOf(file)),
    mtimeMs: modifiedMs,
    mode: 0o644,
    isDirectory: false,
    isSymlink: false,
  }));
  return { contentType: 'application/zip', modifiedMs, content: writeZip(members) };
}

function textOf({ text = '', readings = 0 }: ArchivedFacts): string {
  return text + readingsText(readings);
}

/** Numbers without a pattern, so that the archive is not much smaller than they are; always the same. */
function readingsText(count: number): string {
  const lines: string[] = [];
  let state = 20_261_001;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let at = 0; at < count; at++) {
    const degrees = ((next(4000) - 1000) / 100).toFixed(2);
    const pressure = ((next(8000) + 97_000) / 100).toFixed(2);
    lines.push(`${60 * Math.floor(at / 12)},${(at % 12) + 1},${degrees},${next(101)},${pressure}\n`);
  }
  return lines.join('');
}
