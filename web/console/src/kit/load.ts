// Asks the API when something changes, and forgets answers that came too late.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, unreachable, type Problem } from '../api';

export interface Loaded<T> {
  data: T | undefined;
  problem: Problem | undefined;
  loading: boolean;
  reload: () => void;
  setData: (data: T) => void;
}

export function asProblem(failure: unknown): Problem {
  return failure instanceof ApiError ? failure.problem : { ...unreachable(), detail: String(failure) };
}

/** `ask` runs again whenever one of `when` changes; what was shown stays until the new answer is there. */
export function useLoad<T>(ask: () => Promise<T>, when: unknown[]): Loaded<T> {
  const [data, setData] = useState<T>();
  const [problem, setProblem] = useState<Problem>();
  const [loading, setLoading] = useState(true);
  const [round, setRound] = useState(0);
  const newest = useRef(0);
  useEffect(() => {
    const mine = ++newest.current;
    setLoading(true);
    ask().then(
      (answer) => {
        if (mine !== newest.current) return;
        setData(() => answer);
        setProblem(undefined);
        setLoading(false);
      },
      (failure) => {
        if (mine !== newest.current) return;
        setProblem(asProblem(failure));
        setLoading(false);
      },
    );
  }, [...when, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  return { data, problem, loading, reload, setData: (next) => setData(() => next) };
}

/** A change that a click asks for: busy while it runs, its problem when it failed. */
export function useAction<A extends unknown[], R>(
  act: (...given: A) => Promise<R>,
): { run: (...given: A) => Promise<R | undefined>; busy: boolean; problem: Problem | undefined; clear: () => void } {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const running = useRef(false);
  const run = async (...given: A): Promise<R | undefined> => {
    if (running.current) return undefined;
    running.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      return await act(...given);
    } catch (failure) {
      setProblem(asProblem(failure));
      return undefined;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { run, busy, problem, clear: () => setProblem(undefined) };
}
