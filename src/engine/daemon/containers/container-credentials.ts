import type { Credentials } from '../../kernel';
import type { HostConfig } from '../api/container';
import { invalid } from '../errors';
import { capabilitiesOf } from './capabilities';
import type { ResolvedUser } from './users';

/** Who a process of a container is, and what it may become (runc: process.capabilities, process.noNewPrivileges). */
export function credentialsIn(
  hostConfig: HostConfig,
  { uid, gid, groups }: Pick<ResolvedUser, 'uid' | 'gid' | 'groups'>,
): Credentials {
  const bounding = capabilitiesOf(hostConfig);
  const { noNewPrivileges, seccomp } = readSecurityOptions(hostConfig.SecurityOpt ?? []);
  return {
    uid,
    gid,
    groups,
    capabilities: uid === 0 ? bounding : new Set(),
    bounding,
    noNewPrivileges,
    isFiltered: !hostConfig.Privileged && seccomp !== 'unconfined',
  };
}

const TRUE = ['1', 't', 'T', 'true', 'TRUE', 'True'];
const FALSE = ['0', 'f', 'F', 'false', 'FALSE', 'False'];
/** Read; there is no security module to follow them, and of a filter only that there is one. */
const PROFILES = ['label', 'apparmor', 'seccomp', 'writable-cgroups'];

/** `--security-opt` as the daemon reads it (moby, parseSecurityOpt); throws where it is none. The last one counts. */
export function readSecurityOptions(options: readonly string[]): {
  readonly noNewPrivileges: boolean;
  /** `unconfined`, or a profile; empty: Docker's own. */
  readonly seccomp: string;
} {
  let noNewPrivileges = false;
  let seccomp = '';
  for (const option of options) {
    if (option === 'no-new-privileges') noNewPrivileges = true;
    if (option === 'no-new-privileges' || option === 'disable') continue;
    const at = option.indexOf(option.includes('=') ? '=' : ':');
    if (at < 0) throw invalid(`invalid --security-opt 1: ${JSON.stringify(option)}`);
    const [key, value] = [option.slice(0, at), option.slice(at + 1)];
    if (key === 'seccomp') seccomp = value;
    if (PROFILES.includes(key)) continue;
    const isBoolean = TRUE.includes(value) || FALSE.includes(value);
    if (key !== 'no-new-privileges' || !isBoolean) {
      throw invalid(`invalid --security-opt 2: ${JSON.stringify(option)}`);
    }
    noNewPrivileges = TRUE.includes(value);
  }
  return { noNewPrivileges, seccomp };
}
