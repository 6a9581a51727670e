import type { TranscriptLine } from '../../src/notes/transcript';
import { styleClasses } from '../../src/notes/transcript-html';

/** A line of a transcript as elements: what was printed or typed is text, never markup. */
export function lineElement(line: TranscriptLine): HTMLElement {
  const element = span('term-line');
  if (line.promptLength === undefined) {
    element.classList.add('term-output');
    for (const { text, style } of line.runs) {
      const classes = styleClasses(style);
      element.append(classes.length === 0 ? text : span(classes.join(' '), text));
    }
  } else {
    const text = line.runs.map((run) => run.text).join('');
    element.append(
      span('term-prompt', text.slice(0, line.promptLength)),
      span('term-input', text.slice(line.promptLength)),
    );
  }
  element.append('\n');
  return element;
}

export function span(className: string, text = ''): HTMLSpanElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}
