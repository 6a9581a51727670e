// What `docker buildx history inspect` shows of a build. Source: buildx, commands/history/inspect.go (inspectOutput).
import type { BuildHistoryRecord } from '../../builder';
import { formatTime } from '../../daemon';
import { historyName } from '../build-report/history-name';
import { recordPlaces } from '../build-report/inspect-history';
import { fieldsOf, field, type GoStruct, texts } from './go-type';

const keyValue: GoStruct = { goName: 'history.keyValueOutput', fields: fieldsOf('string', 'Name', 'Value') };
const keyValues = { listOf: keyValue };

const config: GoStruct = {
  goName: 'history.configOutput',
  fields: [
    field('Network', 'string'),
    field('ExtraHosts', texts),
    ...fieldsOf('string', 'Hostname', 'CgroupParent', 'ImageResolveMode'),
    ...fieldsOf('bool', 'MultiPlatform', 'NoCache'),
    field('NoCacheFilter', texts),
    ...fieldsOf('string', 'ShmSize', 'Ulimit', 'CacheMountNS', 'DockerfileCheckConfig'),
    ...fieldsOf('string', 'SourceDateEpoch', 'SandboxHostname'),
    field('RestRaw', keyValues),
  ],
};

export const buildRecordType: GoStruct = {
  goName: 'history.inspectOutput',
  fields: [
    ...fieldsOf('string', 'Name', 'Ref', 'Context', 'Dockerfile', 'VCSRepository', 'VCSRevision', 'Target'),
    field('Platform', texts),
    field('KeepGitDir', 'bool'),
    field('NamedContexts', keyValues),
    field('StartedAt', { pointerTo: 'time' }),
    field('CompletedAt', { pointerTo: 'time' }),
    field('Duration', 'duration'),
    field('Status', 'string'),
    field('Error', {
      pointerTo: {
        goName: 'history.errorOutput',
        fields: [field('Code', 'number'), ...fieldsOf('string', 'Message', 'Name')],
      },
    }),
    ...fieldsOf('number', 'NumCompletedSteps', 'NumTotalSteps', 'NumCachedSteps'),
    field('BuildArgs', keyValues),
    field('Labels', keyValues),
    field('Config', config),
    field('Materials', {
      listOf: { goName: 'history.materialOutput', fields: [field('URI', 'string'), field('Digests', texts)] },
    }),
    field('Attachments', {
      listOf: {
        goName: 'history.attachmentOutput',
        fields: fieldsOf('string', 'Digest', 'Platform', 'Type'),
      },
    }),
    field('Errors', texts),
  ],
};

/** gRPC's code of an error that has none of its own. */
const unknownCode = 2;

/** Keys in Go's order; what is empty is left out. */
export function buildRecordJson(record: BuildHistoryRecord, cwd: string, nowMs: number): object {
  const { request, ref, startedMs, completedMs, status, error } = record;
  const { context, dockerfile } = recordPlaces(record, cwd);
  const { network, addHosts, pull, noCache, noCacheFilter, shmSizeBytes, ulimits } = request;
  const config = present({
    Network: network === 'default' ? '' : network,
    ExtraHosts: addHosts,
    ImageResolveMode: pull ? 'pull' : 'local',
    NoCache: noCache,
    NoCacheFilter: noCacheFilter,
    ShmSize: shmSizeBytes === undefined ? '' : String(shmSizeBytes),
    Ulimit: ulimits.map(({ name, soft, hard }) => `${name}=${soft}:${hard}`).join(','),
  });
  const statuses = { running: 'running', completed: 'completed', error: 'failed', canceled: 'canceled' };
  return {
    ...present({ Name: historyName(record) }),
    Ref: ref,
    ...present({
      Context: context,
      Dockerfile: dockerfile,
      Target: request.target ?? '',
      Platform: request.platforms,
      NamedContexts: [...request.namedContexts.keys()].map((name) => ({
        Name: name,
        Value: `local:${name}`,
      })),
      StartedAt: formatTime(startedMs),
      CompletedAt: completedMs === undefined ? '' : formatTime(completedMs),
      Duration: Math.round(((completedMs ?? nowMs) - startedMs) * 1e6),
      Status: statuses[status],
    }),
    ...(status === 'error' && { Error: present({ Code: unknownCode, Message: error ?? '' }) }),
    NumCompletedSteps: record.completedSteps,
    NumTotalSteps: record.totalSteps,
    NumCachedSteps: record.cachedSteps,
    ...present({ BuildArgs: pairs(request.buildArgs), Labels: pairs(request.labels) }),
    Config: config,
    ...present({
      Materials: record.materials.map(({ uri, digest }) => ({ URI: uri, Digests: [digest] })),
      Attachments: record.attachments.map(({ digest, platform, type }) =>
        present({ Digest: digest, Platform: platform, Type: type }),
      ),
    }),
  };
}

function pairs(map: ReadonlyMap<string, string>): readonly object[] {
  return [...map]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => present({ Name: name, Value: value }));
}

/** Go's omitempty. */
function present(fields: Readonly<Record<string, unknown>>): object {
  const isEmpty = (value: unknown): boolean =>
    value === '' || value === false || value === 0 || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}
