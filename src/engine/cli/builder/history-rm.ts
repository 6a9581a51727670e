// docker buildx history rm
import { builderOf } from '../../daemon';
import { quote } from '../../units';
import { refusal } from '../build-options/build-error';
import { checkBuilderName } from '../build-options/builder-name';
import { type Edges, implement, simplified } from '../context';
import { buildxHistoryRm } from '../declarations/buildx';

const edges: Edges<typeof buildxHistoryRm> = {
  flags: { debug: simplified('There are no debugging messages.') },
};

export const historyRm = implement(buildxHistoryRm, edges, function* (context) {
  const { flags, operands, daemon } = context;
  checkBuilderName(context, flags.builder);
  if (operands.length === 0 && !flags.all) throw refusal('rm requires at least one argument');
  if (operands.length > 0 && flags.all) throw refusal('rm requires either --all or at least one argument');
  const { history } = builderOf(daemon);
  if (flags.all) history.length = 0;
  for (const ref of operands) {
    const index = history.findIndex((record) => record.ref === ref);
    if (index < 0) throw refusal(`failed to get record for ${quote(ref)}: not found`);
    history.splice(index, 1);
  }
  return 0;
});
