// Docker's command line: what can be typed after `docker`, and what it prints.
export { dockerProgram } from './docker-program';
export { completeDocker } from './completion';
