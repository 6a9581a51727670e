import { readNotes } from '../site/notes';
import { partLabel } from '../site/parts';

/** The notes in the order of reading, for whatever is made of the built site: the PDF is. */
export async function GET(): Promise<Response> {
  const { navigation } = await readNotes();
  const chapters = navigation.flatMap(({ part, pages }) =>
    pages.map(({ slug, href, title }) => ({
      slug,
      href,
      title,
      part: part.number === undefined ? part.title : `${partLabel(part)} · ${part.title}`,
    })),
  );
  return Response.json({ chapters });
}
