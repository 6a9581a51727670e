import type { DaemonError } from '../errors';
import { conflict } from '../errors';
import type { Container } from './container';

export function notRunning(container: Container): DaemonError {
  return conflict(`container ${container.id} is not running`);
}
