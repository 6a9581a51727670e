import { archiveForDocker as archiveOf } from '../daemon';
import type { TerminalMachine } from './terminal-machine';

/**
 * The archive of these images (as `docker save` is told them) for a real `docker load`: an OCI image layout in which
 * every digest is of the bytes that are there. Of an image that was pulled they are not the published ones. Throws
 * DaemonError where `docker save` fails, ArchiveTooLarge.
 */
export function archiveForDocker(machine: TerminalMachine, references: readonly string[]): Uint8Array {
  return archiveOf(machine.daemon, references);
}
