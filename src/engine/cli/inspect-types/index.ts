export { containerType } from './container';
export { asGo, type GoType, inGoOrder } from './go-type';
export { imageType } from './image';
export { networkType } from './network';
export { volumeType } from './volume';
