// Processes, files, terminals, signals, networks and time, as programs and the daemon use them.
export { deviceTree } from './devices';
export { Errno, type ErrnoCode, isErrno, strerror } from './errno';
export { Kernel, type KernelOptions, type StartOptions } from './kernel';
export { type LiveProcess, ProcessEnd } from './live-process';
export { type Mount, MountTable } from './mounts';
export { ControlGroup, type Namespaces, PidNamespace } from './namespaces';
export { type NameServer, NetworkNamespace, type Route } from './network';
export type { OpenFile } from './open-file';
export { ALL_CAPABILITIES, DEFAULT_CAPABILITIES } from './permissions';
export { Pipe, PipeReader, PipeWriter } from './pipe';
export type * from './process';
export { kernelRelease } from './procfs';
export type { Flavour, Program, ProgramLoader } from './program';
export { type RunEnd, type RunOptions, Scheduler, Thread } from './scheduler';
export { SIGNAL_NUMBERS, type SignalName } from './signals';
export { StreamReader } from './streams';
export { type Sleeper, type Task, turn, until, type Wait, WaitQueue } from './task';
export { Tty, TtyFile } from './tty';
