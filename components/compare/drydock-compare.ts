import type { ComparisonSetup } from '../../src/notes/comparison';
import { hasKept } from '../kept/has-kept';
import { button } from '../terminal/button';
import type { Bench } from './bench';

/**
 * A comparison of builds. Its first result is in the page already. Here are only its buttons; what they do, the editors
 * and the engine are loaded when somebody comes near.
 */
class DrydockCompare extends HTMLElement {
  readonly #built = this.innerHTML;
  readonly #tools = document.createElement('div');
  #bench: Promise<Bench> | undefined;

  connectedCallback(): void {
    const { setup: json, ready } = this.dataset;
    if (json === undefined || ready !== undefined) return;
    this.dataset['ready'] = '';
    const setup: ComparisonSetup = JSON.parse(json);
    const load = (): Promise<Bench> => {
      this.#bench ??= import('./bench').then(
        (module) => new module.Bench(this, setup, this.#tools, this.#built),
      );
      return this.#bench;
    };
    const does = (text: string, press: (bench: Bench) => void): HTMLButtonElement =>
      button(text, '', () => void load().then(press));
    const status = document.createElement('p');
    status.className = 'compare-status';
    status.setAttribute('role', 'status');
    this.#tools.className = 'compare-tools';
    this.#tools.setAttribute('role', 'group');
    this.#tools.setAttribute('aria-label', 'Change and build');
    this.#tools.append(
      does(setup.sides.length > 1 ? 'Build both' : 'Build', (bench) => bench.build()),
      ...setup.changes.map(({ label }, index) => does(label, (bench) => bench.change(index))),
      does('Reset', (bench) => bench.reset()),
      status,
    );
    this.querySelector('.compare-results')?.before(this.#tools);
    for (const near of ['pointerenter', 'focusin'])
      this.addEventListener(near, () => void load(), { once: true });
    if (hasKept()) void load();
  }
}

customElements.define('drydock-compare', DrydockCompare);
