// docker image tag
import { tagImage } from '../../daemon';
import { InvalidReferenceError, parseAnyReference, parseFamiliar } from '../../oci';
import { CommandError, implement } from '../context';
import { imageTag } from '../declarations/image';

export const tag = implement(imageTag, function* ({ daemon, operands }) {
  const [source = '', target = ''] = operands;
  yield {};
  readingName(source, parseAnyReference);
  if (readingName(target, parseFamiliar).digest !== undefined) {
    throw new CommandError('refusing to create a tag with a digest reference');
  }
  tagImage(daemon, source, target);
  return 0;
});

/** Docker's client checks both names itself. Source: moby, client/image_tag.go. */
function readingName<Name>(text: string, read: (text: string) => Name): Name {
  try {
    return read(text);
  } catch (error) {
    if (!(error instanceof InvalidReferenceError)) throw error;
    const name = JSON.stringify(text);
    throw new CommandError(
      `error parsing reference: ${name} is not a valid repository/tag: ${error.message}`,
    );
  }
}
