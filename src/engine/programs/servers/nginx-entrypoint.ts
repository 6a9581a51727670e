// /docker-entrypoint.sh of the nginx image: what its scripts say and do, then the command (facts/programs/nginx.txt).
import { isErrno, type Process, type Program, strerror, type Task } from '../../kernel';

const FOLDER = '/docker-entrypoint.d';
const CONFIG = '/etc/nginx/conf.d/default.conf';
const SELF = '/docker-entrypoint.sh';

export const nginxEntrypoint: Program = {
  id: 'nginx-image/nginx-entrypoint',
  *run(p) {
    const argv = p.argv.slice(1);
    const [command = ''] = argv;
    if (command === 'nginx' || command === 'nginx-debug') yield* configure(p);
    const path = find(p, command);
    try {
      return yield* p.exec(path, argv, p.env);
    } catch (error) {
      if (!isErrno(error)) throw error;
      const words = error.code === 'ENOENT' && !command.includes('/') ? 'not found' : strerror(error.code);
      yield* p.stderr.write(`${SELF}: 47: exec: ${command}: ${words}\n`);
      return error.code === 'ENOENT' ? 127 : 126;
    }
  },
};

function find(p: Process, command: string): string {
  if (command.includes('/')) return command;
  const folders = (p.env.get('PATH') ?? '').split(':');
  return folders.map((folder) => `${folder}/${command}`).find((path) => p.files.access(path, 'x')) ?? command;
}

function* configure(p: Process): Task<void> {
  if (p.env.get('NGINX_ENTRYPOINT_QUIET_LOGS')) {
    listenOnIpv6(p);
    return;
  }
  const say = (text: string): Task<void> => p.stdout.write(`${SELF}: ${text}\n`);
  const scripts = p.files.exists(FOLDER) ? [...p.files.readDirectory(FOLDER)].sort() : [];
  if (scripts.length === 0) {
    yield* say(`No files found in ${FOLDER}/, skipping configuration`);
    return;
  }
  yield* say(`${FOLDER}/ is not empty, will attempt to perform configuration`);
  yield* say(`Looking for shell scripts in ${FOLDER}/`);
  for (const name of scripts) {
    const path = `${FOLDER}/${name}`;
    if (name.endsWith('.envsh')) yield* say(`Sourcing ${path}`);
    else if (!name.endsWith('.sh')) yield* say(`Ignoring ${path}`);
    else if (!p.files.access(path, 'x')) yield* say(`Ignoring ${path}, not executable`);
    else {
      yield* say(`Launching ${path}`);
      if (name.startsWith('10-listen-on-ipv6')) yield* p.stdout.write(listenOnIpv6(p));
      else if (name.startsWith('20-envsubst')) yield* fillTemplates(p, name);
      else if (!name.startsWith('30-tune')) yield* p.wait(p.spawn(path, [path]).pid);
    }
  }
  yield* say('Configuration complete; ready for start up');
}

/** Lets the default server listen on IPv6, too; gives what the script says of it. */
function listenOnIpv6(p: Process): string {
  const name = '10-listen-on-ipv6-by-default.sh: info:';
  if (!p.files.exists(CONFIG)) return `${name} ${CONFIG} is not a file or does not exist\n`;
  if (!p.files.access(CONFIG, 'w')) return `${name} can not modify ${CONFIG} (read-only file system?)\n`;
  const text = p.files.readText(CONFIG);
  if (text.includes('listen  [::]:80')) return `${name} IPv6 listen already enabled\n`;
  p.files.writeFile(CONFIG, text.replace(/(listen +80;)/, '$1\n    listen  [::]:80;'));
  return `${name} Getting the checksum of ${CONFIG}\n${name} Enabled listen on IPv6 in ${CONFIG}\n`;
}

/** Writes each template with the environment's values in place of its variables; others stand (envsubst). */
function* fillTemplates(p: Process, script: string): Task<void> {
  const { env, files } = p;
  const folder = env.get('NGINX_ENVSUBST_TEMPLATE_DIR') ?? '/etc/nginx/templates';
  const suffix = env.get('NGINX_ENVSUBST_TEMPLATE_SUFFIX') ?? '.template';
  const target = env.get('NGINX_ENVSUBST_OUTPUT_DIR') ?? '/etc/nginx/conf.d';
  const filter = new RegExp(env.get('NGINX_ENVSUBST_FILTER') ?? '');
  if (!files.exists(folder) || files.stat(folder).kind !== 'directory') return;
  const say = (text: string): Task<void> => p.stdout.write(`${script}: ${text}\n`);
  if (!files.access(target, 'w')) {
    yield* say(`ERROR: ${folder} exists, but ${target} is not writable`);
    return;
  }
  for (const path of templatesIn(p, folder, '')) {
    if (!path.endsWith(suffix)) continue;
    const to = `${target}/${path.slice(0, -suffix.length)}`;
    yield* say(`Running envsubst on ${folder}/${path} to ${to}`);
    const parent = to.slice(0, to.lastIndexOf('/'));
    if (!files.exists(parent)) files.mkdir(parent, 0o755);
    const text = files.readText(`${folder}/${path}`);
    const filled = text.replace(/\$\{(\w+)\}|\$([A-Za-z_]\w*)/g, (whole, braced?: string, bare?: string) => {
      const name = braced ?? bare ?? '';
      return filter.test(name) ? (env.get(name) ?? whole) : whole;
    });
    files.writeFile(to, filled);
  }
}

function templatesIn(p: Process, folder: string, below: string): readonly string[] {
  return [...p.files.readDirectory(`${folder}/${below}`)].sort().flatMap((name) => {
    const path = `${below}${name}`;
    const isFolder = p.files.stat(`${folder}/${path}`).kind === 'directory';
    return isFolder ? templatesIn(p, folder, `${path}/`) : [path];
  });
}
