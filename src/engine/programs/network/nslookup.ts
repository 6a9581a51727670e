// nslookup, BusyBox' and (shorter) BIND's: asks the name server of /etc/resolv.conf.
import { isErrno, readTextIfThere, type Process } from '../../kernel';
import { program } from '../shared/program';

export const nslookup = program({
  id: 'bind9-dnsutils/nslookup',
  usage: '[HOST] [SERVER]',
  busyboxUsage: '[-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]',
  stopAtOperand: 'raw',
  *run(c) {
    const [host, server = serverOf(c.p)] = c.args.filter((word) => !word.startsWith('-'));
    if (host === undefined) {
      if (c.gnu) return yield* c.fail('the interactive mode is not modelled here; give it a name to look up');
      return yield* c.usageError();
    }
    yield* c.print(`Server:\t\t${server}\nAddress:\t${server}${c.gnu ? '#' : ':'}53\n\n`);
    let address: string;
    try {
      address = yield* c.p.network.resolve(host);
    } catch (error) {
      if (!isErrno(error)) throw error;
      const refusal = `** server can't find ${host}: NXDOMAIN\n\n`;
      // BusyBox asks for both kinds of address.
      yield* c.print(c.gnu ? refusal : refusal + refusal);
      return 1;
    }
    const found = `Non-authoritative answer:\nName:\t${host}\nAddress: ${address}\n\n`;
    yield* c.print(c.gnu ? found : `Non-authoritative answer:\n\n${found}`);
    return 0;
  },
});

function serverOf({ files }: Process): string {
  const text = readTextIfThere(files, '/etc/resolv.conf') ?? '';
  return /^nameserver\s+(\S+)/m.exec(text)?.[1] ?? '127.0.0.1';
}
