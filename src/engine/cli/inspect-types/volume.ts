// Source: moby api/types/volume.
import { field, fieldsOf, type GoStruct, textMap } from './go-type';

export const volumeType: GoStruct = {
  goName: 'volume.Volume',
  fields: [
    field('ClusterVolume', { pointerTo: { goName: 'volume.ClusterVolume', fields: [] } }),
    ...fieldsOf('string', 'CreatedAt', 'Driver'),
    field('Labels', textMap),
    ...fieldsOf('string', 'Mountpoint', 'Name'),
    field('Options', textMap),
    field('Scope', 'string'),
    field('Status', textMap),
    field('UsageData', {
      pointerTo: { goName: 'volume.UsageData', fields: fieldsOf('number', 'RefCount', 'Size') },
    }),
  ],
};
