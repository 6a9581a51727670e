import { type Markup, markup } from '../markup';
import { codeLines } from './code-lines';
import { dockerfileLines } from './dockerfile-lines';
import { languageOf } from './language';

/** The lines of a file, coloured by its name, each an element. The page and its script share this. */
export function lineMarkups(path: string, text: string): readonly Markup[] {
  const language = languageOf(path);
  const lines = language === 'dockerfile' ? dockerfileLines(text) : codeLines(language, text);
  return lines.map((line) => {
    const tokens = line.map((token) =>
      token.kind === undefined
        ? markup`${token.text}`
        : markup`<span class="code-${token.kind}">${token.text}</span>`,
    );
    return markup`<span class="editor-line">${tokens}
</span>`;
  });
}

export function linesMarkup(path: string, text: string): Markup {
  return markup`${lineMarkups(path, text)}`;
}
