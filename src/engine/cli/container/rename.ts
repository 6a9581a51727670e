// docker container rename
import { DaemonError, renameContainer } from '../../daemon';
import { CommandError, implement } from '../context';
import { containerRename } from '../declarations/container';

export const rename = implement(
  containerRename,
  function* ({ daemon, operands: [oldName = '', newName = ''] }) {
    const refuse = (problem: string): never => {
      throw new CommandError(`failed to rename container: ${problem}`);
    };
    if (oldName.trim() === '') return refuse('invalid container name or ID: value is empty');
    if (/^\s*\/?\s*$/.test(newName)) return refuse('new name cannot be blank');
    try {
      renameContainer(daemon, oldName.trim(), newName.trim());
      return 0;
    } catch (error) {
      if (!(error instanceof DaemonError)) throw error;
      return refuse(error.asDaemonResponse());
    }
  },
);
