import type { Disposition } from './process';
import type { SignalName } from './signals';
import { WaitQueue } from './task';

/** What a process does on each signal, and the ones it caught and has not looked at. */
export class SignalState {
  readonly #dispositions = new Map<SignalName, Disposition>();
  #caught: SignalName[] = [];
  /** Woken when a signal is caught. */
  readonly arrived = new WaitQueue();

  get hasCaught(): boolean {
    return this.#caught.length > 0;
  }

  disposition(signal: SignalName): Disposition {
    return this.#dispositions.get(signal) ?? 'default';
  }

  /** KILL and STOP are always the kernel's. */
  setDisposition(signal: SignalName, disposition: Disposition): void {
    if (signal === 'KILL' || signal === 'STOP') return;
    if (disposition === 'default') this.#dispositions.delete(signal);
    else this.#dispositions.set(signal, disposition);
  }

  /** The signals with this disposition, for /proc/<pid>/status. */
  withDisposition(disposition: Disposition): readonly SignalName[] {
    return [...this.#dispositions].filter(([, one]) => one === disposition).map(([signal]) => signal);
  }

  catch(signal: SignalName): void {
    // A signal that is pending already does not become two, but for those for real time (signal(7)).
    if (signal.startsWith('RT') || !this.#caught.includes(signal)) this.#caught.push(signal);
    this.arrived.wakeAll();
  }

  take(): readonly SignalName[] {
    const caught = this.#caught;
    this.#caught = [];
    return caught;
  }

  /** A fork does as its parent, with nothing pending. */
  inherit(parent: SignalState): void {
    for (const [signal, disposition] of parent.#dispositions) this.#dispositions.set(signal, disposition);
  }

  /** exec: what was caught goes back to its default. */
  becomeNew(): void {
    this.#caught = [];
    for (const signal of this.withDisposition('catch')) this.#dispositions.delete(signal);
  }
}
