// What registries refuse, as the daemon passes it on: loaded when one does.
import type { Image, Reference } from '../../oci';
import { RegistryError, resolve, unreachable, type Registry, type RegistryCredentials } from '../../registry';
import { DaemonError, notFound } from '../errors';
import { missingPlatform } from './published-platform';

/** Runs what refuses with a RegistryError; the daemon passes the refusal on. */
export function asDaemonError<Result>(act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    const kinds = {
      'not-found': 'notFound',
      denied: 'notFound',
      unauthorized: 'unauthorized',
      unreachable: 'system',
    } as const;
    throw new DaemonError(kinds[error.code], error.message);
  }
}

/** The refusal that this throws; undefined: nothing is refused. */
export function refusalOf(act: () => void): unknown {
  try {
    asDaemonError(act);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Why a pull of the reference gets nothing. `registry` undefined: none answers at its host. */
export function pullRefusal(
  registry: Registry | undefined,
  reference: Reference,
  credentials: RegistryCredentials | undefined,
): unknown {
  return refusalOf(() => {
    if (registry === undefined) throw unreachable('pull', reference);
    resolve(registry, reference, credentials);
  });
}

/** Why an image cannot be pulled for this platform. */
export function platformRefusal(image: Image, wanted: string): DaemonError {
  return notFound(
    missingPlatform(image, wanted) ??
      `no matching manifest for ${wanted} in the manifest list entries: no match for platform in manifest: not found`,
  );
}
