// nslookup, BusyBox' and (shorter) BIND's: asks the name server of /etc/resolv.conf.
import { isErrno, readTextIfThere, type Process, type Task } from '../../kernel';
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
    const addresses = yield* addressesOf(c.p, host);
    if (addresses.length === 0) {
      const refusal = `** server can't find ${host}: NXDOMAIN\n\n`;
      // BusyBox asks for both kinds of address.
      yield* c.print(c.gnu ? refusal : refusal + refusal);
      return 1;
    }
    const found = (address: string): string => `Name:\t${host}\nAddress: ${address}\n`;
    const four = addresses.filter((address) => !address.includes(':')).map(found);
    const six = addresses.filter((address) => address.includes(':')).map(found);
    const head = 'Non-authoritative answer:\n';
    yield* c.print(
      c.gnu ? `${head}${[...four, ...six].join('')}\n` : `${head}${six.join('')}\n${head}${four.join('')}\n`,
    );
    return 0;
  },
});

/** Of both kinds; a name without one of a kind is known all the same. */
function* addressesOf(p: Process, host: string): Task<readonly string[]> {
  const found: string[] = [];
  for (const version of [4, 6] as const) {
    try {
      found.push(yield* p.network.resolve(host, version));
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }
  return [...new Set(found)];
}

function serverOf({ files }: Process): string {
  const text = readTextIfThere(files, '/etc/resolv.conf') ?? '';
  return /^nameserver\s+(\S+)/m.exec(text)?.[1] ?? '127.0.0.1';
}
