// curl 8.14, for http and https. Sources: curl(1); recorded transcripts of Debian's build.
import { program } from '../shared/program';
import type { Process } from '../../kernel';
import { curlVersion, Fetch } from './curl/fetch';
import { globbed, type Globbed } from './curl/globs';
import { CurlUsage, parseCurlArguments } from './curl/options';
import type { CurlArguments, CurlOption } from './curl/options';
import { CurlError } from './curl/transfer';

const TRY_HELP = "curl: try 'curl --help' or 'curl --manual' for more information\n";
const HELP = `Usage: curl [options...] <url>
 -d, --data <data>           HTTP POST data
 -f, --fail                  Fail fast with no output on HTTP errors
 -h, --help <subject>        Get help for commands
 -o, --output <file>         Write to file instead of stdout
 -O, --remote-name           Write output to file named as remote file
 -i, --show-headers          Show response headers in output
 -s, --silent                Silent mode
 -T, --upload-file <file>    Transfer local FILE to destination
 -u, --user <user:password>  Server user and password
 -A, --user-agent <name>     Send User-Agent <name> to server
 -v, --verbose               Make the operation more talkative
 -V, --version               Show version number and quit
`;

export const curl = program({
  id: 'curl/curl',
  flavours: ['gnu'],
  stopAtOperand: 'raw',
  *run(c) {
    let given: CurlArguments;
    try {
      given = parseCurlArguments(c.args);
    } catch (error) {
      if (!(error instanceof CurlUsage)) throw error;
      yield* c.p.stderr.write(`curl: ${error.message}\n${TRY_HELP}`);
      return 2;
    }
    if (given.given.has('help')) {
      yield* c.print(HELP);
      return 0;
    }
    if (given.given.has('version')) {
      yield* c.print(versionText(curlVersion(c.p)));
      return 0;
    }
    if (given.given.has('unix-socket')) {
      yield* c.p.stderr.write(
        'curl: --unix-socket is not modelled here: the real one speaks to a server by its socket, such as /var/run/docker.sock\n',
      );
      return 2;
    }
    if (given.urls.length === 0) {
      yield* c.p.stderr.write(c.args.length === 0 ? TRY_HELP : `curl: (2) no URL specified\n${TRY_HELP}`);
      return 2;
    }
    const missing = missingFile(c.p, given);
    if (missing !== undefined) {
      yield* c.p.stderr.write(`curl: option ${missing}: error encountered when reading a file\n${TRY_HELP}`);
      return 26;
    }
    let status = 0;
    let count = 0;
    for (const [index, text] of given.urls.entries()) {
      let all: readonly Globbed[];
      try {
        all = given.given.has('globoff') ? [{ text, parts: [] }] : globbed(text);
      } catch (error) {
        if (!(error instanceof CurlError)) throw error;
        yield* c.p.stderr.write(`curl: (${error.status}) ${error.message}\n`);
        return error.status;
      }
      for (const one of all) {
        status = yield* new Fetch(c.p, given, one, index, count).run();
        count += 1;
        if (status !== 0 && given.given.has('fail-early')) return status;
      }
    }
    return status;
  },
});

const FILES: readonly (readonly [CurlOption, string])[] = [
  ['data', '-d'],
  ['data-ascii', '--data-ascii'],
  ['data-binary', '--data-binary'],
  ['json', '--json'],
  ['header', '-H'],
  ['write-out', '-w'],
];

/** The first option that names a file to read (`@name`) which is not there: told before anything is fetched. */
function missingFile(p: Process, { given }: CurlArguments): string | undefined {
  const isMissing = (value: string): boolean => /^@[^-]/.test(value) && !p.files.exists(value.slice(1));
  return FILES.find(([name]) => given.get(name)?.some(isMissing))?.[1];
}

function versionText(version: string): string {
  return (
    `curl ${version} (x86_64-pc-linux-gnu) libcurl/${version} OpenSSL/3.5.9 zlib/1.3.1 brotli/1.1.0 zstd/1.5.7 libidn2/2.3.8 libpsl/0.21.2 libssh2/1.11.1 nghttp2/1.64.0 nghttp3/1.8.0 librtmp/2.3 OpenLDAP/2.6.10\n` +
    'Release-Date: 2025-06-04, security patched: 8.14.1-2+deb13u7\n' +
    'Protocols: dict file ftp ftps gopher gophers http https imap imaps ipfs ipns ldap ldaps mqtt pop3 pop3s rtmp rtsp scp sftp smb smbs smtp smtps telnet tftp ws wss\n' +
    'Features: alt-svc AsynchDNS brotli GSS-API HSTS HTTP2 HTTP3 HTTPS-proxy IDN IPv6 Kerberos Largefile libz NTLM PSL SPNEGO SSL threadsafe TLS-SRP UnixSockets zstd\n'
  );
}
