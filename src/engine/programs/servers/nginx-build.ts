// Which build of nginx runs: the official image's, or Debian's package. They differ in the paths built in.
import type { Process } from '../../kernel';

export interface NginxBuild {
  readonly version: string;
  /** Where relative paths of the configuration begin. */
  readonly prefix: string;
  /** Where errors go until the configuration says more; undefined: to stderr. */
  readonly errorLog: string | undefined;
  readonly accessLog: string;
  /** Where it keeps what it is receiving: a folder and the names in it. */
  readonly temporary: readonly string[];
  /** `stream` and `mail` are built in, not modules of their own. */
  readonly hasStreams: boolean;
}

const DPKG_STATUS = '/var/lib/dpkg/status';

/** undefined: a build whose configuration and folders are not known here, such as Alpine's package. */
export function nginxBuild({ env, files }: Process): NginxBuild | undefined {
  const accessLog = '/var/log/nginx/access.log';
  const official = env.get('NGINX_VERSION');
  const status = official === undefined && files.exists(DPKG_STATUS) ? files.readText(DPKG_STATUS) : '';
  const packaged = /^Package: nginx\n(?:.+\n)*?Version: (\d+\.\d+\.\d+)/m.exec(status)?.[1];
  if (official !== undefined) {
    return {
      version: official,
      prefix: '/etc/nginx',
      errorLog: '/var/log/nginx/error.log',
      accessLog,
      temporary: ['client', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (kind) => `/var/cache/nginx/${kind}_temp`,
      ),
      hasStreams: true,
    };
  }
  if (packaged === undefined) return undefined;
  return {
    version: packaged,
    prefix: '/usr/share/nginx',
    errorLog: undefined,
    accessLog,
    temporary: ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `/var/lib/nginx/${kind}`),
    hasStreams: false,
  };
}
