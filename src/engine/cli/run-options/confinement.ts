// What a container may do, and what it shares with others: capabilities, security options, namespaces.
import { ValueError } from '../../units';
import { orNull } from './cut';
import type { PieceMaker } from './request-piece';
import { effectiveCapabilities, parseSecurityOptions } from './security';

export const piece: PieceMaker = ({ flags }, { readFile }) => {
  const pid = checkNamespace('pid', flags.pid);
  const uts = checkNamespace('uts', flags.uts);
  const userns = checkNamespace('userns', flags.userns);
  const cgroupns = checkNamespace('cgroupns', flags.cgroupns);
  const capabilities = effectiveCapabilities(flags['cap-add'], flags['cap-drop']);
  const security = parseSecurityOptions(flags['security-opt'], readFile);
  return {
    hostConfig: {
      PidMode: pid,
      UTSMode: uts,
      UsernsMode: userns,
      CgroupnsMode: cgroupns,
      IpcMode: flags.ipc,
      CapAdd: orNull(capabilities.add),
      CapDrop: orNull(capabilities.drop),
      Privileged: flags.privileged,
      SecurityOpt: orNull(security.options),
      MaskedPaths: security.maskedPaths,
      ReadonlyPaths: security.readonlyPaths,
    },
  };
};

const namespaces = {
  pid: { what: 'PID', words: ['', 'host'], takesContainer: true },
  uts: { what: 'UTS', words: ['', 'host'], takesContainer: false },
  userns: { what: 'USER', words: ['', 'host'], takesContainer: false },
  cgroupns: { what: 'CGROUP', words: ['', 'host', 'private'], takesContainer: false },
} as const;

/** A namespace flag's value, checked. */
function checkNamespace(flag: keyof typeof namespaces, mode: string): string {
  const { what, words, takesContainer } = namespaces[flag];
  const isKnown = words.some((word) => word === mode) || (takesContainer && /^container:./.test(mode));
  if (!isKnown) throw new ValueError(`--${flag}: invalid ${what} mode`);
  return mode;
}
