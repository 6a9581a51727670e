// docker container rename
import { DaemonError, renameContainer } from '../../daemon';
import { CommandError, implement } from '../context';
import { containerRename } from '../declarations/container';

export const rename = implement(
  containerRename,
  function* ({ daemon, operands: [oldName = '', newName = ''] }) {
    if (oldName.trim() === '' || newName.trim() === '') {
      throw new CommandError('invalid container name or ID: value is empty');
    }
    try {
      renameContainer(daemon, oldName.trim(), newName.trim());
      return 0;
    } catch (error) {
      if (!(error instanceof DaemonError)) throw error;
      throw new CommandError(`failed to rename container: ${error.asDaemonResponse()}`);
    }
  },
);
