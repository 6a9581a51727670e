/** What help says of the flags of some commands, by the words after `docker`; a word in back quotes stands for the value. */
export type FlagHelp = Readonly<Record<string, Readonly<Record<string, string>>>>;
