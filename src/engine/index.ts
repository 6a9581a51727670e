// The one door to the engine: a simulated computer with Docker on it.
export {
  allParts,
  type Catalogue,
  createMachine,
  createMachineOf,
  type CreateMachineOptions,
  type LineEnd,
  type Machine,
  type MachineState,
  type MachineView,
  fullCatalogue,
  partLoader,
  type Parts,
  replay,
  type Result,
  type Terminal,
} from './machine';
