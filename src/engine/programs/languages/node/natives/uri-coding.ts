import { toText } from '../objects';
import type { Vm } from '../vm';
import { methods } from './objects';

/** encodeURIComponent and its like. */
export function addUriCoding(vm: Vm): void {
  const { realm } = vm;
  const coding = (name: 'encodeURIComponent' | 'decodeURIComponent' | 'encodeURI' | 'decodeURI'): void => {
    methods(vm, realm.global, {
      *[name](inner, _self, [value]) {
        const text = yield* toText(inner, value);
        const act = { encodeURIComponent, decodeURIComponent, encodeURI, decodeURI }[name];
        try {
          return act(text);
        } catch {
          throw inner.error('URIError', 'URI malformed');
        }
      },
    });
  };
  (['encodeURIComponent', 'decodeURIComponent', 'encodeURI', 'decodeURI'] as const).forEach(coding);
}
