export { containerType } from './container';
export { asGo, type GoType } from './go-type';
export { imageType } from './image';
export { networkType } from './network';
export { volumeType } from './volume';
