import { arityProblem, parseArguments } from '../../../src/engine/cli/arguments';
import { containerCreate, containerRun } from '../../../src/engine/cli/declarations/container-run';
import { readWith } from '../../../src/engine/cli/reading';
import {
  checkAttach,
  checkDnsSearch,
  checkEnv,
  checkExtraHost,
  checkIpAddress,
  checkLabel,
  checks,
  parseLink,
} from '../../../src/engine/cli/run-options/checks';
import { containerRequest } from '../../../src/engine/cli/run-options/container-options';
import {
  parseDevice,
  parseDeviceBps,
  parseDeviceIops,
  parseGpus,
  parseWeightDevice,
} from '../../../src/engine/cli/run-options/devices';
import {
  completeVariable,
  readEnvironment,
  type OptionSurroundings,
} from '../../../src/engine/cli/run-options/environment';
import { parseMount } from '../../../src/engine/cli/run-options/mounts';
import { parseNetwork } from '../../../src/engine/cli/run-options/networks';
import { parsePositiveDuration } from '../../../src/engine/cli/run-options/policies';
import {
  formatPublish,
  parsePort,
  parsePortNumber,
  parsePortRange,
  parsePublish,
  splitProtocol,
  toShortPublish,
} from '../../../src/engine/cli/run-options/ports';
import {
  effectiveCapabilities,
  normalizeCapability,
  parseSecurityOptions,
} from '../../../src/engine/cli/run-options/security';
import { parseVolume } from '../../../src/engine/cli/run-options/volumes';
import type { Process } from '../../../src/engine/kernel';
import { allParts } from '../../../src/engine/machine/all-parts';
import { formatUlimit, parseDuration, parseUlimit } from '../../../src/engine/units';
import { isRecord } from '../data';
import { compareOutcome, differ, text, texts } from '../expect';
import type { PeerCase, PeerSuite } from '../suite';

/** The value of one option, in the form in which the cases write it. */
const operations: Readonly<Record<string, (testCase: PeerCase) => unknown>> = {
  ip_address: (testCase) => checkIpAddress(text(testCase, 'input')),
  dns_search: (testCase) => checkDnsSearch(text(testCase, 'input')),
  label: (testCase) => checkLabel(text(testCase, 'input')),
  link: (testCase) => parseLink(text(testCase, 'input')),
  attach: (testCase) => checkAttach(text(testCase, 'input')),
  add_host: (testCase) => checkExtraHost(text(testCase, 'input')),
  capability: (testCase) => normalizeCapability(text(testCase, 'input')),
  cap_add_drop: (testCase) => {
    const { add, drop } = effectiveCapabilities(texts(testCase, 'cap_add'), texts(testCase, 'cap_drop'));
    return { cap_add: add, cap_drop: drop };
  },
  env: (testCase) => {
    const { environment } = surroundingsOf(testCase);
    return completeVariable(checkEnv(text(testCase, 'input')), (name) => environment[name]);
  },
  env_files: (testCase) => {
    const contents = texts(testCase, 'env_files');
    const readFile = (path: string): Uint8Array => new TextEncoder().encode(contents[Number(path)]);
    const paths = contents.map((_, index) => String(index));
    return readEnvironment(paths, texts(testCase, 'env'), { ...surroundingsOf(testCase), readFile });
  },
  device: (testCase) => parseDevice(text(testCase, 'input')),
  device_bps: (testCase) => lowerKeys(parseDeviceBps(text(testCase, 'input'))),
  device_iops: (testCase) => lowerKeys(parseDeviceIops(text(testCase, 'input'))),
  weight_device: (testCase) => lowerKeys(parseWeightDevice(text(testCase, 'input'))),
  gpus: (testCase) => {
    const { Driver, Count, Capabilities, Options } = parseGpus(text(testCase, 'input'));
    return { Driver, Count, Capabilities, Options };
  },
  ulimit: (testCase) => `[${texts(testCase, 'values').map(parseUlimit).map(formatUlimit).sort().join(' ')}]`,
  duration: (testCase) => parseDuration(text(testCase, 'input')),
  positive_duration: (testCase) => parsePositiveDuration(text(testCase, 'input')),
  mount: (testCase) => {
    const cwd = typeof testCase['cwd'] === 'string' ? testCase['cwd'] : '/';
    return parseMount(text(testCase, 'input'), cwd);
  },
  network: (testCase) => networkFields(text(testCase, 'input')),
  port_number: (testCase) => parsePort(text(testCase, 'input')),
  port_number_strict: (testCase) => parsePortNumber(text(testCase, 'input')),
  port_range: (testCase) => parsePortRange(text(testCase, 'input')),
  split_proto_port: (testCase) => {
    const { port, protocol } = splitProtocol(text(testCase, 'input'));
    return { port, proto: protocol };
  },
  publish_to_text: (testCase) => parsePublish(text(testCase, 'input')).map(formatPublish).join(),
  publish_standard_notation: (testCase) => texts(testCase, 'specs').map(toShortPublish),
  publish: (testCase) =>
    texts(testCase, 'specs')
      .flatMap(parsePublish)
      .map(({ port, hostIp, hostPort }) => ({ port, host_ip: hostIp, host_port: hostPort })),
  volume: (testCase) => {
    // Cases that only ask whether there is a source count an empty value as one without.
    if (testCase['has_source'] !== undefined && text(testCase, 'input') === '') return { source: '' };
    const { type, source, target, readOnly, propagation, noCopy } = parseVolume(text(testCase, 'input'));
    return {
      type,
      source,
      target,
      read_only: readOnly,
      ...(propagation !== undefined && { bind: { propagation } }),
      ...(noCopy && { volume: { nocopy: true } }),
    };
  },
  security_opt: (testCase) => {
    const values = texts(testCase, 'input');
    const { options, maskedPaths, readonlyPaths } = parseSecurityOptions(
      values,
      surroundingsOf(testCase).readFile,
    );
    return { security_opt: options, masked_paths: maskedPaths, readonly_paths: readonlyPaths };
  },
};

function lowerKeys(record: object): unknown {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key.toLowerCase(), value]));
}

function networkFields(input: string): unknown {
  const { target, aliases, driverOpts, macAddress, linkLocalIps } = parseNetwork(input);
  return [
    {
      Target: target,
      Aliases: aliases,
      DriverOpts: driverOpts,
      MacAddress: macAddress,
      LinkLocalIPs: linkLocalIps,
    },
  ];
}

/** A case's files, client environment and folder. */
function surroundingsOf(testCase: PeerCase): OptionSurroundings {
  const record = (field: string): Readonly<Record<string, string>> => {
    const value = testCase[field];
    if (!isRecord(value)) return {};
    return Object.fromEntries(Object.keys(value).map((key) => [key, text(value, key)]));
  };
  const files = record('files');
  const encoded = record('files_base64');
  return {
    cwd: '/',
    environment: record('client_env'),
    readFile: (path) => {
      const content = files[path];
      const base64 = encoded[path];
      if (content !== undefined) return new TextEncoder().encode(content);
      if (base64 !== undefined) return Uint8Array.from(Buffer.from(base64, 'base64'));
      throw new Error('no such file or directory');
    },
  };
}

/** Fields that Go leaves out of what it writes when they hold nothing. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (!isRecord(value)) return value;
  const isEmpty = (item: unknown): boolean =>
    item === undefined ||
    item === false ||
    item === '' ||
    item === null ||
    (Array.isArray(item) && item.length === 0);
  const isEmptyRecord = (item: unknown): boolean => isRecord(item) && Object.keys(item).length === 0;
  const kept = Object.entries(value).filter(
    ([key, item]) => !isEmpty(item) && !(key === 'DriverOpts' && isEmptyRecord(item)),
  );
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutEmpty(item)]));
}

function check(testCase: PeerCase, result: unknown): string | undefined {
  const { expect, expect_field: fields, expect_text: expectedText } = testCase;
  if (testCase['has_source'] !== undefined) {
    return differ(isRecord(result) && result['source'] !== '', testCase['has_source'], 'has_source');
  }
  if (isRecord(fields)) {
    const actual = isRecord(result)
      ? Object.fromEntries(Object.keys(fields).map((key) => [key, result[key]]))
      : {};
    return differ(withoutEmpty(actual), withoutEmpty(fields), 'fields');
  }
  if (expectedText !== undefined) return differ(result, expectedText);
  if (testCase['nanoseconds'] !== undefined) return differ(result, testCase['nanoseconds']);
  const isLoose = ['mount', 'network'].includes(text(testCase, 'op'));
  if (expect === undefined) return undefined;
  return isLoose ? differ(withoutEmpty(result), withoutEmpty(expect)) : differ(result, expect);
}

const withAllParts: Pick<Process, 'need'> = {
  // It never waits: everything is at hand.
  *need(key) {
    return allParts().loaded(key);
  },
};

/** `docker run`'s words as the request's fields; words without an image are taken as flags only. */
function runRequest(testCase: PeerCase): { readonly fields: PeerCase; readonly networks: unknown } {
  const parsed = readWith(checks, parseArguments(containerRun, texts(testCase, 'args')));
  const problem = arityProblem(containerRun, 'docker run', parsed.operands);
  if (problem !== undefined && parsed.operands.length > 0) throw new Error(problem);
  const creation = readWith(
    checks,
    parseArguments(containerCreate, parsed.operands.length > 0 ? [...parsed.operands] : ['img']),
  );
  const request = containerRequest(
    withAllParts,
    { ...parsed, operands: creation.operands },
    surroundingsOf(testCase),
  ).next();
  if (request.done !== true) throw new Error('the request waits, though all parts are at hand');
  const { config, hostConfig, endpoints } = request.value;
  const hostFields = Object.entries(hostConfig ?? {}).map(([key, value]) => [`HostConfig.${key}`, value]);
  const lists = {
    Volumes: Object.keys(config.Volumes ?? {}),
    ExposedPorts: Object.keys(config.ExposedPorts ?? {}),
  };
  return { fields: { ...Object.fromEntries(hostFields), ...config, ...lists }, networks: endpoints };
}

function runCase(testCase: PeerCase): string | undefined {
  return compareOutcome(
    testCase,
    () => runRequest(testCase),
    ({ fields, networks }) => {
      const expected = isRecord(testCase['expect']) ? testCase['expect'] : {};
      const actual = Object.fromEntries(Object.keys(expected).map((key) => [key, fields[key] ?? []]));
      const difference = differ(actual, expected, 'request');
      if (difference !== undefined || testCase['networks'] === undefined) return difference;
      return differ(withoutEmpty(networks), withoutEmpty(testCase['networks']), 'networks');
    },
  );
}

/** Of these errors the cases give the beginning. */
const errorBeginnings = new Set(['device_bps', 'device_iops']);

export const suite: PeerSuite = {
  name: 'run-options',
  run(testCase) {
    const op = text(testCase, 'op');
    if (op === 'run') return runCase(testCase);
    const operation = operations[op];
    if (operation === undefined) return `unknown op ${op}`;
    const { error, ...rest } = testCase;
    const expected =
      errorBeginnings.has(op) && error !== undefined ? { ...rest, error_contains: error } : testCase;
    return compareOutcome(
      expected,
      () => operation(testCase),
      (result) => check(testCase, result),
    );
  },
};
