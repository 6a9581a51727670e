// What `docker buildx history inspect` prints. Source: buildx, commands/history/inspect.go.
import type { BuildHistoryRecord } from '../../builder';
import { buildDuration } from '../formats';
import { alignTabs, tabLayout } from '../table';
import { historyName } from './history-name';

type Rows = readonly (readonly [string, string])[];

export function inspectHistory(record: BuildHistoryRecord, cwd: string, nowMs: number): string {
  const { request, ref } = record;
  return [
    facts([['Name', historyName(record)], ...placeRows(record, cwd)]),
    table(
      'NAMED CONTEXT',
      [...request.namedContexts.keys()].map((name) => [name, `local:${name}`]),
    ),
    facts(courseRows(record, nowMs)),
    facts(settingRows(record)),
    table('BUILD ARG', [...request.buildArgs]),
    table('LABEL', [...request.labels]),
    listing(
      'Materials:',
      ['URI', 'DIGEST'],
      record.materials.map(({ uri, digest }) => [uri, digest]),
    ),
    listing(
      'Attachments:',
      ['DIGEST', 'PLATFORM', 'TYPE'],
      record.attachments.map(({ digest, platform, type }) => [digest, platform, type]),
    ),
    `Print build logs: docker buildx history logs ${ref}\n`,
  ].join('');
}

/** Lines `Name:  value`, and an empty one. */
function facts(rows: Rows): string {
  if (rows.length === 0) return '';
  return `${alignTabs(rows.map(([name, value]) => `${name}:\t${value}\n`).join(''), tabLayout)}\n`;
}

function table(title: string, rows: Rows): string {
  if (rows.length === 0) return '';
  const lines = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}\t${value}\n`);
  return `${alignTabs(`${title}\tVALUE\n${lines.join('')}`, tabLayout)}\n`;
}

function listing(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const lines = [head, ...rows].map((cells) => `${cells.join('\t')}\n`).join('');
  return `${title}\n${alignTabs(lines, tabLayout)}\n`;
}

/** Where a build's files were, as seen from a folder. */
export function recordPlaces(
  { request: { localPaths } }: BuildHistoryRecord,
  cwd: string,
): { readonly context: string; readonly dockerfile: string } {
  const { context, dockerfile } = localPaths;
  return { context: relative(context, cwd), dockerfile: relative(dockerfile, context) };
}

function placeRows(record: BuildHistoryRecord, cwd: string): Rows {
  const { target, platforms } = record.request;
  const { context, dockerfile } = recordPlaces(record, cwd);
  return [
    ['Context', context],
    ['Dockerfile', dockerfile],
    ...(target === undefined ? [] : [['Target', target] as const]),
    ...(platforms.length === 0 ? [] : [['Platforms', platforms.join(', ')] as const]),
  ];
}

/** A path as seen from a folder, where it lies below it. */
function relative(path: string, folder: string): string {
  if (path === folder) return '.';
  const prefix = folder === '/' ? '/' : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

function courseRows(record: BuildHistoryRecord, nowMs: number): Rows {
  const { startedMs, completedMs, totalSteps, completedSteps, cachedSteps, status, error } = record;
  const started = new Date(startedMs).toISOString().slice(0, 19).replace('T', ' ');
  const cached = totalSteps === 0 ? 0 : (cachedSteps / totalSteps) * 100;
  return [
    ['Started', started],
    [
      'Duration',
      `${buildDuration((completedMs ?? nowMs) - startedMs)}${completedMs === undefined ? ' (running)' : ''}`,
    ],
    ...(status === 'canceled' ? [['Status', 'Canceled'] as const] : []),
    ...(status === 'error' ? [['Error', `Unknown ${error ?? ''}`] as const] : []),
    ['Build Steps', `${completedSteps}/${totalSteps} (${cached.toFixed(0)}% cached)`],
  ];
}

function settingRows({ request }: BuildHistoryRecord): Rows {
  const { network, addHosts, pull, noCache, noCacheFilter, shmSizeBytes, ulimits } = request;
  const limits = ulimits.map(({ name, soft, hard }) => `${name}=${soft}:${hard}`).join(',');
  const rows: readonly (readonly [string, string])[] = [
    ['Network', network === 'default' ? '' : network],
    ['Extra Hosts', addHosts.join(', ')],
    ['Image Resolve Mode', pull ? 'pull' : 'local'],
    ['Disable Cache', noCache ? 'true' : noCacheFilter.join(',')],
    ['Shm Size', shmSizeBytes === undefined ? '' : String(shmSizeBytes)],
    ['Resource Limits', limits],
  ];
  return rows.filter(([, value]) => value !== '');
}
