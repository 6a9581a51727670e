// The one door to the engine: a simulated computer with Docker on it.
export {
  createMachine,
  type CreateMachineOptions,
  type LineEnd,
  type Machine,
  type MachineState,
  type MachineView,
  replay,
  type Result,
  type Terminal,
} from './machine';
