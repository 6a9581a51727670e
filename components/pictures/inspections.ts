import { isInspectKind, type InspectKind } from './inspect-kind';
import { draw } from '../draw';
import { markup } from '../markup';
import type { Session } from '../terminal/engine-client';

/** What `docker inspect` says of the objects in a live picture, each when its name is pressed. */
export class Inspections {
  constructor(
    private readonly element: HTMLElement,
    private readonly session: Session,
  ) {
    element.addEventListener('click', this.#onClick);
  }

  stop(): void {
    this.element.removeEventListener('click', this.#onClick);
  }

  /** Those that are open are asked for again. */
  renew(): void {
    for (const button of this.element.querySelectorAll<HTMLElement>('[data-inspect][aria-expanded=true]'))
      void this.#show(button);
  }

  readonly #onClick = ({ target }: Event): void => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-inspect]') : null;
    const place = placeOf(button);
    if (button === null || place === null) return;
    place.hidden = button.getAttribute('aria-expanded') === 'true';
    button.setAttribute('aria-expanded', String(!place.hidden));
    if (!place.hidden) void this.#show(button);
  };

  async #show(button: HTMLElement): Promise<void> {
    const place = placeOf(button);
    const { inspect = '', name = '' } = button.dataset;
    if (place === null || !isInspectKind(inspect)) return;
    const text = await this.#ask(inspect, name);
    const title = `docker inspect --type ${inspect} ${button.querySelector('code')?.textContent ?? ''}`;
    draw(place, markup`<pre tabindex="0" aria-label="${title}">${text}</pre>`);
  }

  async #ask(object: InspectKind, name: string): Promise<string> {
    try {
      return await this.session.ask('inspect', { object, name });
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}

function placeOf(button: HTMLElement | null): HTMLElement | null {
  return button?.closest('li')?.querySelector<HTMLElement>('.machine-inspect') ?? null;
}
