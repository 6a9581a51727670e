// docker container top
import { topContainer } from '../../daemon';
import { implement, print } from '../context';
import { containerTop } from '../declarations/container';

const narrowest = 20;
const gap = 3;

export const top = implement(containerTop, function* (context) {
  const [reference = '', ...words] = context.operands;
  const { titles, rows } = topContainer(context.daemon, reference, words);
  const lines = [titles, ...rows];
  const widths = titles.map((_, column) =>
    Math.max(narrowest, ...lines.map((line) => (line[column] ?? '').length + gap)),
  );
  for (const line of lines) {
    yield* print(
      context,
      line
        .map((cell, column) => (column === line.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
        .join(''),
    );
  }
  return 0;
});
