import type { Run, Style } from './screen';
import { lineText, type TranscriptLine } from './transcript';

const COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as HTML shows it: whatever a program or a reader wrote is text, never markup. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

/** Class names of a style; none for plain text. */
export function styleClasses(style: Style): readonly string[] {
  const colour = style.foreground === undefined ? undefined : COLOURS[style.foreground % COLOURS.length];
  return [
    ...(style.bold ? ['sgr-bold'] : []),
    ...(style.dim ? ['sgr-dim'] : []),
    ...(style.italic ? ['sgr-italic'] : []),
    ...(style.underline ? ['sgr-underline'] : []),
    ...(style.inverse || style.background !== undefined ? ['sgr-inverse'] : []),
    ...(colour !== undefined && !style.inverse && style.background === undefined ? [`sgr-${colour}`] : []),
  ];
}

/** A transcript as the page shows it: a line a span, what was typed marked; outputs left out of the search index. */
export function transcriptHtml(lines: readonly TranscriptLine[]): string {
  return lines.map(lineHtml).join('');
}

function lineHtml(line: TranscriptLine): string {
  if (line.promptLength === undefined) {
    const text = line.runs.map(runHtml).join('');
    const isError = /\b(error|Error|ERROR|cannot|denied|refused|not found|No such)\b/.test(lineText(line));
    // Error texts stay in the search index: people search for them. All other output is left out.
    return `<span class="term-line term-output"${isError ? '' : ' data-pagefind-ignore'}>${text}\n</span>`;
  }
  const text = lineText(line);
  const prompt = escapeHtml(text.slice(0, line.promptLength));
  const typed = escapeHtml(text.slice(line.promptLength));
  return `<span class="term-line"><span class="term-prompt">${prompt}</span><span class="term-input">${typed}</span>\n</span>`;
}

function runHtml({ text, style }: Run): string {
  const classes = styleClasses(style);
  const escaped = escapeHtml(text);
  return classes.length === 0 ? escaped : `<span class="${classes.join(' ')}">${escaped}</span>`;
}
