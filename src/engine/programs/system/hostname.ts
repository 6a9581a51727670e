import { readTextIfThere, type Process } from '../../kernel';
import { codeOf, reason } from '../shared/errors';
import { program } from '../shared/program';

export const hostname = program({
  id: 'hostname/hostname',
  names: ['dnsdomainname', 'domainname', 'nisdomainname', 'ypdomainname'],
  usage: '[-b] {hostname|-F file}         set host name (from file)',
  busyboxUsage: '[-sidf] [HOSTNAME | -F FILE]',
  options: {
    short: 's,short',
    fqdn: 'f,fqdn,long',
    domain: 'd,domain',
    address: 'i,ip-address',
    addresses: 'I,all-ip-addresses',
    file: 'F,file=FILE',
    boot: 'b,boot',
    alias: 'a,alias',
  },
  busyboxLacks: 'Iab',
  *run(c) {
    const { flags, p } = c;
    const name =
      flags.file === undefined
        ? c.operands[0]
        : (
            readTextIfThere(p.files, flags.file) ??
            (yield* c.fail(`${flags.file}: No such file or directory`))
          ).trim();
    if (name !== undefined && c.name === 'hostname') {
      try {
        p.setHostname(name);
        return 0;
      } catch (error) {
        if (!c.gnu) return yield* c.fail(`sethostname: ${reason(error)}`);
        return yield* c.fail(
          codeOf(error) === 'EPERM' ? 'you must be root to change the host name' : reason(error),
        );
      }
    }
    const own = p.network.interfaces
      .filter((one) => one.name !== 'lo')
      .flatMap((one) => [one.address, ...(one.ipv6 === undefined ? [] : [one.ipv6])])
      .map((address) => address.split('/')[0] ?? '');
    const full = fullName(c.p);
    const domain = full.includes('.') ? full.slice(full.indexOf('.') + 1) : '';
    if (flags.addresses) yield* c.print(`${own.map((address) => `${address} `).join('')}\n`);
    else if (flags.address) yield* c.print(`${own[0] ?? '127.0.0.1'}\n`);
    else if (flags.domain || c.name === 'dnsdomainname') yield* c.print(domain === '' ? '' : `${domain}\n`);
    else if (c.name !== 'hostname') yield* c.print('(none)\n');
    else if (flags.fqdn) yield* c.print(`${full}\n`);
    else yield* c.print(`${flags.short ? (p.hostname.split('.')[0] ?? '') : p.hostname}\n`);
    return 0;
  },
});

/** The first of the names that /etc/hosts has for this host. */
function fullName({ files, hostname: own }: Process): string {
  for (const line of (readTextIfThere(files, '/etc/hosts') ?? '').split('\n')) {
    const [, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (names.includes(own)) return names[0] ?? own;
  }
  return own;
}

export const hostid = program({
  id: 'coreutils/hostid',
  busyboxPlain: true,
  *run(c) {
    const [extra] = c.operands;
    if (extra !== undefined) return yield* c.misused(`extra operand '${extra}'`);
    yield* c.print('007f0100\n');
    return 0;
  },
});
