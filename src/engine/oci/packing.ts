import { part } from '../kernel';

/** What makes the bytes of layers. */
export type LayerPacking = typeof import('./pack-layer');

export const packing = part<LayerPacking>('oci/pack-layer');
