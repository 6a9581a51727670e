import { SESSION_EVENT, type SessionEvent } from '../terminal/session-event';

/**
 * A picture of a machine. What the build saw is in the page; when the example above it comes alive, the picture follows
 * that session, and says what has changed. What draws it is loaded then.
 */
class DrydockPicture extends HTMLElement {
  readonly #built = [...this.childNodes];
  #stop: (() => void) | undefined;

  connectedCallback(): void {
    document.addEventListener(SESSION_EVENT, this.#onSession);
  }

  disconnectedCallback(): void {
    document.removeEventListener(SESSION_EVENT, this.#onSession);
    this.#stop?.();
  }

  readonly #onSession = (event: SessionEvent): void => {
    if (event.target !== this.#source()) return;
    this.#stop?.();
    this.#stop = undefined;
    const session = event.detail;
    if (session === undefined) {
      this.replaceChildren(...this.#built);
      return;
    }
    let isStopped = false;
    this.#stop = () => {
      isStopped = true;
    };
    void import('./live-picture').then(({ follow }) => {
      if (!isStopped) this.#stop = follow(this, session);
    });
  };

  /** The example whose machine this shows: the last one above it on that machine. */
  #source(): Element | undefined {
    return [
      ...document.querySelectorAll(`drydock-terminal[data-machine="${this.dataset['machine'] ?? ''}"]`),
    ].findLast((one) => (one.compareDocumentPosition(this) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);
  }
}

customElements.define('drydock-picture', DrydockPicture);
