// docker buildx history logs
import { refusal } from '../build-options/build-error';
import { checkBuilderName } from '../build-options/builder-name';
import { PlainDisplay } from '../build-progress/plain';
import { RawJsonDisplay } from '../build-progress/raw-json';
import { type Edges, implement, simplified } from '../context';
import { buildxHistoryLogs } from '../declarations/buildx';
import { findHistoryRecord } from './history-records';

const edges: Edges<typeof buildxHistoryLogs> = {
  flags: { debug: simplified('There are no debugging messages.') },
};

export const historyLogs = implement(
  buildxHistoryLogs,
  edges,
  function* ({ flags, operands, daemon, stderr, process, globals }) {
    checkBuilderName({ process, globals }, flags.builder);
    const { progress: mode } = flags;
    if (mode === 'tty') {
      throw refusal('--progress=tty of a build that is over is not modelled here; use plain or rawjson');
    }
    if (mode !== 'plain' && mode !== 'auto' && mode !== 'rawjson') {
      throw refusal(`invalid progress mode ${mode}`);
    }
    const { progress } = findHistoryRecord(daemon, operands[0] ?? '');
    const display = mode === 'rawjson' ? new RawJsonDisplay() : new PlainDisplay(undefined);
    for (const status of progress) display.update(status, daemon.nowMs);
    yield* stderr.write(display.finish(daemon.nowMs));
    return 0;
  },
);
