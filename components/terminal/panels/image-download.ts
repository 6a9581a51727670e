import { download } from '../../download';
import type { Session } from '../engine-client';

/** The images of a session's machine to choose from, and the chosen one as an archive. */
export class ImageDownload {
  readonly select = document.createElement('select');

  constructor() {
    this.select.setAttribute('aria-label', 'Image');
    this.#offer([]);
  }

  /** Keeps the list up while the session goes on; gives how to stop. */
  follow(session: Session): () => void {
    return session.watch({ kind: 'machine' }, (sight) => {
      if (sight.kind === 'machine') this.#offer(sight.view.images.flatMap(({ names }) => names.slice(0, 1)));
    });
  }

  #offer(names: readonly string[]): void {
    const { value } = this.select;
    const choices = names.length === 0 ? ['no image yet'] : names;
    this.select.replaceChildren(...choices.map((name) => new Option(name, names.length === 0 ? '' : name)));
    this.select.disabled = names.length === 0;
    if (names.includes(value)) this.select.value = value;
  }

  /** Saves the chosen image; says what was done. */
  async save(session: Session): Promise<string> {
    const reference = this.select.value;
    if (reference === '') return 'There is no image on this machine yet.';
    const archive = await session.ask('archive', { reference });
    const name = `${reference.replace(/[^\w.-]+/g, '-')}.tar`;
    download(name, archive, 'application/x-tar');
    return `Saved as ${name}. A real Docker reads it with: docker load -i ${name}`;
  }
}
