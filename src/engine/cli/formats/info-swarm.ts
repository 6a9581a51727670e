// The swarm's part of docker system info. Source: docker/cli cli/command/system/info.go, printSwarmInfo.
import { humanDuration } from '../../units';

export interface SwarmInfo {
  readonly NodeID: string;
  readonly NodeAddr: string;
  readonly LocalNodeState: string;
  readonly ControlAvailable: boolean;
  readonly RemoteManagers: readonly { readonly Addr: string }[] | null;
  readonly Managers?: number;
  readonly Nodes?: number;
  /** What a manager knows. Durations are nanoseconds. */
  readonly Cluster?: {
    readonly ID: string;
    readonly RootRotationInProgress: boolean;
    readonly Spec: {
      readonly Orchestration: { readonly TaskHistoryRetentionLimit: number };
      readonly Raft: {
        readonly SnapshotInterval: number;
        readonly KeepOldSnapshots: number;
        readonly ElectionTick: number;
        readonly HeartbeatTick: number;
      };
      readonly Dispatcher: { readonly HeartbeatPeriod: number };
      readonly CAConfig: { readonly NodeCertExpiry: number; readonly ForceRotate?: number };
      readonly EncryptionConfig: { readonly AutoLockManagers: boolean };
    };
  };
}

/** `inactive` is all that a machine without a swarm says. */
export function swarmLines(swarm: SwarmInfo): readonly string[] {
  const { LocalNodeState, NodeID, ControlAvailable, NodeAddr, Cluster, Managers = 0, Nodes = 0 } = swarm;
  const state = ` Swarm: ${LocalNodeState}`;
  if (LocalNodeState === 'inactive' || LocalNodeState === 'locked') return [state];
  const managers = (swarm.RemoteManagers ?? []).map(({ Addr }) => `   ${Addr}`).sort();
  return [
    state,
    `  NodeID: ${NodeID}`,
    `  Is Manager: ${ControlAvailable}`,
    ...(ControlAvailable && Cluster !== undefined ? clusterLines(Cluster, Managers, Nodes) : []),
    `  Node Address: ${NodeAddr}`,
    ...(managers.length === 0 ? [] : ['  Manager Addresses:', ...managers]),
  ];
}

function clusterLines(
  { ID, Spec, RootRotationInProgress }: NonNullable<SwarmInfo['Cluster']>,
  managers: number,
  nodes: number,
): readonly string[] {
  const duration = (nanoseconds: number): string => humanDuration(nanoseconds / 1e6);
  return [
    `  ClusterID: ${ID}`,
    `  Managers: ${managers}`,
    `  Nodes: ${nodes}`,
    '  Orchestration:',
    `   Task History Retention Limit: ${Spec.Orchestration.TaskHistoryRetentionLimit}`,
    '  Raft:',
    `   Snapshot Interval: ${Spec.Raft.SnapshotInterval}`,
    `   Number of Old Snapshots to Retain: ${Spec.Raft.KeepOldSnapshots}`,
    `   Heartbeat Tick: ${Spec.Raft.HeartbeatTick}`,
    `   Election Tick: ${Spec.Raft.ElectionTick}`,
    '  Dispatcher:',
    `   Heartbeat Period: ${duration(Spec.Dispatcher.HeartbeatPeriod)}`,
    '  CA Configuration:',
    `   Expiry Duration: ${duration(Spec.CAConfig.NodeCertExpiry)}`,
    `   Force Rotate: ${Spec.CAConfig.ForceRotate ?? 0}`,
    `  Autolock Managers: ${Spec.EncryptionConfig.AutoLockManagers}`,
    `  Root Rotation In Progress: ${RootRotationInProgress}`,
  ];
}
