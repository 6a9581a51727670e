export type Language = 'dockerfile' | 'ignore' | 'shell' | 'python' | 'script' | 'json' | 'yaml' | 'text';

/** By a file's last ending. */
const BY_ENDING: Readonly<Record<string, Language>> = {
  dockerfile: 'dockerfile',
  dockerignore: 'ignore',
  gitignore: 'ignore',
  sh: 'shell',
  bash: 'shell',
  py: 'python',
  js: 'script',
  mjs: 'script',
  ts: 'script',
  go: 'script',
  c: 'script',
  json: 'json',
  yaml: 'yaml',
  yml: 'yaml',
  toml: 'yaml',
  conf: 'yaml',
  ini: 'yaml',
};

/** What a file is written in, by its name: `Dockerfile`, `Dockerfile.dev`, `app.Dockerfile`, `.dockerignore`. */
export function languageOf(path: string): Language {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const ending = name.slice(name.lastIndexOf('.') + 1);
  return BY_ENDING[ending] ?? (/^(dockerfile|containerfile)(\.|$)/.test(name) ? 'dockerfile' : 'text');
}
