import type { ExplainedWord, Explanation } from '../../../src/engine/cli/explain';
import { markup, type Markup } from '../../markup';

/** A line with its words, and under it a list of what they mean, tied to them by their number. */
export function explanationMarkup(line: string, { words, problems }: Explanation): Markup {
  return markup`
    <p class="explain-line">${lineParts(line, words)}</p>
    <dl>${words.map(wordMarkup)}</dl>
    ${problems.map((problem) => markup`<p class="explain-problem">${sentence(problem)}</p>`)}`;
}

/** The line once more, its outer words marked. */
function lineParts(line: string, words: readonly ExplainedWord[]): readonly Markup[] {
  const parts: Markup[] = [];
  let at = 0;
  for (const [index, { start, end, depth, isWrong }] of words.entries()) {
    if (depth > 0 || start < at) continue;
    parts.push(markup`${line.slice(at, start)}`);
    const text = line.slice(start, end);
    parts.push(
      isWrong
        ? markup`<span class="explain-word" data-word="${index}" data-wrong>${text}</span>`
        : markup`<span class="explain-word" data-word="${index}">${text}</span>`,
    );
    at = end;
  }
  return [...parts, markup`${line.slice(at)}`];
}

function wordMarkup({ text, means, parts, isWrong, depth }: ExplainedWord, index: number): Markup {
  const taken = parts.map((part) => markup`<li><code>${part.text}</code>: ${part.means}</li>`);
  const list = taken.length > 0 && markup`<ul>${taken}</ul>`;
  const wrong = isWrong && markup`<b>Wrong:</b> `;
  return markup`<dt data-word="${index}" data-depth="${depth}">${text}</dt>
    <dd data-word="${index}">${wrong}${sentence(means)}${list}</dd>`;
}

function sentence(text: string): string {
  const capital = text.slice(0, 1).toUpperCase() + text.slice(1);
  return /[.)]$/.test(capital) ? capital : `${capital}.`;
}
