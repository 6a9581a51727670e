// docker volume ls
import { listVolumes } from '../../daemon';
import { textSetting } from '../client-config';
import { implement } from '../context';
import { volumeLs } from '../declarations/volume';
import { parseFilters } from '../filters';
import { compareNatural, formatList, volumeFields, volumeFormat, volumeType } from '../formats';

export const ls = implement(volumeLs, function* (context) {
  const { flags, daemon, process, stdout } = context;
  // Its own format counts only where more than the names are shown.
  const setting = flags.quiet ? '' : textSetting(context, 'volumesFormat');
  const format = volumeFormat(flags.format || setting || 'table', { quiet: flags.quiet });
  const rows = [...listVolumes(daemon, parseFilters(flags.filter))]
    .sort((a, b) => compareNatural(a.name, b.name))
    .map(({ name, driver, mountpoint, labels }) =>
      volumeFields({ Name: name, Driver: driver, Scope: 'local', Mountpoint: mountpoint, Labels: labels }),
    );
  yield* stdout.write(yield* formatList(process, format, volumeType, rows));
  return 0;
});
