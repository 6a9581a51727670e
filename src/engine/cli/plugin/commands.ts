// docker plugin: there are none here.
import { type Edges, type Implementation, implement, withoutEffect } from '../context';
import type { CommandDeclaration } from '../declaration';
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
import { noPlugin } from '../absent-objects';
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

const noneHere = withoutEffect('There are no plugins here.');

export const ls = implement(
  pluginLs,
  { flags: { 'no-trunc': noneHere, filter: noneHere } },
  function* ({ flags, process, stdout }) {
    if (flags.quiet) return 0;
    const format = flags.format === '' ? 'table' : flags.format;
    compileFormat(format);
    const table = 'table {{.ID}}\t{{.Name}}\t{{.Description}}\t{{.Enabled}}';
    yield* stdout.write(yield* formatList(process, format === 'table' ? table : format, pluginType, []));
    return 0;
  },
);

export const inspect = implement(pluginInspect, function* (context) {
  return yield* inspectAll(context, context.flags.format, (name) => {
    throw noPlugin(name);
  });
});

export const rm = implement(pluginRm, { flags: { force: noneHere } }, function* (context) {
  return yield* eachOperand(context, function* (name) {
    yield {};
    throw noPlugin(name);
  });
});

/** A command for one plugin that is there: it is not. */
function ofOne<const D extends CommandDeclaration>(declaration: D, edges: Edges<D>): Implementation {
  return implement(declaration, edges, function* ({ operands: [name = ''] }) {
    yield {};
    throw noPlugin(name);
  });
}

export const disable = ofOne(pluginDisable, { flags: { force: noneHere } });
export const enable = ofOne(pluginEnable, { flags: { timeout: noneHere } });
export const push = ofOne(pluginPush, {});
export const set = ofOne(pluginSet, {});
export const upgrade = ofOne(pluginUpgrade, {
  flags: { 'grant-all-permissions': noneHere, 'skip-remote-check': noneHere },
});
