// The Engine API's verbs: containers, images, networks, volumes, system.
export type * from './api/container';
export {
  type CopiedNode,
  copyFrom,
  copyTo,
  readCopied,
  readNode,
  statPath,
  writeNode,
} from './containers/archive';
export { noteAttachment } from './containers/attach';
export { capabilitiesOf } from './containers/capabilities';
export { changesOf, type FileChange, listChanges, sizeOfContainer } from './containers/changes';
export { Container, type ContainerMount } from './containers/container';
export { commitContainer, type CommitOptions } from './containers/commit';
export { createContainer, type CreatedContainer } from './containers/create';
export { createExec, Exec, findExec, startExec } from './containers/exec';
export { findContainer, isNotFound, lookUp } from './containers/find';
export { inspectContainer } from './containers/inspect';
export { killContainer, killProcesses } from './containers/kill';
export { type ContainerSummary, listContainers, type ListOptions, type PortSummary } from './containers/list';
export type { LogEntry } from './containers/log';
export { type LogsOptions, readLogs } from './containers/logs';
export { pauseContainer, unpauseContainer } from './containers/pause';
export { pruneContainers, removeContainer, removeLink } from './containers/remove';
export { renameContainer } from './containers/rename';
export { randomName } from './names';
export { startContainer } from './containers/start';
export { type ContainerStats, containerStats } from './containers/stats';
export { exportContainer } from './containers/export';
export { describeState, statusOf } from './containers/state';
export { restartContainer, stopContainer, type StopOptions } from './containers/stop';
export { type Attachment, ByteQueue, ContainerStreams } from './containers/streams';
export { topContainer } from './containers/top';
export { updateContainer, type UpdateRequest } from './containers/update';
export { waitForContainer } from './containers/wait';
export { buildImage } from './builder/build';
export { builderOf } from './builder/builder-of';
export {
  buildCacheRecords,
  buildHistory,
  pruneBuildCache,
  pruneBuildCacheByApi,
} from './builder/build-cache';
export { costs } from './costs';
export { apiVersion, Daemon, dataRoot, engineVersion } from './daemon';
export { DaemonError, StartError } from './errors';
export { type DaemonEvent, EventLog, passesFilters } from './events';
export { type Filters, noFilters } from './filters';
export type {
  DaemonHost,
  HostDescription,
  ProcessSpec,
  Sandbox,
  KnownAddresses,
  SandboxInterface,
  SandboxNetworking,
  SandboxMount,
  SandboxLimits,
  SandboxSpec,
  StartedProcess,
  WebAnswer,
} from './host';
export { randomHex, randomId, shortId } from './ids';
export {
  describeReference,
  findImage,
  findNamedImage,
  imageIdFor,
  lookUpImage,
  readNamedReference,
} from './images/find';
export { danglingPrefix, type ImageRecord, ImageStore, isDanglingName } from './images/store';
export {
  archiveForDocker,
  ArchiveTooLarge,
  downloadForImport,
  importTar,
  type ImportOptions,
  type Loaded,
  loadImages,
  saveImages,
} from './images/archives';
export { type HistoryItem, imageHistory } from './images/history';
export { inspectImage } from './images/inspect';
export { describeImage, type ListedImage, listImages } from './images/list';
export { searchImages } from './images/search';
export { type ImagePruneReport, pruneImages } from './images/prune';
export { type Removal, removeImage, type RemoveOptions } from './images/remove';
export { tagImage } from './images/tag';
export {
  findPublished,
  imageOf as publishedImage,
  pullImage,
  type TransferMessage,
  type TransferOptions,
} from './images/pull';
export { tagsInRegistry } from './images/registry-tags';
export { pushImage } from './images/push';
export { type IndexToPublish, publishIndex } from './images/push-index';
export { connectToNetwork, disconnectFromNetwork, forceDisconnect } from './networks/connect';
export type { CreateNetworkRequest } from './networks/create';
export { networkCreation } from './networks/creation';
export { addPredefinedNetworks } from './networks/predefined';
export { findNetwork } from './networks/find';
export { inspectNetwork, listNetworks } from './networks/inspect';
export { ipv4Pool, ipv6Pool } from './networks/network';
export type { Endpoint, IpamPool, Network } from './networks/network';
export type { PublishedPort } from './networks/ports';
export { pruneNetworks, removeNetwork } from './networks/remove';
export { parseSignal } from './signals';
export { diskUsage, type DiskUsage } from './system/disk-usage';
export { type EventsOptions, followEvents } from './system/follow-events';
export { systemInfo } from './system/info';
export { loginToRegistry } from './system/login';
export { systemVersion, versionsBeside } from './system/version';
export { publishedManifests, type Published, type PublishedManifest } from './images/published-manifests';
export { timeProblem } from './system/time-problem';
export { formatLogTime, formatTime, parseMoment, zeroTime } from './timestamps';
export { createVolume, type CreateVolumeRequest } from './volumes/create';
export { findVolume, usersOf } from './volumes/find';
export { inspectVolume, listVolumes, volumeSizeBytes } from './volumes/list';
export { pruneVolumes } from './volumes/prune';
export { removeVolume } from './volumes/remove';
export type { Volume } from './volumes/volume';
export { makeFolders } from './files';
