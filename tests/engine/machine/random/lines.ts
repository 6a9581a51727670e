/** Lines that nobody would have thought of: mutations of recorded ones, and random ones of a rough grammar. */
import type { Chance } from './chance';

const NASTY = [
  '', '""', "''", '"', "'", '`', '\\', '$', '${', '$(', '$((', ')', '}', '{', '{}', '{{', '}}', ';', ';;', '&', '&&',
  '|', '||', '>', '<', '<<', '<<<', '>&', '2>', '>|', '(', '#', '!', '*', '?', '[', ']', '~', '-', '--', '---', '=', ':',
  '/', '//', '.', '..', '../..', '@', '@sha256:', '%', '%s', '%d', '\u0000', '\t', '\n', '\u00e9', '\u{1f433}', '-1',
  '0', '00', '1e9', '0x10', '99999999999999999999', '-9223372036854775808', '1.5', 'NaN', 'null', 'true', 'false',
  'a b', ' ', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'x'.repeat(300), '/dev/null', '/proc/self',
  '/dev/zero', '/etc/passwd', 'A=1', '=x', 'a=b=c', 'busybox', 'debian', 'box', 'busybox:latest', 'localhost:5000/x',
  'BUSYBOX', 'busybox@', ':80', '80:', '80:80:80', '8080:80/udp', '::1', '[::1]:80:80', '1-2:3-4', '10s', '-5s', '1h1',
]; // prettier-ignore

const COMMANDS = [
  'run', 'create', 'start', 'stop', 'restart', 'kill', 'rm', 'ps', 'exec', 'logs', 'attach', 'wait', 'top', 'stats',
  'inspect', 'port', 'rename', 'update', 'pause', 'unpause', 'diff', 'cp', 'commit', 'export', 'images', 'rmi', 'tag',
  'pull', 'push', 'history', 'save', 'load', 'import', 'build', 'network ls', 'network create', 'network rm', 'volume ls',
  'network inspect', 'network connect', 'network disconnect', 'volume create', 'volume rm', 'volume inspect', 'info',
  'volume prune', 'container ls', 'container prune', 'image ls', 'image inspect', 'image prune', 'system df', 'version',
  'system prune', 'events', 'search', 'login', 'logout', 'buildx build', 'buildx ls', 'context ls', 'container inspect',
  'manifest inspect', 'compose up', 'nosuch', 'help', '--help', '--version', 'container', 'network', 'image', 'builder prune',
]; // prettier-ignore

const FLAGS = [
  '-d', '-i', '-t', '-it', '--rm', '--name', '-e', '--env', '--env-file', '-p', '-P', '--publish', '-v', '--volume',
  '--mount', '--tmpfs', '--network', '--net', '--ip', '--hostname', '-h', '-u', '--user', '-w', '--workdir', '-m',
  '--memory', '--memory-swap', '--cpus', '--cpu-shares', '--restart', '--health-cmd', '--health-interval', '--link',
  '--health-retries', '--no-healthcheck', '--entrypoint', '--label', '-l', '--label-file', '--init', '--privileged',
  '--cap-add', '--cap-drop', '--security-opt', '--read-only', '--pid', '--ipc', '--uts', '--userns', '--ulimit', '--dns',
  '--sysctl', '--shm-size', '--stop-signal', '--stop-timeout', '--log-driver', '--log-opt', '--gpus', '--device', '-a',
  '--add-host', '--pull', '--platform', '--runtime', '--isolation', '--cidfile', '--detach-keys', '--sig-proxy', '-f',
  '--filter', '--format', '-q', '--quiet', '--no-trunc', '-n', '--last', '-l', '--latest', '-s', '--size', '--since',
  '--until', '--tail', '--follow', '--timestamps', '--time', '--signal', '--type', '--all', '--force', '--volumes',
  '--driver', '--subnet', '--gateway', '--internal', '--opt', '-o', '--tag', '--build-arg', '--no-cache', '--progress',
  '--target', '--message', '--author', '--change', '--pause', '--digests', '--tree', '--help', '--nosuch', '-z', '-',
  '--publish-all', '--group-add', '--oom-kill-disable', '--pids-limit', '--blkio-weight', '--cgroupns', '--annotation',
]; // prettier-ignore

const VALUES = [
  'box', 'web', 'busybox', 'debian', 'nosuch', 'A=1', 'A', '8080:80', '127.0.0.1::80', '80', '/tmp:/data', 'vol:/data:ro',
  'type=bind,src=/tmp,dst=/x', 'type=tmpfs,dst=/x', 'type=volume,dst=/x,readonly', 'type=bind', 'net1', 'host', 'none',
  'bridge', 'container:box', 'container:', '172.18.0.9', 'root', '1000:1000', 'nobody', '/tmp', 'relative', '64m', '6m',
  '0.5', '-1', 'always', 'on-failure:3', 'no', 'unless-stopped', 'exit 1', '1s', '0', 'sh', 'true', 'status=running',
  'name=box', 'label=a=b', 'exited=0', 'health=healthy', 'ancestor=busybox', 'publish=80', 'network=bridge', 'x=y', 'json',
  'table {{.ID}}', '{{json .}}', '{{.Names}}', 'NET_ADMIN', 'ALL', 'seccomp=unconfined', 'nofile=1024:2048', 'nproc=1',
  'net.ipv4.ip_forward=0', 'SIGTERM', 'KILL', '9', 'host-gateway', 'foo:1.2.3.4', 'never', 'linux/arm64', 'ctrl-x',
]; // prettier-ignore

const FIELDS = [
  '.', '.ID', '.Id', '.Names', '.Name', '.Image', '.State', '.State.Status', '.State.ExitCode', '.Config.Env',
  '.Config.Cmd', '.Config.Labels', '.HostConfig', '.HostConfig.PortBindings', '.NetworkSettings.Networks', '.Mounts',
  '.NetworkSettings.Networks.bridge.IPAddress', '.NetworkSettings.Ports', '.Labels', '.Ports', '.Status', '.Created',
  '.CreatedAt', '.Size', '.Nosuch', '.State.Nosuch', '.Config.Env.x', '$', '$.Id', '$x', '.__proto__', '.constructor',
  '.Command', '.RunningFor', '.GraphDriver', '.Args', '.RestartCount', '.State.Health', '.LogPath', '.Networks',
]; // prettier-ignore
const FUNCTIONS = [
  'json', 'index', 'len', 'printf', 'print', 'println', 'join', 'split', 'upper', 'lower', 'title', 'pad', 'truncate',
  'eq', 'ne', 'lt', 'gt', 'le', 'ge', 'and', 'or', 'not', 'html', 'js', 'urlquery', 'slice', 'call', 'table', 'nosuch',
]; // prettier-ignore

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Words of a line, blanks kept with what follows. */
function wordsOf(line: string): string[] {
  return line.split(/(?<=\s)(?=\S)/);
}

/** A recorded line with one to three things changed. */
export function mutated(chance: Chance, lines: readonly string[]): string {
  let line = chance.of(lines);
  for (let left = 1 + chance.below(3); left > 0; left--) line = mutatedOnce(chance, line, lines);
  return line;
}

function mutatedOnce(chance: Chance, line: string, lines: readonly string[]): string {
  const words = wordsOf(line);
  const at = chance.below(words.length);
  const place = chance.below(line.length + 1);
  switch (chance.below(9)) {
    case 0:
      return words.toSpliced(at, 1).join('');
    case 1:
      return words.toSpliced(at, 0, `${words[at] ?? ''} `).join('');
    case 2:
      return words.with(at, `${chance.of(NASTY)} `).join('');
    case 3:
      return words.toSpliced(at, 0, `${chance.of([...FLAGS, ...VALUES])} `).join('');
    case 4:
      return line.slice(0, place) + chance.of(NASTY) + line.slice(place);
    case 5:
      return line.slice(0, place);
    case 6:
      return line.slice(0, place) + line.slice(place + 1 + chance.below(4));
    case 7: {
      const other = wordsOf(chance.of(lines));
      return words.with(at, `${chance.of(other)} `).join('');
    }
    default:
      return words.toSorted(() => chance.next() - 0.5).join(' ');
  }
}

/** A docker command with flags, values and operands that mostly do not belong together. */
export function dockerLine(chance: Chance): string {
  const flag = (): string => {
    const name = chance.of(FLAGS);
    const value = quoted(chance.is(0.7) ? chance.of(VALUES) : chance.of(NASTY));
    return chance.is(0.3) ? name : chance.is(0.5) ? `${name}=${value}` : `${name} ${value}`;
  };
  const operand = (): string =>
    chance.of([
      'busybox',
      'box',
      'web',
      'debian',
      'true',
      'sh',
      '-c',
      'echo hi',
      'net1',
      'vol',
      quoted(chance.of(NASTY)),
    ]);
  return ['docker', chance.of(COMMANDS), ...chance.some(4, flag), ...chance.some(3, operand)].join(' ');
}

function pipeline(chance: Chance, depth: number): string {
  const argument = (): string => {
    if (depth > 0 && chance.is(0.2)) return `(${pipeline(chance, depth - 1)})`;
    return chance.of([
      ...FIELDS,
      '"x"',
      '"%s %d"',
      '1',
      '-1',
      '0',
      'true',
      'nil',
      '`raw`',
      "'c'",
      '"a,b"',
      '1.5',
      '""',
    ]);
  };
  const parts = chance.some(2, () => [chance.of(FUNCTIONS), ...chance.some(3, argument)].join(' '));
  return [chance.is(0.6) ? chance.of(FIELDS) : argument(), ...parts].join(' | ');
}

function template(chance: Chance, depth = 2): string {
  const inside = (): string => (depth > 0 ? template(chance, depth - 1) : 'x');
  const value = pipeline(chance, 2);
  const text = chance.of([
    `{{${value}}}`,
    `{{- ${value} -}}`,
    `{{${chance.of(FUNCTIONS)} ${value}}}`,
    `{{range ${value}}}${inside()}{{end}}`,
    `{{range $k, $v := ${value}}}{{$k}}={{$v}}${inside()}{{else}}none{{end}}`,
    `{{if ${value}}}${inside()}{{else if .ID}}b{{else}}${inside()}{{end}}`,
    `{{with ${value}}}${inside()}{{end}}`,
    `{{$x := ${value}}}{{$x}}${inside()}`,
    `{{define "t"}}${inside()}{{end}}{{template "t" .}}`,
    `{{/* c */}}${inside()}\\t${inside()}`,
    `table ${inside()}\t{{.Names}}`,
    `{{range .}}{{break}}{{end}}{{block "b" .}}${inside()}{{end}}`,
  ]);
  if (!chance.is(0.15)) return text;
  const place = chance.below(text.length + 1);
  return text.slice(0, place) + chance.of(NASTY) + text.slice(place + chance.below(3));
}

/** A list or an inspection through a random Go template. */
export function templateLine(chance: Chance): string {
  const command = chance.of([
    'ps -a', 'inspect box', 'inspect busybox', 'container ls -a', 'network ls', 'volume ls', 'network inspect bridge', 'version',
    'info', 'images', 'inspect box web', 'stats --no-stream', 'image inspect busybox', 'history busybox', 'inspect --type container box',
  ]); // prettier-ignore
  return `docker ${command} --format ${quoted(template(chance))}`;
}

const TEXTS = [
  'a', 'b c', '*', '?', '~', '$x', '${x}', '"$x"', '"$@"', '$#', '$?', '$!', '$$', '$0', '$1', '${x:-d}', '${x:=d}',
  '${x:+a}', '${x:?e}', '${#x}', '${x#*a}', '${x%%b*}', '${x/a/b}', '${x:1:2}', '${x^^}', '${!x}', '${a[@]}', '${a[1]}',
  '$((1+2))', '$((x++))', '$((1/0))', '$((2**70))', '$((1 ? 2 : 3))', '$(echo x)', '`echo y`', '$(<f)', "$'\\n'", '{a,b}',
  '{1..5}', '\\', '"a\\"b"', "'q'", '1', '-1', '0', '010', '08', '/tmp', '/etc/passwd', '=', '!', '-n', '-z', '<(echo p)',
]; // prettier-ignore
const SIMPLE = [
  'echo', 'printf "%s %d\\n"', 'printf', 'test', '[', 'cat', 'ls', 'read x', 'set --', 'set -e', 'set -u', 'shift', 'eval', 'exit',
  'return', 'break', 'continue', 'export', 'unset x', 'local', 'trap', 'cd', 'pwd', ':', 'true', 'false', 'x=1', 'a=(1 2 3)',
  'declare -A m', 'readonly x', 'let', '[[', 'grep', 'sed', 'awk', 'sort', 'cut', 'tr', 'head', 'tail', 'wc', 'seq', 'find',
  'xargs', 'tee', 'basename', 'dirname', 'expr', 'date', 'sleep 0', 'id', 'env', 'ps', 'kill', 'touch', 'rm', 'mkdir', 'cp', 'mv',
  'chmod', 'stat', 'du', 'df', 'tar', 'gzip', 'jq', 'diff', 'od', 'dd', 'wait', 'jobs', 'type', 'command', 'getopts ab: x', 'umask',
  'alias', 'exec', 'source', '. f', 'mapfile', 'select', 'time', 'ulimit', 'sha256sum', 'base64', 'uniq', 'paste', 'nl', 'join', 'fold',
  'curl localhost', 'wget -qO- localhost', 'ping -c1 localhost', 'nc', 'ip a', 'hostname', 'uname', 'xxd', 'comm', 'split', 'ln',
]; // prettier-ignore

function simple(chance: Chance): string {
  const redirect = chance.is(0.15)
    ? ` ${chance.of(['>f', '<f', '2>&1', '>>f', '<<<x', '>/dev/null', '2>/dev/null', '<&-', '3>f', '&>f', '<nosuch', '>&9'])}`
    : '';
  return `${chance.of(SIMPLE)} ${chance.some(3, () => chance.of(TEXTS)).join(' ')}${redirect}`;
}

function script(chance: Chance, depth: number): string {
  const inner = (): string => (depth > 0 ? script(chance, depth - 1) : simple(chance));
  return chance.of([
    simple,
    simple,
    () => `${inner()}; ${inner()}`,
    () => `${inner()} | ${inner()}`,
    () => `${inner()} ${chance.of(['&&', '||'])} ${inner()}`,
    () => `if ${inner()}; then ${inner()}; else ${inner()}; fi`,
    () => `for i in ${chance.of(TEXTS)} b; do ${inner()}; done`,
    () => `for ((k=0;k<3;k++)); do ${inner()}; done`,
    () => `while ${inner()}; do ${inner()}; break; done`,
    () => `case ${chance.of(TEXTS)} in ${chance.of(['a', '*', '[a-b]', 'x|y'])}) ${inner()};; esac`,
    () => `f() { ${inner()}; }; f ${chance.of(TEXTS)}`,
    () => `( ${inner()} )`,
    () => `{ ${inner()}; }`,
    () => `${inner()} &`,
    () => `x=${chance.of(TEXTS)}; ${inner()}`,
    () => `cat <<E\n${chance.of(TEXTS)}\nE\n${inner()}`,
    () => `trap ${quoted(simple(chance))} ${chance.of(['EXIT', 'INT', 'TERM', 'ERR', 'NOPE'])}; ${inner()}`,
  ])(chance);
}

/** A shell script in one of the shells; now and then with something in it that does not belong there. */
export function scriptLine(chance: Chance): string {
  let text = script(chance, 2);
  if (chance.is(0.2)) {
    const place = chance.below(text.length + 1);
    text = text.slice(0, place) + chance.of(NASTY) + text.slice(place);
  }
  const shell = chance.below(12);
  if (shell === 0) return `docker exec web sh -c ${quoted(text)}`;
  if (shell === 1) return `docker exec deb sh -c ${quoted(text)}`;
  return shell < 6 ? `bash -c ${quoted(text)}` : text;
}
