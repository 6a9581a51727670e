import type { Lists } from './lists';
import { namesIn, relationsIn, type DebPackage, type Relation } from './package-index';
import { isInstalled, type InstalledPackage, type Status } from './status-file';
import { compareVersions, satisfies } from './versions';

/** What apt would do to the packages of a system: what it is, in the end, that it asks and then does. */
export class Plan {
  readonly install = new Map<string, DebPackage>();
  readonly upgrade = new Map<string, DebPackage>();
  readonly remove = new Map<string, InstalledPackage>();
  /** Newly installed because others need them. */
  readonly automatic = new Set<string>();
  /** Named on the command line and spoken of already. */
  readonly named = new Set<string>();
  /** Installed again in the version that is there. */
  readonly reinstall = new Set<string>();

  constructor(
    readonly lists: Lists,
    readonly status: Status,
    readonly withRecommends: boolean,
    readonly withSuggests = false,
  ) {}

  get isEmpty(): boolean {
    return this.install.size + this.upgrade.size + this.remove.size === 0;
  }

  /** The version that will be there of a package in the end; undefined: none. */
  versionOf(name: string): string | undefined {
    const coming = this.install.get(name) ?? this.upgrade.get(name);
    if (coming !== undefined) return coming.version;
    const there = this.status.get(name);
    return isInstalled(there) && !this.remove.has(name) ? there.version : undefined;
  }

  /** Installs or renews a package and what it needs. */
  markInstall(one: DebPackage, isAutomatic: boolean): void {
    const { name } = one;
    if (this.install.has(name) || this.upgrade.has(name)) return;
    const there = this.status.get(name);
    if (isInstalled(there)) this.upgrade.set(name, one);
    else {
      this.install.set(name, one);
      if (isAutomatic) this.automatic.add(name);
    }
    this.remove.delete(name);
    const fields = [one.preDepends, one.depends, ...(this.withRecommends ? [one.recommends] : [])];
    if (this.withSuggests && !isAutomatic) fields.push(one.suggests);
    for (const group of fields.flatMap(relationsIn)) this.#satisfy(group);
    for (const needed of one.closure) this.#satisfy([{ name: needed }]);
    this.#keepExact(one);
  }

  #satisfy(group: readonly Relation[]): void {
    if (group.some((relation) => this.isSatisfied(relation))) return;
    for (const { name, operator, version } of group) {
      const own = this.lists.packages.get(name);
      const candidate =
        own !== undefined && satisfies(own.version, operator, version)
          ? own
          : this.lists.packages.get(this.lists.providers.get(name)?.[0] ?? '');
      if (candidate === undefined) continue;
      this.markInstall(candidate, true);
      return;
    }
  }

  isSatisfied({ name, operator, version }: Relation): boolean {
    const there = this.versionOf(name);
    if (there !== undefined && satisfies(there, operator, version)) return true;
    const providers = this.lists.providers.get(name) ?? [];
    if (providers.some((provider) => this.versionOf(provider) !== undefined)) return true;
    return [...this.status.values()].some(
      (one) =>
        this.versionOf(one.name) !== undefined && namesIn(one.fields.get('Provides') ?? '').includes(name),
    );
  }

  /** Packages that need exactly the version that was there before move on with it. */
  #keepExact(renewed: DebPackage): void {
    for (const [name, one] of this.status) {
      if (this.versionOf(name) !== one.version) continue;
      const needs = relationsIn(one.fields.get('Depends') ?? '').flat();
      const exact = needs.some(
        (need) => need.name === renewed.name && need.operator === '=' && need.version !== renewed.version,
      );
      const candidate = exact ? this.lists.packages.get(name) : undefined;
      if (candidate !== undefined) this.markInstall(candidate, false);
    }
  }

  /** Removes a package and all that cannot be without it. */
  markRemove(one: InstalledPackage): void {
    if (this.remove.has(one.name)) return;
    this.remove.set(one.name, one);
    for (const [name, other] of this.status) {
      if (this.versionOf(name) === undefined) continue;
      const needs = ['Pre-Depends', 'Depends'].flatMap((field) => relationsIn(other.fields.get(field) ?? ''));
      const mentions = needs.filter((group) =>
        group.some((need) => need.name === one.name || providesName(one, need.name)),
      );
      if (mentions.some((group) => !group.some((need) => this.isSatisfied(need)))) this.markRemove(other);
    }
  }

  /** What came because others needed it and nothing needs any more, in the state that will be. */
  unneeded(automatic: ReadonlySet<string>): readonly InstalledPackage[] {
    const isAutomatic = (name: string): boolean => automatic.has(name) || this.automatic.has(name);
    const providers = this.#providersInTheEnd();
    const needed = new Set<string>();
    const pending = [...this.status.keys(), ...this.install.keys()].filter(
      (name) => this.versionOf(name) !== undefined && !isAutomatic(name),
    );
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      if (needed.has(name)) continue;
      needed.add(name);
      for (const other of this.#needsOf(name)) {
        const names = this.versionOf(other) === undefined ? (providers.get(other) ?? []) : [other];
        pending.push(...names);
      }
    }
    return [...this.status.values()]
      .filter(
        ({ name }) => this.versionOf(name) !== undefined && !needed.has(name) && !this.install.has(name),
      )
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #needsOf(name: string): readonly string[] {
    const coming = this.install.get(name) ?? this.upgrade.get(name);
    const fields =
      coming === undefined
        ? ['Pre-Depends', 'Depends', 'Recommends'].map(
            (field) => this.status.get(name)?.fields.get(field) ?? '',
          )
        : [coming.preDepends, coming.depends, coming.recommends];
    return [...fields.flatMap(namesIn), ...(this.lists.packages.get(name)?.closure ?? [])];
  }

  #providersInTheEnd(): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    for (const [name, one] of this.status) {
      if (this.versionOf(name) === undefined) continue;
      for (const virtual of namesIn(one.fields.get('Provides') ?? '')) {
        found.set(virtual, [...(found.get(virtual) ?? []), name]);
      }
    }
    return found;
  }

  /** Installed packages of which the lists have something newer. */
  newer(): readonly DebPackage[] {
    return [...this.lists.packages.values()].filter((one) => {
      const there = this.status.get(one.name);
      return isInstalled(there) && one.downloadBytes > 0 && compareVersions(one.version, there.version) > 0;
    });
  }

  get downloadBytes(): number {
    return [...this.install.values(), ...this.upgrade.values()].reduce(
      (sum, one) => sum + one.downloadBytes,
      0,
    );
  }

  /** How much more the disk will hold; negative: less. */
  get moreBytes(): number {
    let kib = 0;
    for (const one of this.install.values()) kib += one.installedKiB;
    for (const [name, one] of this.upgrade)
      kib += one.installedKiB - (this.status.get(name)?.installedKiB ?? 0);
    for (const one of this.remove.values()) kib -= one.installedKiB;
    return kib * 1024;
  }
}

function providesName(one: InstalledPackage, name: string): boolean {
  return namesIn(one.fields.get('Provides') ?? '').includes(name);
}
