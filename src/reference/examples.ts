import { examplesFile } from './pages';
import { type ExamplePiece, playExamples } from './play-examples';

const sources = import.meta.glob<string>('/content/reference/examples/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** What a page of the reference shows of each of its examples, by heading: they are run now. */
export function examplesOf(slug: string): ReadonlyMap<string, readonly ExamplePiece[]> {
  const file = examplesFile(slug);
  const source = sources[`/${file}`];
  if (source === undefined) throw new Error(`${file} is missing`);
  return playExamples(source, file);
}
