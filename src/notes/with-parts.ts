import { loadParts } from './parts';
import { MissingPartsError } from './player';

/** What is played in one go cannot wait for what it needs: it is loaded, and then all is played anew. */
export async function withParts<T>(play: () => T): Promise<T> {
  for (;;) {
    try {
      return play();
    } catch (error) {
      if (!(error instanceof MissingPartsError)) throw error;
      await loadParts(error.keys);
    }
  }
}
