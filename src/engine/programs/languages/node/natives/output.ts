import type { Task } from '../../../../kernel';
import { isErrno } from '../../../../kernel';
import { ExitNow } from '../values';
import type { Vm } from '../vm';

export function* writeTo(vm: Vm, fd: 1 | 2, data: string | Uint8Array): Task<void> {
  try {
    yield* vm.patiently(() => (fd === 1 ? vm.p.stdout : vm.p.stderr).write(data));
  } catch (error) {
    if (!isErrno(error)) throw error;
    // A pipe that nobody reads: Node ends with EPIPE; it says no more here.
    throw new ExitNow(1);
  }
}
