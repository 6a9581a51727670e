import type { Daemon } from '../daemon';
import type { Kernel, NetworkNamespace, Task } from '../kernel';
import { part } from '../kernel';

const answers = part<typeof import('./registry-answers')>('machine/registry-answers');

/** A registry at `localhost:PORT` also answers to whoever reads it over HTTP on the host. */
export function serveRegistry(kernel: Kernel, network: NetworkNamespace, daemon: Daemon, host: string): void {
  const port = /^(?:localhost|127\.0\.0\.1):(\d+)$/.exec(host)?.[1];
  if (port === undefined) return;
  const listener = network.listen('0.0.0.0', Number(port));
  kernel.startTask(
    (function* (): Task<void> {
      for (;;) {
        const connection = yield* listener.accept();
        kernel.startTask((yield* answers(kernel)).serve(connection, daemon, host));
      }
    })(),
  );
}
