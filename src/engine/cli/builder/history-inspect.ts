// docker buildx history inspect
import { refusal } from '../build-options/build-error';
import { checkBuilderName } from '../build-options/builder-name';
import { inspectHistory } from '../build-report/inspect-history';
import { type Edges, implement, simplified } from '../context';
import { buildxHistoryInspect } from '../declarations/buildx';
import { buildRecordJson, buildRecordType } from '../inspect-types/build-record';
import { asGo } from '../inspect-types/go-type';
import { compileTemplate, evaluateTemplate, goFunctions, TemplateError } from '../template';
import { findHistoryRecord } from './history-records';

const edges: Edges<typeof buildxHistoryInspect> = {
  flags: { debug: simplified('There are no debugging messages.') },
};

export const historyInspect = implement(
  buildxHistoryInspect,
  edges,
  function* ({ flags, operands, daemon, process, stdout, globals }) {
    checkBuilderName({ process, globals }, flags.builder);
    const record = findHistoryRecord(daemon, operands[0] ?? '');
    const { cwd } = process;
    if (flags.format === 'pretty') yield* stdout.write(inspectHistory(record, cwd, daemon.nowMs));
    else {
      const json = buildRecordJson(record, cwd, daemon.nowMs);
      const isJson = flags.format === 'json';
      const text = isJson ? JSON.stringify(json, undefined, 2) : throughTemplate(flags.format, json);
      yield* stdout.write(`${text}\n`);
    }
    return 0;
  },
);

/** A template of Go's own functions alone. */
function throughTemplate(format: string, json: object): string {
  const template = trying('parse', () => compileTemplate(format, goFunctions));
  const object = asGo(buildRecordType, json);
  return trying('execute', () => evaluateTemplate(template, object, { functions: goFunctions }));
}

function trying<Result>(what: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const named = error.message.replace(/^template: :/, 'template: inspect:');
    const text = named.replace('executing ""', 'executing "inspect"');
    throw refusal(`failed to ${what} format template: ${text}`);
  }
}
