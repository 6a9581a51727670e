import { Builder } from '../../builder';
import type { Daemon } from '../daemon';

const builders = new WeakMap<Daemon, Builder>();

/** What a daemon's builder keeps. It is made when something first asks for it: a daemon that builds nothing has none. */
export function builderOf(daemon: Daemon): Builder {
  const builder = builders.get(daemon) ?? new Builder();
  builders.set(daemon, builder);
  return builder;
}
