import { quote } from '../../units';

/**
 * What Go's time.Parse says of a text with a `-`, which moby takes for a date; undefined for others.
 * Source: moby, daemon/internal/timestamp.Parse; Go, time.Parse.
 */
export function timeProblem(text: string): string | undefined {
  if (!text.includes('-')) return undefined;
  const layout = layoutOf(text);
  const parsing = `parsing time ${quote(text)}`;
  let rest = text;
  for (const [element, pattern, range, name] of elementsOf(layout)) {
    const [found] = pattern.exec(rest) ?? [];
    if (found === undefined) {
      return `${parsing} as ${quote(layout)}: cannot parse ${quote(rest)} as ${quote(element)}`;
    }
    const value = Number(found);
    if (range !== undefined && (value < range[0] || value > range[1]))
      return `${parsing}: ${name} out of range`;
    rest = rest.slice(found.length);
  }
  if (rest !== '') return `${parsing}: extra text: ${quote(rest)}`;
  return `${parsing}: day out of range`;
}

/** The layout that a text is read by. */
function layoutOf(text: string): string {
  const isLocal = !/[zZ+]/.test(text) && text.split('-').length !== 4;
  const zone = isLocal ? '' : 'Z07:00';
  if (text.includes('.')) return `2006-01-02T15:04:05.999999999${zone}`;
  if (!text.includes('T')) return `2006-01-02${zone}`;
  const colons = text.split(':').length - 1 - (!isLocal && !/[zZ]/.test(text) && text.includes(':') ? 1 : 0);
  return `2006-01-02T15${[':04:05', '', ':04'][colons === 0 ? 1 : colons === 1 ? 2 : 0] ?? ''}${zone}`;
}

type Element = readonly [text: string, pattern: RegExp, range?: readonly [number, number], name?: string];

const elements: readonly Element[] = [
  ['2006', /^\d{4}/],
  ['01', /^\d\d/, [1, 12], 'month'],
  ['02', /^\d\d/, [1, 31], 'day'],
  ['15', /^\d\d?/, [0, 23], 'hour'],
  ['04', /^\d\d/, [0, 59], 'minute'],
  ['05', /^\d\d(?:\.\d+)?/, [0, 60], 'second'],
  ['Z07:00', /^(?:Z|[-+]\d\d:\d\d)/],
];

function elementsOf(layout: string): readonly Element[] {
  return (layout.replace('.999999999', '').match(/2006|01|02|15|04|05|Z07:00|./g) ?? []).map(
    (text) => elements.find(([element]) => element === text) ?? [text, new RegExp(`^${text}`)],
  );
}
