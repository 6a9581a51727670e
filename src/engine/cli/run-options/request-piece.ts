import type { ContainerConfig, CreateContainerRequest, HostConfig } from '../../daemon';
import type { ParsedArguments } from '../arguments';
import type { containerCreate } from '../declarations/container-run';
import type { OptionSurroundings } from './environment';

/** The arguments of `docker create`; those of `docker run` have all that these have. */
export type CreateArguments = Pick<ParsedArguments<typeof containerCreate>, 'flags' | 'operands'> & {
  readonly changed: { has(name: string): boolean };
};

/** What some flags make of the request. */
export interface RequestPiece {
  readonly config?: Partial<ContainerConfig>;
  readonly hostConfig?: Partial<HostConfig>;
  readonly endpoints?: CreateContainerRequest['endpoints'];
}

/** Works out what some flags ask for. Throws a ValueError with Docker's text. */
export type PieceMaker = (parsed: CreateArguments, surroundings: OptionSurroundings) => RequestPiece;
