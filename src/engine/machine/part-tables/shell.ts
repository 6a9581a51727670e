/** What a shell's language has beyond words and commands, and what a shell says only now and then. */
export const loaders = import.meta.glob<unknown>([
  '../../shell/constructs/*.ts',
  '../../shell/{completion,conditional-parser,here-documents,invocation-answers,job-reports,parse-compound,printf-format,prompt-escapes,script-file,syntax-errors,trace,variable-listing}.ts',
]);
