// docker buildx history inspect
import { refusal } from '../build-options/build-error';
import { checkBuilderName } from '../build-options/builder-name';
import { inspectHistory } from '../build-report/inspect-history';
import { type Edges, implement, simplified } from '../context';
import { buildxHistoryInspect } from '../declarations/buildx';
import { findHistoryRecord } from './history-records';

const edges: Edges<typeof buildxHistoryInspect> = {
  flags: { debug: simplified('There are no debugging messages.') },
};

export const historyInspect = implement(
  buildxHistoryInspect,
  edges,
  function* ({ flags, operands, daemon, process, stdout }) {
    checkBuilderName(flags.builder);
    const record = findHistoryRecord(daemon, operands[0] ?? '');
    if (flags.format !== 'pretty') {
      throw refusal('only --format=pretty of docker buildx history inspect is modelled here');
    }
    yield* stdout.write(inspectHistory(record, process.cwd, daemon.nowMs));
    return 0;
  },
);
