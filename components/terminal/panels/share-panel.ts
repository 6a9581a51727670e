import { CAREFUL_LENGTH, SHARED_SESSION_PATH, sharedFragment } from '../../../src/notes/shared-session';
import { copyText } from '../../copy-text';
import { download } from '../../download';
import { button } from '../button';
import type { Session } from '../engine-client';
import type { Panel, PanelHost } from '../panels';
import { ImageDownload } from './image-download';
import sharePanelStyle from './share-panel.css?url';
import { loadStyle } from '../../load-style';

await loadStyle(sharePanelStyle);

/** What can be taken along of a session: a link, a script, its files. */
export function openSharePanel(host: PanelHost): Panel {
  const panel = new SharePanel(host.session());
  return {
    element: panel.element,
    use: (session) => panel.use(session),
    close: () => panel.close(),
  };
}

class SharePanel {
  readonly element = document.createElement('div');
  readonly #linkNote = note();
  readonly #status = document.createElement('p');
  readonly #text = new ShownText();
  readonly #images = new ImageDownload();
  #session: Session;
  #stop: () => void;

  constructor(session: Session) {
    this.element.className = 'share';
    this.#status.className = 'share-status';
    this.#status.setAttribute('role', 'status');
    this.element.append(
      item(
        this.#action('Copy link', () => this.#copyLink()),
        this.#linkNote,
      ),
      item(
        this.#action('Copy as script', () => this.#copyScript()),
        note(
          'For a real Docker: writes the files, then runs the lines in their order. What you typed into programs stands beside them as comments.',
        ),
      ),
      item(
        this.#action('Download files', () => this.#downloadFiles()),
        note('What this page and you wrote in the home folder, as a zip.'),
      ),
      item(
        this.#action('Download image', () => this.#downloadImage()),
        note(
          'As docker save writes it, for docker load on a real Docker. What this engine simulates, such as the programs of a pulled image, is filler there: look into it, do not run it.',
        ),
        this.#images.select,
      ),
      this.#status,
      this.#text.element,
    );
    this.#session = session;
    this.#stop = this.#listen();
  }

  use(session: Session): void {
    this.#stop();
    this.#session = session;
    this.#stop = this.#listen();
  }

  close(): void {
    this.#stop();
  }

  #listen(): () => void {
    void this.#tellLength();
    const stops = [
      this.#session.listen({ timeline: () => void this.#tellLength() }),
      this.#images.follow(this.#session),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** The link to the session as it stands now. */
  async #link(): Promise<string> {
    const { start, timeline } = this.#session;
    return `${location.origin}${SHARED_SESSION_PATH}#${await sharedFragment({ ...start, timeline })}`;
  }

  async #tellLength(): Promise<void> {
    const { length } = await this.#link();
    const count = `It is ${length.toLocaleString('en-GB')} characters long`;
    this.#linkNote.textContent =
      length > CAREFUL_LENGTH
        ? `Holds the whole session: its files and its lines. ${count}: some messengers cut links after about ${CAREFUL_LENGTH.toLocaleString('en-GB')}. Send it as a file or by mail, or send the script.`
        : `Holds the whole session: its files and its lines. ${count}, and nothing of it is sent to a server.`;
  }

  async #copyLink(): Promise<void> {
    const link = await this.#link();
    await this.#copy(link, `The link is copied: ${link.length.toLocaleString('en-GB')} characters.`, 'Link');
  }

  async #copyScript(): Promise<void> {
    const script = await this.#session.ask('script', {});
    const lines = script.trimEnd().split('\n').length;
    await this.#copy(script, `The script is copied: ${lines} lines. Read it before you run it.`, 'Script');
  }

  /** Copies a text; where the browser does not allow it, shows it to be copied by hand. A script is shown anyhow. */
  async #copy(text: string, done: string, name: string): Promise<void> {
    const isCopied = await copyText(text);
    this.#say(isCopied ? done : `Your browser does not let this page copy. ${name}, to be copied by hand:`);
    if (!isCopied || name === 'Script') this.#text.show(name, text, !isCopied);
    else this.#text.hide();
  }

  async #downloadFiles(): Promise<void> {
    const { paths, zip } = await this.#session.ask('files', {});
    this.#text.hide();
    if (paths.length === 0) {
      this.#say('Nothing was written in the home folder yet.');
      return;
    }
    download('drydock-files.zip', zip, 'application/zip');
    const shown = paths.slice(0, 5).join(', ');
    const more = paths.length > 5 ? ` and ${paths.length - 5} more` : '';
    this.#say(`Saved as drydock-files.zip: ${shown}${more}.`);
  }

  async #downloadImage(): Promise<void> {
    this.#text.hide();
    this.#say('Packing…');
    this.#say(await this.#images.save(this.#session));
  }

  #action(name: string, act: () => Promise<void>): HTMLButtonElement {
    const element = button(name, name, () => {
      act().catch((error: unknown) => this.#say(error instanceof Error ? error.message : String(error)));
    });
    element.className = 'plain-button';
    return element;
  }

  #say(text: string): void {
    this.#status.textContent = text;
  }
}

/** A text to be read, or copied by hand. */
class ShownText {
  readonly element = document.createElement('label');
  readonly #name = document.createElement('span');
  readonly #field = document.createElement('textarea');

  constructor() {
    this.element.className = 'share-text';
    this.element.hidden = true;
    this.#field.readOnly = true;
    this.#field.spellcheck = false;
    this.element.append(this.#name, this.#field);
  }

  show(name: string, text: string, isToCopy: boolean): void {
    this.#name.textContent = name;
    this.#field.value = text;
    this.element.hidden = false;
    if (!isToCopy) return;
    this.#field.focus();
    this.#field.select();
  }

  hide(): void {
    this.element.hidden = true;
  }
}

function item(...parts: readonly HTMLElement[]): HTMLElement {
  const element = document.createElement('div');
  element.className = 'share-item';
  element.append(...parts);
  return element;
}

function note(text = ''): HTMLElement {
  const element = document.createElement('p');
  element.textContent = text;
  return element;
}
