/** Marks, in the list of a page's sections, the one that is being read; closes the popover it stands in. */
class PageSections extends HTMLElement {
  #observer: IntersectionObserver | undefined;

  connectedCallback(): void {
    const links = new Map<string, HTMLAnchorElement>();
    for (const link of this.querySelectorAll('a')) links.set(decodeURIComponent(link.hash.slice(1)), link);
    const headings = [...links.keys()]
      .map((id) => document.getElementById(id))
      .filter((heading) => heading !== null);

    const mark = (): void => {
      // The last heading above the upper third of the window begins the section that is being read.
      const line = window.innerHeight / 3;
      const current = headings.findLast((heading) => heading.getBoundingClientRect().top < line);
      for (const [id, link] of links) {
        if (id === current?.id) link.setAttribute('aria-current', 'location');
        else link.removeAttribute('aria-current');
      }
    };
    // Watched is all above that line, however far: a jump over several headings changes their state too.
    this.#observer = new IntersectionObserver(mark, { rootMargin: '1000000px 0px -66% 0px' });
    for (const heading of headings) this.#observer.observe(heading);

    this.addEventListener('click', (event) => {
      if (!(event.target instanceof HTMLAnchorElement)) return;
      const popover = this.closest<HTMLElement>('[popover]');
      if (popover?.matches(':popover-open')) popover.hidePopover();
    });
  }

  disconnectedCallback(): void {
    this.#observer?.disconnect();
  }
}

customElements.define('page-sections', PageSections);
