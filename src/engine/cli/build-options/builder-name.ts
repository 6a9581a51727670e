import { quote } from '../../units';
import type { ConfigPlace } from '../client-config';
import { refusal } from './build-error';
import { currentBuilder, findInstance, notRunHere, validBuilderName } from './builder-store';

/** The builder that a fresh engine has. */
export const defaultBuilder = 'default';

/**
 * Refuses a builder that is not there, and one that would need a container. `name`: as it was given, empty for the
 * one in use. Source: buildx, builder/builder.go New; docker/cli, cmd/docker/builder.go for `docker build`.
 */
export function checkBuilderName(place: ConfigPlace, name: string): void {
  const isBuildx = place.process.argv.includes('buildx');
  const variable = place.process.env.get('BUILDX_BUILDER') ?? '';
  const asked = name !== '' ? name : variable !== '' ? variable : isBuildx ? currentBuilder(place) : '';
  if (asked === '' || asked === defaultBuilder) return;
  const instance = findInstance(place, validBuilderName(asked));
  throw refusal(instance === undefined ? `no builder ${quote(asked)} found` : notRunHere(instance));
}

/** Refuses a builder that is not there, where it does not have to run. */
export function checkBuilderIsThere(place: ConfigPlace, name: string): void {
  if (name === '' || name === defaultBuilder || findInstance(place, validBuilderName(name)) !== undefined)
    return;
  throw refusal(`no builder ${quote(name)} found`);
}
