import { hasKept } from '../kept/has-kept';

/** Everything on one page. Here is only what notices that somebody is at it; the workshop is loaded then. */
class DrydockPlayground extends HTMLElement {
  #isOpen = false;

  connectedCallback(): void {
    const open = (): void => {
      if (this.#isOpen) return;
      this.#isOpen = true;
      void import('./workshop').then(({ Workshop }) => {
        new Workshop(this);
        if (isBuildWanted) this.querySelector<HTMLButtonElement>('.playground-commands button')?.click();
      });
    };
    // Pressed before the workshop is here, which brings a button of its own.
    let isBuildWanted = false;
    this.querySelector('.playground-build')?.addEventListener('click', () => {
      isBuildWanted = true;
      open();
    });
    this.#movePanels();
    if (/^#v\d/.test(location.hash) || hasKept()) open();
    for (const near of ['pointerenter', 'pointerdown', 'focusin'])
      this.addEventListener(near, open, { once: true });
    window.addEventListener('hashchange', () => {
      if (/^#v\d/.test(location.hash)) location.reload();
    });
  }

  /** The pictures of the terminal stand below everything, where they have room. */
  #movePanels(): void {
    const place = this.querySelector('.playground-pictures');
    const panel = this.querySelector('.term-panel');
    const tools = document.createElement('div');
    tools.className = 'playground-panels term-tools';
    tools.append(...this.querySelectorAll('.term-tools [aria-controls]'));
    place?.append(tools, ...(panel === null ? [] : [panel]));
  }
}

customElements.define('drydock-playground', DrydockPlayground);
