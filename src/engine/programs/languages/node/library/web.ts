/** The modules of the network, and packages of npm that are modelled, if npm has installed them. */
import { EXPRESS } from './express';
import { DNS, HTTP, HTTPS, NET } from './http';

export const WEB: Readonly<Record<string, string>> = {
  http: HTTP,
  https: HTTPS,
  net: NET,
  dns: DNS,
  'dns/promises': `module.exports = require('dns').promises;`,
};

export const PACKAGES: Readonly<Record<string, string>> = { express: EXPRESS };
