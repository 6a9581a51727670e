import { formatReference, InvalidReferenceError, parseFamiliar, withDefaultTag } from '../oci';
import { quote } from '../units';
import { DockerfileError, type SourceRange } from './dockerfile-error';

/** Whether a text can name an image. */
export function isImageName(text: string): boolean {
  try {
    parseFamiliar(text);
    return true;
  } catch (error) {
    if (error instanceof InvalidReferenceError) return false;
    throw error;
  }
}

/** The full name, with tag, of the image that a FROM on `range` names. Throws a DockerfileError of code `reference`. */
export function fullName(image: string, range: SourceRange): string {
  try {
    return formatReference(withDefaultTag(parseFamiliar(image)));
  } catch (error) {
    if (!(error instanceof InvalidReferenceError)) throw error;
    const message = `failed to parse stage name ${quote(image)}: ${error.message}`;
    throw new DockerfileError('reference', message, range);
  }
}
