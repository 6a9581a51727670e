// --ssh. Source: buildx, util/buildflags/ssh.go; BuildKit, session/sshforward/sshprovider.
import type { Process } from '../../kernel';
import { cut } from '../run-options/cut';
import { failedToBuild } from './build-error';

/** Refuses what the real one refuses where no agent runs; an agent's keys are not modelled. */
export function checkSsh(words: readonly string[], { env }: Process): void {
  for (const word of words) {
    const [, paths] = cut(word, '=');
    if (paths === '' && (env.get('SSH_AUTH_SOCK') ?? '') === '') {
      throw failedToBuild('invalid empty ssh agent socket: make sure SSH_AUTH_SOCK is set');
    }
    throw failedToBuild(
      '--ssh is not modelled here: the real one lends the keys of an SSH agent to RUN steps',
    );
  }
}
