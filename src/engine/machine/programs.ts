import { loadProgram, programIdFor } from '../programs';
import type { ProgramSet } from './boot';

/** All programs and shells that the engine has. */
export const installedPrograms: ProgramSet = { load: loadProgram, idOf: programIdFor };
