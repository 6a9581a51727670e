import { partKey } from '../kernel';

/** The key of what completes a line: whoever asks for that has loaded it. */
export const completionPart = partKey('shell/completion');
