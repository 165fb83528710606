// The sentences behind the keys that the API answers with (reasons, findings): one file a language,
// fetched once by the first page that needs it.
import { useEffect, useState } from 'preact/hooks';
import { fill, language, type Language } from '../words';

type Sentences = Record<string, string>;
const known = new Map<Language, Sentences>();
const coming = new Map<Language, Promise<Sentences>>();

function fetched(which: Language): Promise<Sentences> {
  let promise = coming.get(which);
  if (!promise) {
    promise = fetch(`/words/${which}.json`).then(async (answer) => {
      const sentences = answer.ok ? ((await answer.json()) as Sentences) : {};
      known.set(which, sentences);
      return sentences;
    });
    promise.catch(() => coming.delete(which));
    coming.set(which, promise);
  }
  return promise;
}

/** `said('eligibility.too_old')`; a key that has no sentence is shown as it is. */
export function useSaid(): (key: string, values?: Record<string, string | number>) => string {
  const which = language();
  const [, arrived] = useState(0);
  useEffect(() => {
    if (!known.has(which)) fetched(which).then(() => arrived((before) => before + 1), () => undefined);
  }, [which]);
  const sentences = known.get(which);
  return (key, values) => {
    const text = sentences?.[key];
    return text === undefined ? key : fill(text, values ?? {});
  };
}
