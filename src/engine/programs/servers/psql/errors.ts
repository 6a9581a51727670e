// How a client shows what the server refuses (libpq's fe-protocol3.c).
import type { ErrorMessage } from '../postgres-session';
import { widthOf } from './table';

const DISPLAY = 60;
const RIGHT = 10;

/** An error with the line of the statement that it points at. */
export function errorText({ message, at, detail, hint, context, statement }: ErrorMessage): string {
  let text = `ERROR:  ${message}\n`;
  if (at !== undefined) text += placeText(statement, at);
  if (detail !== undefined) text += `DETAIL:  ${detail}\n`;
  if (hint !== undefined) text += `HINT:  ${hint}\n`;
  if (context !== undefined) text += `CONTEXT:  ${context}\n`;
  return text;
}

/** `LINE 1: …` and the sign below; a long line is cut to what is around the place. */
function placeText(statement: string, at: number): string {
  const before = statement.slice(0, at);
  const number = before.split('\n').length;
  const start = before.lastIndexOf('\n') + 1;
  const end = statement.indexOf('\n', start);
  const line = [
    ...statement
      .slice(start, end < 0 ? undefined : end)
      .replace(/\r$/, '')
      .replaceAll('\t', ' '),
  ];
  const place = [...statement.slice(start, at)].length;
  const widths = line.map(widthOf);
  const width = (from: number, to: number): number =>
    widths.slice(from, to).reduce((sum, one) => sum + one, 0);
  let [from, to] = [0, line.length];
  let [isCutLeft, isCutRight] = [false, false];
  if (width(0, line.length) > DISPLAY) {
    if (DISPLAY >= width(0, place) + RIGHT) {
      while (width(from, to) > DISPLAY) to--;
      isCutRight = true;
    } else {
      while (width(place, to) > RIGHT) {
        to--;
        isCutRight = true;
      }
      while (width(from, to) > DISPLAY) {
        from++;
        isCutLeft = true;
      }
    }
  }
  const head = `LINE ${number}: ${isCutLeft ? '...' : ''}`;
  const shown = line.slice(from, to).join('') + (isCutRight ? '...' : '');
  return `${head}${shown}\n${' '.repeat(head.length + width(from, Math.min(place, line.length)) + Math.max(0, place - line.length))}^\n`;
}
