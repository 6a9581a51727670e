import { DockerfileError } from './dockerfile-error';

const names = new Set(
  (
    'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP ' +
    'TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX'
  ).split(' '),
);

const realTimeSignals = /^(RTMIN\+([1-9]|1[0-5])|RTMAX-([1-9]|1[0-4]))$/;

/**
 * Checks a value of STOPSIGNAL: a number but 0, or a name with or without SIG.
 * Throws a DockerfileError of code `value` without range. Source: moby/sys signal.ParseSignal.
 */
export function checkSignal(signal: string): void {
  if (/^[+-]?[0-9]+$/.test(signal) ? Number(signal) !== 0 : isName(signal)) return;
  throw new DockerfileError('value', `invalid signal: ${signal}`);
}

function isName(signal: string): boolean {
  const name = signal.toUpperCase().replace(/^SIG/, '');
  return names.has(name) || realTimeSignals.test(name);
}
