// What a step must be allowed to do. Source: BuildKit util/entitlements, solver/llbsolver ValidateEntitlements; moby
// builder-next getEntitlements.
import type { BuildRequest } from './request';
import { BuildError } from './result';
import type { Graph } from './vertex';

/** What dockerd grants to whom asks, unless its configuration says otherwise. */
const granted: ReadonlySet<string> = new Set(['network.host', 'device']);

/** Throws a BuildError where the daemon does not grant what `--allow` asks for. */
export function checkGranted({ entitlements }: BuildRequest): void {
  for (const name of entitlements) {
    if (granted.has(name)) continue;
    throw new BuildError(`granting entitlement ${name} is not allowed by build daemon configuration`);
  }
}

/** Throws a BuildError for the first step that needs what was not asked for. */
export function checkSteps({ vertices }: Graph, { entitlements }: BuildRequest): void {
  for (const { operation } of vertices) {
    if (operation.kind !== 'exec') continue;
    const needed = [
      ...(operation.network === 'host' ? ['network.host'] : []),
      ...(operation.isInsecure ? ['security.insecure'] : []),
    ];
    const refused = needed.find((name) => !entitlements.includes(name));
    if (refused !== undefined) throw new BuildError(`failed to load LLB: ${refused} is not allowed`);
  }
}
