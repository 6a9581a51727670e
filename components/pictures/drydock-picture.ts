import { SESSION_EVENT, type SessionEvent } from '../terminal/session-event';

/**
 * A picture of a machine. What the build saw is in the page; when the example above it comes alive, the picture follows
 * that session, and says what has changed. What does so is loaded then.
 */
class DrydockPicture extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener(SESSION_EVENT, this.#onSession);
  }

  disconnectedCallback(): void {
    document.removeEventListener(SESSION_EVENT, this.#onSession);
  }

  readonly #onSession = ({ target, detail }: SessionEvent): void => {
    void import('./picture-session').then(({ followExample }) => followExample(this, target, detail));
  };
}

customElements.define('drydock-picture', DrydockPicture);
