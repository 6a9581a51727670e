import type { RestartPolicy } from '../api/container';
import { invalid } from '../errors';

/** Throws in Docker's words where a policy makes no sense. Source: moby, ValidateRestartPolicy. */
export function checkRestartPolicy({ Name, MaximumRetryCount }: RestartPolicy): void {
  switch (Name) {
    case 'always':
    case 'unless-stopped':
    case 'no':
      if (MaximumRetryCount === 0) return;
      throw invalid(
        "invalid restart policy: maximum retry count can only be used with 'on-failure'" +
          (MaximumRetryCount < 0 ? ' and cannot be negative' : ''),
      );
    case 'on-failure':
      if (MaximumRetryCount >= 0) return;
      throw invalid('invalid restart policy: maximum retry count cannot be negative');
    case '':
      return;
    default:
      throw invalid(
        `invalid restart policy: unknown policy '${Name}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`,
      );
  }
}
