// docker plugin: there are none here.
import { DaemonError } from '../../daemon';
import { implement } from '../context';
import {
  pluginDisable,
  pluginEnable,
  pluginInspect,
  pluginLs,
  pluginPush,
  pluginRm,
  pluginSet,
  pluginUpgrade,
} from '../declarations/plugin';
import { eachOperand } from '../each-operand';
import { compileFormat, formatList, type RowType } from '../formats';
import { inspectAll } from '../inspect-objects';

const pluginType: RowType = {
  typeName: '*plugin.pluginContext',
  headers: {
    ID: 'ID',
    Name: 'NAME',
    Description: 'DESCRIPTION',
    Enabled: 'ENABLED',
    PluginReference: 'PLUGIN REFERENCE',
  },
};

function notFound(name: string): DaemonError {
  return new DaemonError('notFound', `plugin "${name}" not found`);
}

export const ls = implement(pluginLs, function* ({ flags, stdout }) {
  if (flags.quiet) return 0;
  const format = flags.format === '' ? 'table' : flags.format;
  compileFormat(format);
  const table = 'table {{.ID}}\t{{.Name}}\t{{.Description}}\t{{.Enabled}}';
  yield* stdout.write(formatList(format === 'table' ? table : format, pluginType, []));
  return 0;
});

export const inspect = implement(pluginInspect, function* (context) {
  return yield* inspectAll(context, context.flags.format, (name) => {
    throw notFound(name);
  });
});

export const rm = implement(pluginRm, function* (context) {
  return yield* eachOperand(context, function* (name) {
    yield {};
    throw notFound(name);
  });
});

/** Those that take one plugin that is there. */
export const ofOne = [pluginDisable, pluginEnable, pluginPush, pluginSet, pluginUpgrade].map((declaration) =>
  implement(declaration, function* ({ operands: [name = ''] }) {
    yield {};
    throw notFound(name);
  }),
);
