/** Whether a key that is pressed there is typed text, and so no shortcut of the page. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}

/** The button, its keys and the dialog; what searches is loaded when the dialog first opens. */
class SiteSearch extends HTMLElement {
  #isLoaded = false;

  connectedCallback(): void {
    const dialog = this.querySelector('dialog');
    const input = this.querySelector('input');
    const list = this.querySelector('ol');
    const status = this.querySelector('[role="status"]');
    if (dialog === null || input === null || list === null || status === null) return;

    const open = (): void => {
      if (!dialog.open) dialog.showModal();
      input.select();
      if (this.#isLoaded) return;
      this.#isLoaded = true;
      void import('./search-dialog').then(({ SearchDialog }) => new SearchDialog(input, list, status));
    };

    this.querySelector('button.open')?.addEventListener('click', open);
    this.querySelector('button.close')?.addEventListener('click', () => dialog.close());
    dialog.addEventListener('click', (event) => {
      const isBackdrop = event.target === dialog;
      const isChoice = event.target instanceof Element && event.target.closest('a') !== null;
      if (isBackdrop || isChoice) dialog.close();
    });
    document.addEventListener('keydown', (event) => {
      if (event.defaultPrevented || event.altKey) return;
      const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey;
      const isControlK = event.key === 'k' && event.ctrlKey && !event.metaKey;
      const isCommandK = event.key === 'k' && event.metaKey;
      // In a terminal, `/` is a path and Ctrl-K erases the rest of the line.
      if (!isCommandK && (!(isSlash || isControlK) || isTyping(event.target))) return;
      event.preventDefault();
      open();
    });
  }
}

customElements.define('site-search', SiteSearch);
