import { Errno } from './errno';

export interface ResourceLimit {
  readonly soft: number;
  readonly hard: number;
}

const UNLIMITED: ResourceLimit = { soft: Infinity, hard: Infinity };

/** What systemd gives the docker service, and with it every container (getrlimit(2); sizes in bytes). */
const DEFAULT_LIMITS: readonly (readonly [string, ResourceLimit])[] = [
  ['core', UNLIMITED],
  ['memlock', { soft: 8_388_608, hard: 8_388_608 }],
  ['msgqueue', { soft: 819_200, hard: 819_200 }],
  ['nice', { soft: 0, hard: 0 }],
  ['nofile', { soft: 1024, hard: 524_288 }],
  ['nproc', UNLIMITED],
  ['rtprio', { soft: 0, hard: 0 }],
  ['stack', { soft: 8_388_608, hard: Infinity }],
];

/** A process' limits by their names of getrlimit(2), lower-case and without RLIMIT_. */
export class ResourceLimits {
  readonly #limits = new Map(DEFAULT_LIMITS);

  get(name: string): ResourceLimit {
    return this.#limits.get(name) ?? UNLIMITED;
  }

  set(name: string, limit: ResourceLimit, mayRaise: boolean): void {
    if (limit.soft > limit.hard) throw new Errno('EINVAL');
    if (limit.hard > this.get(name).hard && !mayRaise) throw new Errno('EPERM');
    this.#limits.set(name, limit);
  }

  inherit(parent: ResourceLimits): void {
    for (const [name, limit] of parent.#limits) this.#limits.set(name, limit);
  }
}
