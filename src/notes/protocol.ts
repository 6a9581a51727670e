/** What a page and its engine, in a worker, say to each other. Plain data. */
import type { Explanation } from '../engine/cli/explain';
import type { FileSource, FileView, InspectKind, PlacesView } from '../engine/views';
import type { ComparisonSetup, ComparisonState, ContextChange, ContextFile } from './comparison';
import type { GoalLine, GoalState } from './challenge';
import type { Look, Sight } from './look';
import type { Step } from './player';
import type { Timeline } from './timeline';
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

/** How a session starts. */
export interface SessionStart {
  readonly origin: Origin;
  /** Of the origin's example, done already: its screen shows them. */
  readonly shownSteps: readonly Step[];
  /** What a reader did before, on an earlier visit or elsewhere. */
  readonly timeline: Timeline;
}

/** A file as it is being written. */
export interface FileToCheck {
  readonly path: string;
  readonly text: string;
  /** Text of the .dockerignore beside it. */
  readonly ignore?: string | undefined;
}

/** What is to be said of lines of a file; lines from 1, both included. */
export interface FileMessage {
  readonly kind: 'error' | 'warning';
  /** The build check that found it; missing: the file cannot be read. */
  readonly rule?: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** What may be asked of a session; each is answered once. */
export interface Questions {
  readonly complete: {
    readonly question: { readonly text: string; readonly cursor: number };
    readonly answer: CompletionReply;
  };
  /** The session as a script for a real Docker. */
  readonly script: { readonly question: object; readonly answer: string };
  /** What a line means; nothing runs. */
  readonly explain: { readonly question: { readonly text: string }; readonly answer: Explanation };
  /** The files that it wrote, as a zip. */
  readonly files: { readonly question: object; readonly answer: FilesReply };
  /** An image as an archive that a real `docker load` reads. */
  readonly archive: {
    readonly question: { readonly reference: string };
    readonly answer: Uint8Array<ArrayBuffer>;
  };
  /** Undefined: something still runs, so that nothing can be asked of the machine. */
  readonly goal: {
    readonly question: { readonly goal: readonly GoalLine[] };
    readonly answer: readonly GoalState[] | undefined;
  };
  /** What `docker inspect` prints of an object. */
  readonly inspect: {
    readonly question: { readonly object: InspectKind; readonly name: string };
    readonly answer: string;
  };
  /** Whose files may be looked at. */
  readonly places: { readonly question: object; readonly answer: PlacesView };
  readonly file: {
    readonly question: { readonly source: FileSource; readonly path: string };
    readonly answer: FileView;
  };
  readonly compare: { readonly question: ComparisonAction; readonly answer: ComparisonState };
  /** Needs no session. */
  readonly check: { readonly question: FileToCheck; readonly answer: readonly FileMessage[] };
}

export type QuestionKind = keyof Questions;

/** A question with its kind, as one type for each kind. */
export type Question = {
  readonly [K in QuestionKind]: { readonly kind: K } & Questions[K]['question'];
}[QuestionKind];

export type Request = { readonly session: number } & (
  | { readonly kind: 'open'; readonly start: SessionStart }
  /** Types an example's steps, one after the other, as fast as they can be followed. */
  | { readonly kind: 'play'; readonly steps: readonly Step[] }
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'keys'; readonly keys: string }
  /** A file of the machine is written, as an editor saves it. */
  | { readonly kind: 'file'; readonly path: string; readonly content: string; readonly mode: number }
  /** To the state after so many moments of the timeline. */
  | { readonly kind: 'travel'; readonly to: number }
  /** What is to be seen from now on, whenever it has changed; without a look: no longer. */
  | { readonly kind: 'watch'; readonly watch: number; readonly look: Look | undefined }
  | { readonly kind: 'close' }
  /** A comparison starts as its page shows it. */
  | {
      readonly kind: 'open-comparison';
      readonly setup: ComparisonSetup;
      readonly parts: readonly string[];
    }
  /** What a comparison does now is interrupted, whatever else waits. */
  | { readonly kind: 'stop' }
  | { readonly kind: 'ask'; readonly ticket: number; readonly question: Question }
);

/** prompt: the host's shell waits · reading: a program waits for input · busy: something runs · over: the shell has ended. */
export type TerminalState = 'prompt' | 'reading' | 'busy' | 'over';

export type Reply = { readonly session: number } & (
  | ({ readonly kind: 'screen' } & ScreenChange)
  | { readonly kind: 'timeline'; readonly timeline: Timeline }
  /** `at`: the timeline's moment. */
  | { readonly kind: 'seen'; readonly watch: number; readonly sight: Sight; readonly at: number }
  | { readonly kind: 'answered'; readonly ticket: number; readonly answer: unknown }
  /** The question of this ticket, or the session as a whole. */
  | { readonly kind: 'failed'; readonly ticket?: number; readonly message: string }
);

/** What is new on a session's screen. */
export interface ScreenChange {
  /** Rows before this one are as they were; rows count from 0 since the session was opened. */
  readonly from: number;
  readonly lines: readonly TranscriptLine[];
  /** What stands on the cursor's line, to be followed by what is typed. */
  readonly prompt: string;
  readonly state: TerminalState;
  /** Lines that will be typed when the command that works now has ended. */
  readonly pending: readonly string[];
}

export interface CompletionReply {
  /** Where the word begins that the candidates complete. */
  readonly from: number;
  readonly candidates: readonly string[];
}

export interface FilesReply {
  readonly paths: readonly string[];
  readonly zip: Uint8Array<ArrayBuffer>;
}
