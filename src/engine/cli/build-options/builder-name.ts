import { quote } from '../../units';
import { refusal } from './build-error';

/** The one builder that a fresh engine has. */
export const defaultBuilder = 'default';

/** Refuses the name of a builder that is not there; empty means the usual one. */
export function checkBuilderName(name: string): void {
  if (name !== '' && name !== defaultBuilder) throw refusal(`no builder ${quote(name)} found`);
}
