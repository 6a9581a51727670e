/** The locales whose numbers and dates are known here (CLDR 46, as ICU of Node.js 22 has them). */

export type Locale = 'en-US' | 'en-GB' | 'de-DE';

/** A locale that is real and not modelled. */
export class UnknownLocale extends Error {}

/** A text that names no locale. */
export class BadLocale extends Error {}

const TAG = /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*$/i;

/** The locale that a tag means; a machine's own is en-US. Throws BadLocale and UnknownLocale. */
export function localeOf(tag: string | undefined): Locale {
  if (tag === undefined) return 'en-US';
  if (!TAG.test(tag)) throw new BadLocale('Incorrect locale information provided');
  const found: Readonly<Record<string, Locale>> = {
    en: 'en-US',
    'en-us': 'en-US',
    'en-gb': 'en-GB',
    de: 'de-DE',
    'de-de': 'de-DE',
  };
  const locale = found[tag.toLowerCase()];
  if (locale === undefined) throw new UnknownLocale(`the locale ${tag}`);
  return locale;
}
