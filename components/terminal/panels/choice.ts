export interface Option {
  readonly value: string;
  readonly text: string;
  /** Options of the same group stand together under its name. */
  readonly group?: string;
}

/** A list to choose from, with its label. What was chosen stays chosen as long as it is there. */
export class Choice {
  readonly element = document.createElement('label');
  readonly #select = document.createElement('select');

  constructor(label: string, chosen: () => void) {
    this.element.className = 'panel-choice';
    this.element.append(`${label} `, this.#select);
    this.#select.addEventListener('change', chosen);
  }

  get value(): string {
    return this.#select.value;
  }

  /** `otherwise`: what is chosen when what was is gone. */
  show(options: readonly Option[], otherwise: string | undefined = options[0]?.value): void {
    const before = this.#select.value;
    const groups = new Map<string, HTMLElement>();
    this.#select.replaceChildren();
    for (const { value, text, group } of options) {
      const option = new Option(text, value);
      if (group === undefined) {
        this.#select.append(option);
        continue;
      }
      let place = groups.get(group);
      if (place === undefined) {
        place = document.createElement('optgroup');
        place.setAttribute('label', group);
        groups.set(group, place);
        this.#select.append(place);
      }
      place.append(option);
    }
    const stays = options.some(({ value }) => value === before);
    this.#select.value = (stays ? before : otherwise) ?? '';
    this.element.hidden = options.length === 0;
  }
}
