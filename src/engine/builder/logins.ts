import { serverOf, type Registry, type RegistryCredentials } from '../registry';
import type { Builder } from './builder';
import type { ProgressTeller } from './progress-teller';
import { internalDigest } from './vertex';
import type { RegistryLogins } from './worker';

/** Docker Hub's tokens are good for five minutes; the last tenth of it is not used. */
const TOKEN_MS = 270_000;

/**
 * Lends the client's logins to the builder, and tells of it: the password itself where a registry wants it, else a
 * token for what is to be done, which the builder keeps. Who is logged in nowhere is told nothing.
 * Source: BuildKit session/auth/authprovider, util/resolver/authorizer.go.
 */
export class Logins implements RegistryLogins {
  constructor(
    readonly builder: Builder,
    readonly kept: ReadonlyMap<string, RegistryCredentials>,
    readonly progress: ProgressTeller,
  ) {}

  lend({ host, authentication }: Registry, scope: string): RegistryCredentials | undefined {
    const login = this.kept.get(host);
    if (login === undefined) return undefined;
    if (authentication === 'basic') this.#tell(`sharing credentials for ${host}`);
    else this.#tellOfToken(`${scope} token for ${serverOf(host)}`, login);
    return login;
  }

  #tellOfToken(name: string, { username, password }: RegistryCredentials): void {
    const { tokens } = this.builder;
    const now = this.progress.nowMs();
    const key = JSON.stringify([name, username, password]);
    if ((tokens.get(key) ?? 0) > now) return;
    tokens.set(key, now + TOKEN_MS);
    this.#tell(name);
  }

  /** Once in a build. */
  #tell(what: string): void {
    const name = `[auth] ${what}`;
    const digest = internalDigest(name);
    if (this.progress.vertex(digest) !== undefined) return;
    this.progress.announce([{ digest, name, inputs: [] }]);
    this.progress.started(digest);
    this.progress.completed(digest);
  }
}
