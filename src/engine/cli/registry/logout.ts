// docker logout
import { implement, print } from '../context';
import { eraseCredentials } from '../credential-store';
import { hostnameOf, hubAddress } from '../credentials';
import { logout as declaration } from '../declarations/registry';

export const logout = implement(declaration, function* (context) {
  const [server = ''] = context.operands;
  const host = server === '' ? hubAddress : hostnameOf(server);
  yield* print(context, `Removing login credentials for ${host}`);
  // Earlier versions kept them under the address as it was typed.
  eraseCredentials(context, server === '' ? [host] : [server, host, `http://${host}`, `https://${host}`]);
  return 0;
});
