/**
 * What a machine is, as plain JSON: how it was made and everything that was done to it since. The machine is
 * deterministic, so this is enough to make it again, byte for byte (`replay`).
 */
export interface MachineState {
  readonly seed: string;
  readonly inputs: readonly LoggedInput[];
  /** How far it had come since the last input. */
  readonly at: Moment;
}

/** A point in a machine's life: turns taken, and its clock (milliseconds since the epoch). */
export interface Moment {
  readonly steps: number;
  readonly nowMs: number;
}

export type MachineInput =
  | { readonly kind: 'type'; readonly line: string }
  | {
      readonly kind: 'typeInTerminal';
      readonly line: string;
      readonly keys: readonly string[];
      readonly columns: number;
      readonly rows: number;
    }
  | {
      readonly kind: 'writeFile';
      readonly path: string;
      readonly contentBase64: string;
      readonly mode?: number;
    }
  | { readonly kind: 'elapse'; readonly ms: number }
  | { readonly kind: 'openTerminal'; readonly columns: number; readonly rows: number }
  | { readonly kind: 'terminalInput'; readonly terminal: number; readonly bytesBase64: string }
  | {
      readonly kind: 'terminalResize';
      readonly terminal: number;
      readonly columns: number;
      readonly rows: number;
    };

export interface LoggedInput {
  readonly at: Moment;
  readonly input: MachineInput;
}
