// What lists show: one file a kind of object, from plain data.
export * from './container';
export * from './diff';
export * from './disk-usage';
export * from './display';
export * from './history';
export * from './image';
export * from './image-tree';
export * from './info';
export * from './list-format';
export * from './network';
export * from './ports';
export * from './removals';
export * from './search';
export * from './stats';
export * from './version';
export * from './volume';
