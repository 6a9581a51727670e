import { getCollection, type CollectionEntry } from 'astro:content';
import { GENERATED_PAGES } from '../reference/pages';
import { buildNavigation, type NavigationPage, type NavigationPart, type NoteSummary } from './navigation';

export type Note = CollectionEntry<'notes'>;

/** A note's path relative to `content/`. */
export function fileOf(note: Note): string {
  if (note.filePath === undefined) throw new Error(`the note ${note.id} has no file`);
  return note.filePath.replace(/^content\//, '');
}

function summary(note: Note): NoteSummary {
  return { file: fileOf(note), ...note.data };
}

/** All notes of the site, and how they are ordered. */
export async function readNotes(): Promise<{
  readonly notes: readonly Note[];
  readonly navigation: readonly NavigationPart[];
}> {
  const notes = await getCollection('notes');
  return { notes, navigation: buildNavigation(notes.map(summary), GENERATED_PAGES) };
}

/** One page and where it stands. Throws an Error for a slug that the navigation does not have. */
export async function readPage(slug: string): Promise<{
  readonly page: NavigationPage;
  readonly navigation: readonly NavigationPart[];
}> {
  const { navigation } = await readNotes();
  const page = navigation.flatMap(({ pages }) => pages).find((one) => one.slug === slug);
  if (page === undefined) throw new Error(`${slug} is missing in the navigation`);
  return { page, navigation };
}
