// Docker's command line: what can be typed after `docker`, and what it prints.
export { allCommandParts, commandEntries } from './all-commands';
export { dockerProgram } from './docker-program';
export { commandLoader, type CommandEntry } from './implementations';
export { completeDocker } from './completion';
