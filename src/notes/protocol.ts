/** What a page and its engine, in a worker, say to each other. Plain data. */
import type { ComparisonSetup, ComparisonState, ContextChange, ContextFile } from './comparison';
import type { Step } from './player';
import type { TranscriptLine } from './transcript';

/** A step, and the machine that it is done to. */
export interface PlacedStep {
  readonly machine: string;
  readonly step: Step;
}

/** What an example's machines have gone through before: from it the same machines are made again. */
export interface Origin {
  /** Of the page; with the machine's name it decides ids and times. */
  readonly seed: string;
  /** The one that is shown. */
  readonly machine: string;
  readonly steps: readonly PlacedStep[];
  /** Keys of what its machine loads on the way, as far as the build knows: so that all comes at once. */
  readonly parts: readonly string[];
}

/** What a reader does to a comparison, with the files as they are edited now. */
export interface ComparisonAction {
  readonly files: readonly ContextFile[];
  readonly sideFiles: readonly (readonly ContextFile[])[];
  readonly deed:
    | { readonly kind: 'change'; readonly change: ContextChange }
    /** Flags of `docker build`, one text a side. */
    | { readonly kind: 'build'; readonly flags: readonly string[] };
}

export type Request =
  /** A session starts from this state; its screen shows the lines from the `shownFrom`th step on. */
  | {
      readonly kind: 'open';
      readonly session: number;
      readonly origin: Origin;
      readonly shownSteps: readonly Step[];
    }
  /** Types an example's steps, one after the other, as fast as they can be followed. */
  | { readonly kind: 'play'; readonly session: number; readonly steps: readonly Step[] }
  | { readonly kind: 'line'; readonly session: number; readonly text: string }
  | { readonly kind: 'keys'; readonly session: number; readonly keys: string }
  | { readonly kind: 'undo'; readonly session: number }
  | { readonly kind: 'close'; readonly session: number }
  /** A comparison starts as its page shows it. */
  | {
      readonly kind: 'open-comparison';
      readonly session: number;
      readonly setup: ComparisonSetup;
      readonly parts: readonly string[];
    }
  | {
      readonly kind: 'compare';
      readonly session: number;
      readonly ticket: number;
      readonly action: ComparisonAction;
    }
  | {
      readonly kind: 'complete';
      readonly session: number;
      readonly ticket: number;
      readonly text: string;
      readonly cursor: number;
    };

/** prompt: the host's shell waits · reading: a program waits for input · busy: something runs · over: the shell has ended. */
export type TerminalState = 'prompt' | 'reading' | 'busy' | 'over';

export type Reply =
  | {
      readonly kind: 'screen';
      readonly session: number;
      /** Rows before this one are as they were; rows count from 0 since the session was opened. */
      readonly from: number;
      readonly lines: readonly TranscriptLine[];
      /** What stands on the cursor's line, to be followed by what is typed. */
      readonly prompt: string;
      readonly state: TerminalState;
      readonly canUndo: boolean;
      /** Lines that will be typed when the command that works now has ended. */
      readonly pending: readonly string[];
    }
  | {
      readonly kind: 'completed';
      readonly session: number;
      readonly ticket: number;
      readonly completion: CompletionReply;
    }
  | {
      readonly kind: 'compared';
      readonly session: number;
      readonly ticket: number;
      readonly state: ComparisonState;
    }
  | { readonly kind: 'failed'; readonly session: number; readonly message: string };

export interface CompletionReply {
  /** Where the word begins that the candidates complete. */
  readonly from: number;
  readonly candidates: readonly string[];
}
