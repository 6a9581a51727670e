import type { GoalLine } from '../../src/notes/challenge';
import { button } from '../terminal/button';
import type { DrydockTerminal } from '../terminal/drydock-terminal';

/** A challenge: its button asks the machine whether the goal is reached; what asks is loaded then. */
class DrydockChallenge extends HTMLElement {
  readonly #result = document.createElement('div');

  connectedCallback(): void {
    const terminal = this.querySelector<DrydockTerminal>('drydock-terminal');
    if (terminal === null || this.dataset['ready'] !== undefined) return;
    this.dataset['ready'] = '';
    this.#result.className = 'challenge-result';
    this.#result.setAttribute('role', 'status');
    const check = button('Check', 'See whether the goal is reached', () => void this.#check(terminal));
    check.className = 'plain-button';
    terminal.after(check, this.#result);
  }

  async #check(terminal: DrydockTerminal): Promise<void> {
    const goal: readonly GoalLine[] = JSON.parse(this.dataset['goal'] ?? '[]');
    this.#result.textContent = 'Checking…';
    const { resultMarkup } = await import('./result-markup');
    try {
      const states = await terminal.session().ask('goal', { goal });
      this.#result.innerHTML = resultMarkup(states).html;
    } catch (error) {
      this.#result.textContent = error instanceof Error ? error.message : String(error);
    }
  }
}

customElements.define('drydock-challenge', DrydockChallenge);
