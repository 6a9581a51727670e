// docker image history
import { imageHistory as historyOf } from '../../daemon';
import { implement } from '../context';
import { imageHistory } from '../declarations/image';
import { formatList, historyFields, historyFormat, historyType } from '../formats';
import { platformOf } from '../platform-flag';

export const history = implement(imageHistory, function* ({ flags, daemon, operands, process, stdout }) {
  const [image = ''] = operands;
  const items = historyOf(daemon, image, platformOf(flags.platform));
  const format = historyFormat(flags.format === '' ? 'table' : flags.format, {
    quiet: flags.quiet,
    human: flags.human,
  });
  const options = { nowMs: daemon.nowMs, isTruncated: !flags['no-trunc'], isHuman: flags.human };
  const rows = items.map((item) => historyFields(item, options));
  yield* stdout.write(yield* formatList(process, format, historyType, rows));
  return 0;
});
