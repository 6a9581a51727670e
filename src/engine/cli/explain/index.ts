export { explainLine } from './explain-line';
export type { ExplainedPart, ExplainedWord, Explanation } from './explanation';
