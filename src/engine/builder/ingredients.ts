import type { Selection } from './files';

/** What a step was made of, by name: kept with its result to tell later why another one was made. */
export interface Ingredients {
  /** `FROM`, `RUN`, `COPY`, `ADD`, `WORKDIR`; empty for the builder's own steps. */
  readonly instruction: string;
  /** The instruction's text as progress shows it. */
  readonly text: string;
  /** Which Dockerfile it is of, by its place on the client. */
  readonly project: string;
  /** Which stage it belonged to, by its label, and at which place there. */
  readonly stage: string;
  readonly position: number;
  readonly arguments: ReadonlyMap<string, string>;
  readonly environment: ReadonlyMap<string, string>;
  /** All else in its definition: user, working folder, network, shell. */
  readonly settings: ReadonlyMap<string, string>;
  /** Of FROM: the image's full name and its digest. */
  readonly image?: { readonly reference: string; readonly digest: string };
}

/** What else its result depends on: known when it is solved. */
export interface Origin {
  /** The whole definition without its inputs. */
  readonly definition: string;
  /** Of the step that it stands on; empty: it stands on nothing. */
  readonly parentKeys: readonly string[];
  readonly files: readonly { readonly from: string; readonly selection: Selection }[];
}

export const noIngredients: Ingredients = {
  instruction: '',
  text: '',
  project: '',
  stage: '',
  position: 0,
  arguments: new Map(),
  environment: new Map(),
  settings: new Map(),
};
