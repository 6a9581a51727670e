// A computer: host files, users, shell, clock, and a docker daemon that speaks to registries.
export { ArchiveTooLarge } from '../daemon';
export { allParts, fullCatalogue } from './all-parts';
export { archiveForDocker } from './archive-for-docker';
export type { BuildFate, BuildStageView, BuildStepView, BuildView, ResultLayerView } from './build-view';
export { type CatalogueText, readCatalogue, writeCatalogue } from './catalogue-text';
export { createMachineOf } from './create';
export { type CreateMachineOptions, createTerminalMachineOf } from './create-terminal-machine';
export { createMachine, replay } from './create-whole';
export type { LoggedMachine } from './logged-machine';
export type { LineEnd, Machine, Result } from './machine';
export type { AdvanceOptions, Budget, Terminal, TerminalMachine, TerminalSize } from './terminal-machine';
export { type Catalogue, completionParts, loadPart, type Parts } from './parts';
export type { LoggedInput, MachineInput, MachineState, Moment } from './state';
export { STICK_PATH, Surroundings } from './surroundings';
export type { ChangeView, OpenedImageView, OpenedLayerView } from './layers-view';
export type { ContainerView, ImageView, LayerView, MachineView } from './view';
