/** Markup that is text already: a drawing. Nothing that a reader can write may go into it. */
export class RawMarkup {
  constructor(readonly html: string) {}
}

type Part = string | number | Markup | RawMarkup | false | undefined | readonly Markup[];

/**
 * Markup made of text: what is put in is text, unless it was made here itself. A page is built of its `html`; in the
 * page it is drawn (draw.ts), which takes what is put in for what may change.
 */
export class Markup {
  constructor(
    readonly texts: TemplateStringsArray,
    readonly parts: readonly Part[],
    /** What it is known by among its like. */
    readonly key?: string,
  ) {}

  get html(): string {
    return this.texts
      .map((text, index) => `${index === 0 ? '' : partHtml(this.parts[index - 1])}${text}`)
      .join('');
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function partHtml(part: Part): string {
  if (part === false || part === undefined) return '';
  if (part instanceof Markup || part instanceof RawMarkup) return part.html;
  if (typeof part === 'object') return part.map(({ html }) => html).join('');
  return String(part).replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

export function markup(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(texts, parts);
}

/** One of a list that comes and goes: it is the same as long as it has the same key. */
export function keyed(key: string, { texts, parts }: Markup): Markup {
  return new Markup(texts, parts, key);
}
