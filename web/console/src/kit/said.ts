// The sentences behind the keys that the API answers with (reasons, findings, names of rules): a file for
// each language and subject, fetched once by the first page that needs it.
import { useEffect, useState } from 'preact/hooks';
import { fill, language, type Language } from '../words';

/** The hash of each file, put in by build.mjs: an address that has it is kept by the browser for good. */
declare const WORDS_OF: Record<string, string>;

type Sentences = Record<string, string>;
type File = Language | `law-${Language}`;
const known = new Map<File, Sentences>();
const coming = new Map<File, Promise<Sentences>>();

function fetched(which: File): Promise<Sentences> {
  let promise = coming.get(which);
  if (!promise) {
    promise = fetch(`/words/${which}.json?v=${WORDS_OF[which] ?? ''}`).then(async (answer) => {
      const sentences = answer.ok ? ((await answer.json()) as Sentences) : {};
      known.set(which, sentences);
      return sentences;
    });
    promise.catch(() => coming.delete(which));
    coming.set(which, promise);
  }
  return promise;
}

/** `said('eligibility.too_old')`; a key that has no sentence is shown as it is. `law`: the names of rules. */
export function useSaid(about: 'all' | 'law' = 'all'): (key: string, values?: Record<string, string | number>) => string {
  const which: File = about === 'law' ? `law-${language()}` : language();
  const [, arrived] = useState(0);
  const sentences = known.get(which);
  // Asked by what was drawn, not by what is known by now: they may have come between the two.
  const drawnWithout = sentences === undefined;
  useEffect(() => {
    if (drawnWithout) fetched(which).then(() => arrived((before) => before + 1), () => undefined);
  }, [which, drawnWithout]);
  return (key, values) => {
    const text = sentences?.[key];
    return text === undefined ? key : fill(text, values ?? {});
  };
}
