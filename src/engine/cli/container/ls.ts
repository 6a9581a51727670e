// docker container ls
import { listContainers } from '../../daemon';
import { part } from '../../kernel';
import { textSetting } from '../client-config';
import { implement, warn } from '../context';
import { containerLs } from '../declarations/container-ls';
import { parseFilters } from '../filters';
import { containerFields, containerFormat, containerType, formatList } from '../formats';

const askedSize = part<typeof import('../formats/asked-size')>('cli/formats/asked-size');

export const ls = implement(containerLs, function* (context) {
  const { flags, daemon, changed } = context;
  const asked = flags.format === '' ? textSetting(context, 'psFormat') : flags.format;
  const format = containerFormat(asked === '' ? 'table' : asked, { quiet: flags.quiet, size: flags.size });
  const isTemplate = asked !== '' && !['table', 'raw', 'json'].includes(asked);
  const size =
    flags.size ||
    (isTemplate &&
      !flags.quiet &&
      (yield* askedSize(context.process)).asksForSize(asked.replace(/^table /, '')));
  if (flags.quiet && flags.format !== '') {
    yield* warn(context, 'WARNING: Ignoring custom format, because both --format and --quiet are set.');
  }
  const limit = flags.latest && !changed.has('last') ? 1 : flags.last;
  const containers = yield* listContainers(daemon, {
    all: flags.all,
    limit,
    size,
    filters: parseFilters(flags.filter),
  });
  const options = { nowMs: daemon.nowMs, isTruncated: !flags['no-trunc'] };
  yield* context.stdout.write(
    yield* formatList(
      context.process,
      format,
      containerType,
      containers.map((container) => containerFields(container, options)),
    ),
  );
  return 0;
});
