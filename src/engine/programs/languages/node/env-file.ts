/** Files of variables, for --env-file and util.parseEnv. Source: Node.js, src/node_dotenv.cc. */

export function readEnvFile(text: string): [string, string][] {
  const found: [string, string][] = [];
  let rest = text.replace(/\r\n?/g, '\n');
  while (rest !== '') {
    const end = rest.indexOf('\n');
    const line = end < 0 ? rest : rest.slice(0, end);
    const after = end < 0 ? '' : rest.slice(end + 1);
    const [, key, raw] = /^\s*(?:export\s+)?([^=#]*?)\s*=[^\S\n]*(.*)$/.exec(line) ?? [];
    if (key === undefined || raw === undefined || key === '' || line.trimStart().startsWith('#')) {
      rest = after;
      continue;
    }
    const mark = /^["'`]/.exec(raw)?.[0];
    const body = rest.slice(line.length - raw.length);
    const close = mark === undefined ? -1 : body.indexOf(mark, 1);
    if (mark !== undefined && close > 0) {
      const inner = body.slice(1, close);
      found.push([key, mark === '"' ? inner.replace(/\\n/g, '\n') : inner]);
      const next = body.indexOf('\n', close);
      rest = next < 0 ? '' : body.slice(next + 1);
      continue;
    }
    found.push([key, (raw.split('#')[0] ?? '').trim()]);
    rest = after;
  }
  return found;
}
