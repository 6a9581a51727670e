/** Markup made of text: what is put in is text, unless it was made here itself. */
export class Markup {
  constructor(readonly html: string) {}
}

type Part = string | number | Markup | false | undefined | readonly Markup[];

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function partHtml(part: Part): string {
  if (part === false || part === undefined) return '';
  if (part instanceof Markup) return part.html;
  if (typeof part === 'object') return part.map(({ html }) => html).join('');
  return String(part).replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

export function markup(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(
    texts.map((text, index) => `${index === 0 ? '' : partHtml(parts[index - 1])}${text}`).join(''),
  );
}
