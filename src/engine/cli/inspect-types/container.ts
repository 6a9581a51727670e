// Source: moby api/types/container, api/types/mount.
import { field, fieldsOf, type GoStruct, type GoType, textMap, texts } from './go-type';
import { endpointSettings } from './network';
import { descriptor, emptyStruct, healthcheck } from './oci';

const health: GoStruct = {
  goName: 'container.Health',
  fields: [
    field('Status', 'string'),
    field('FailingStreak', 'number'),
    field('Log', {
      listOf: {
        pointerTo: {
          goName: 'container.HealthcheckResult',
          fields: [
            ...fieldsOf('time', 'Start', 'End'),
            field('ExitCode', 'number'),
            field('Output', 'string'),
          ],
        },
      },
    }),
  ],
};

const state: GoStruct = {
  goName: 'container.State',
  fields: [
    field('Status', 'string'),
    ...fieldsOf('bool', 'Running', 'Paused', 'Restarting', 'OOMKilled', 'Dead'),
    ...fieldsOf('number', 'Pid', 'ExitCode'),
    ...fieldsOf('string', 'Error', 'StartedAt', 'FinishedAt'),
    field('Health', { pointerTo: health }),
  ],
};

const config: GoStruct = {
  goName: 'container.Config',
  fields: [
    ...fieldsOf('string', 'Hostname', 'Domainname', 'User'),
    ...fieldsOf('bool', 'AttachStdin', 'AttachStdout', 'AttachStderr'),
    field('ExposedPorts', { portMapOf: emptyStruct }),
    ...fieldsOf('bool', 'Tty', 'OpenStdin', 'StdinOnce'),
    ...fieldsOf(texts, 'Env', 'Cmd'),
    field('Healthcheck', { pointerTo: healthcheck }),
    field('ArgsEscaped', 'bool'),
    field('Image', 'string'),
    field('Volumes', { mapOf: emptyStruct }),
    field('WorkingDir', 'string'),
    field('Entrypoint', texts),
    field('NetworkDisabled', 'bool'),
    field('OnBuild', texts),
    field('Labels', textMap),
    field('StopSignal', 'string'),
    field('StopTimeout', { pointerTo: 'number' }),
    field('Shell', texts),
  ],
};

const portMap: GoType = {
  portMapOf: {
    listOf: {
      goName: 'network.PortBinding',
      fields: [field('HostIP', 'address', 'HostIp'), field('HostPort', 'string')],
    },
  },
};

const device: GoStruct = {
  goName: 'container.DeviceMapping',
  fields: fieldsOf('string', 'PathOnHost', 'PathInContainer', 'CgroupPermissions'),
};

const deviceRequest: GoStruct = {
  goName: 'container.DeviceRequest',
  fields: [
    field('Driver', 'string'),
    field('Count', 'number'),
    field('DeviceIDs', texts),
    field('Capabilities', { listOf: texts }),
    field('Options', textMap),
  ],
};

const weight: GoType = {
  listOf: { told: ({ Path, Weight }) => `${String(Path)}:${String(Weight)}` },
};
const throttle: GoType = { listOf: { told: ({ Path, Rate }) => `${String(Path)}:${String(Rate)}` } };
const ulimit: GoType = {
  listOf: { told: ({ Name, Soft, Hard }) => `${String(Name)}=${String(Soft)}:${String(Hard)}` },
};

const resources: GoStruct = {
  goName: 'container.Resources',
  fields: [
    field('CPUShares', 'number', 'CpuShares'),
    field('Memory', 'number'),
    field('NanoCPUs', 'number', 'NanoCpus'),
    field('CgroupParent', 'string'),
    field('BlkioWeight', 'number'),
    field('BlkioWeightDevice', weight),
    ...fieldsOf(
      throttle,
      'BlkioDeviceReadBps',
      'BlkioDeviceWriteBps',
      'BlkioDeviceReadIOps',
      'BlkioDeviceWriteIOps',
    ),
    field('CPUPeriod', 'number', 'CpuPeriod'),
    field('CPUQuota', 'number', 'CpuQuota'),
    field('CPURealtimePeriod', 'number', 'CpuRealtimePeriod'),
    field('CPURealtimeRuntime', 'number', 'CpuRealtimeRuntime'),
    ...fieldsOf('string', 'CpusetCpus', 'CpusetMems'),
    field('Devices', { listOf: device }),
    field('DeviceCgroupRules', texts),
    field('DeviceRequests', { listOf: deviceRequest }),
    ...fieldsOf('number', 'MemoryReservation', 'MemorySwap'),
    field('MemorySwappiness', { pointerTo: 'number' }),
    field('OomKillDisable', { pointerTo: 'bool' }),
    field('PidsLimit', { pointerTo: 'number' }),
    field('Ulimits', ulimit),
    field('CPUCount', 'number', 'CpuCount'),
    field('CPUPercent', 'number', 'CpuPercent'),
    ...fieldsOf('number', 'IOMaximumIOps', 'IOMaximumBandwidth'),
  ],
};

/** A `--mount`, as it was asked for. */
const mount: GoStruct = {
  goName: 'mount.Mount',
  fields: [
    ...fieldsOf('string', 'Type', 'Source', 'Target'),
    field('ReadOnly', 'bool'),
    field('Consistency', 'string'),
    field('BindOptions', {
      pointerTo: {
        goName: 'mount.BindOptions',
        fields: [
          field('Propagation', 'string'),
          ...fieldsOf(
            'bool',
            'NonRecursive',
            'CreateMountpoint',
            'ReadOnlyNonRecursive',
            'ReadOnlyForceRecursive',
          ),
        ],
      },
    }),
    field('VolumeOptions', {
      pointerTo: {
        goName: 'mount.VolumeOptions',
        fields: [
          field('NoCopy', 'bool'),
          field('Labels', textMap),
          field('Subpath', 'string'),
          field('DriverConfig', {
            pointerTo: {
              goName: 'mount.Driver',
              fields: [field('Name', 'string'), field('Options', textMap)],
            },
          }),
        ],
      },
    }),
    field('ImageOptions', {
      pointerTo: { goName: 'mount.ImageOptions', fields: [field('Subpath', 'string')] },
    }),
    field('TmpfsOptions', {
      pointerTo: {
        goName: 'mount.TmpfsOptions',
        fields: [field('SizeBytes', 'number'), field('Mode', 'number'), field('Options', { listOf: texts })],
      },
    }),
    field('ClusterOptions', { pointerTo: emptyStruct }),
  ],
};

const hostConfig: GoStruct = {
  goName: 'container.HostConfig',
  fields: [
    field('Binds', texts),
    field('ContainerIDFile', 'string'),
    field('LogConfig', {
      goName: 'container.LogConfig',
      fields: [field('Type', 'string'), field('Config', textMap)],
    }),
    field('NetworkMode', 'string'),
    field('PortBindings', portMap),
    field('RestartPolicy', {
      goName: 'container.RestartPolicy',
      fields: [field('Name', 'string'), field('MaximumRetryCount', 'number')],
    }),
    field('AutoRemove', 'bool'),
    field('VolumeDriver', 'string'),
    field('VolumesFrom', texts),
    field('ConsoleSize', { listOf: 'number' }),
    field('Annotations', textMap),
    ...fieldsOf(texts, 'CapAdd', 'CapDrop'),
    field('CgroupnsMode', 'string'),
    field('DNS', { listOf: 'address' }, 'Dns'),
    field('DNSOptions', texts, 'DnsOptions'),
    field('DNSSearch', texts, 'DnsSearch'),
    ...fieldsOf(texts, 'ExtraHosts', 'GroupAdd'),
    ...fieldsOf('string', 'IpcMode', 'Cgroup'),
    field('Links', texts),
    field('OomScoreAdj', 'number'),
    field('PidMode', 'string'),
    ...fieldsOf('bool', 'Privileged', 'PublishAllPorts', 'ReadonlyRootfs'),
    field('SecurityOpt', texts),
    ...fieldsOf(textMap, 'StorageOpt', 'Tmpfs'),
    ...fieldsOf('string', 'UTSMode', 'UsernsMode'),
    field('ShmSize', 'number'),
    field('Sysctls', textMap),
    ...fieldsOf('string', 'Runtime', 'Isolation'),
    resources,
    field('Mounts', { listOf: mount }),
    ...fieldsOf(texts, 'MaskedPaths', 'ReadonlyPaths'),
    field('Init', { pointerTo: 'bool' }),
  ],
};

/** What is mounted in a container. */
const mountPoint: GoStruct = {
  goName: 'container.MountPoint',
  fields: [
    ...fieldsOf('string', 'Type', 'Name', 'Source', 'Destination', 'Driver', 'Mode'),
    field('RW', 'bool'),
    field('Propagation', 'string'),
  ],
};

const storage: GoStruct = {
  goName: 'storage.Storage',
  fields: [
    field('RootFS', {
      pointerTo: {
        goName: 'storage.RootFSStorage',
        fields: [
          field('Snapshot', {
            pointerTo: { goName: 'storage.RootFSStorageSnapshot', fields: [field('Name', 'string')] },
          }),
        ],
      },
    }),
  ],
};

export const containerType: GoStruct = {
  goName: 'container.InspectResponse',
  fields: [
    field('ID', 'string', 'Id'),
    ...fieldsOf('string', 'Created', 'Path'),
    field('Args', texts),
    field('State', { pointerTo: state }),
    ...fieldsOf('string', 'Image', 'ResolvConfPath', 'HostnamePath', 'HostsPath', 'LogPath', 'Name'),
    field('RestartCount', 'number'),
    ...fieldsOf('string', 'Driver', 'Platform', 'MountLabel', 'ProcessLabel', 'AppArmorProfile'),
    field('ExecIDs', texts),
    field('HostConfig', { pointerTo: hostConfig }),
    field('GraphDriver', { pointerTo: { goName: 'storage.DriverData', fields: [] } }),
    field('Storage', { pointerTo: storage }),
    field('SizeRw', { pointerTo: 'number' }),
    field('SizeRootFs', { pointerTo: 'number' }),
    field('Mounts', { listOf: mountPoint }),
    field('Config', { pointerTo: config }),
    field('NetworkSettings', {
      pointerTo: {
        goName: 'container.NetworkSettings',
        fields: [
          ...fieldsOf('string', 'SandboxID', 'SandboxKey'),
          field('Ports', portMap),
          field('Networks', { mapOf: { pointerTo: endpointSettings } }),
        ],
      },
    }),
    field('ImageManifestDescriptor', { pointerTo: descriptor }),
  ],
};
