import { readNotes } from '../site/notes';
import { partLabel } from '../site/parts';

/** Of the reference only this is for reading; its tables of flags are looked up on the site. */
const READ_REFERENCE = 'reference/glossary';

/** The notes in the order of reading, for whatever is made of the built site: the PDF is. */
export async function GET(): Promise<Response> {
  const { navigation } = await readNotes();
  const chapters = navigation.flatMap(({ part, pages }) =>
    pages
      .filter(({ slug }) => part.number !== undefined || slug === READ_REFERENCE)
      .map(({ slug, href, title }) => ({
        slug,
        href,
        title,
        part: part.number === undefined ? part.title : `${partLabel(part)} · ${part.title}`,
      })),
  );
  return Response.json({ chapters });
}
