// docker container ls
import { listContainers } from '../../daemon';
import { implement } from '../context';
import { containerLs } from '../declarations/container';
import { parseFilters } from '../filters';
import { asksForSize, containerFields, containerFormat, containerType, formatList } from '../formats';

export const ls = implement(containerLs, function* (context) {
  const { flags, daemon, changed } = context;
  const format = containerFormat(flags.format === '' ? 'table' : flags.format, {
    quiet: flags.quiet,
    size: flags.size,
  });
  const isTemplate = flags.format !== '' && !['table', 'raw', 'json'].includes(flags.format);
  const size = flags.size || (isTemplate && !flags.quiet && asksForSize(flags.format.replace(/^table /, '')));
  const limit = flags.latest && !changed.has('last') ? 1 : flags.last;
  const containers = listContainers(daemon, {
    all: flags.all,
    limit,
    size,
    filters: parseFilters(flags.filter),
  });
  const options = { nowMs: daemon.nowMs, isTruncated: !flags['no-trunc'] };
  yield* context.stdout.write(
    formatList(
      format,
      containerType,
      containers.map((container) => containerFields(container, options)),
    ),
  );
  return 0;
});
