// Long work while it runs: how far it is, and what became of it. It can be left and found again.
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, got, type Schemas } from '../api';
import { fill, inBoth } from '../words';
import { number } from '../format';
import { Button, Notice, ProgressBar } from './basics';

export type Job = Schemas['Job'];

const words = inBoth(
  {
    queued: 'Menunggu giliran…',
    running: 'Sedang dikerjakan…',
    of: '{done} dari {all}',
    done: 'Selesai.',
    failed: 'Gagal: {why}',
    cancelled: 'Dihentikan. Tidak ada yang setengah jadi.',
    stop: 'Hentikan',
    leave: 'Halaman ini boleh ditutup; pekerjaan berjalan terus.',
  },
  {
    queued: 'Waiting for its turn…',
    running: 'At work…',
    of: '{done} of {all}',
    done: 'Done.',
    failed: 'Failed: {why}',
    cancelled: 'Stopped. Nothing was left half done.',
    stop: 'Stop',
    leave: 'You may leave this page; the work goes on.',
  },
);

export function isOver(job: Job): boolean {
  return job.state !== 'queued' && job.state !== 'running';
}

/** Follows a job by the server's events, and by asking where those do not come through. */
export function useJob(id: string | undefined, onEnd?: (job: Job) => void): Job | undefined {
  const [job, setJob] = useState<Job>();
  const told = useRef(onEnd);
  told.current = onEnd;
  useEffect(() => {
    setJob(undefined);
    if (!id) return undefined;
    let over = false;
    const look = async () => {
      if (over) return;
      try {
        const now = await got(api.GET('/v1/jobs/{job}', { params: { path: { job: id } } }));
        if (over) return;
        setJob(now);
        if (isOver(now)) {
          over = true;
          events.close();
          clearInterval(timer);
          told.current?.(now);
        }
      } catch {
        // The next look tries again.
      }
    };
    const events = new EventSource(`/v1/jobs/${id}/events`);
    events.addEventListener('progress', (event) => {
      const now = JSON.parse((event as MessageEvent<string>).data) as Partial<Job>;
      setJob((before) => (before ? { ...before, ...now } : before));
    });
    events.addEventListener('end', () => void look());
    events.onerror = () => events.close();
    const timer = setInterval(() => void look(), 1_000);
    void look();
    return () => {
      over = true;
      events.close();
      clearInterval(timer);
    };
  }, [id]);
  return job;
}

/** How far it is; `name` says what is done. */
export function JobProgress(props: { id: string; name: string; onEnd?: (job: Job) => void; mayStop?: boolean }) {
  const job = useJob(props.id, props.onEnd);
  const said = words();
  if (!job) return <ProgressBar label={`${props.name}: ${said.queued}`} done={0} all={0} />;
  if (job.state === 'done') return <Notice tone="good">{props.name}: {said.done}</Notice>;
  if (job.state === 'failed') {
    const why = job.error ? job.error.detail || job.error.code : '';
    return <Notice tone="bad">{props.name}: {fill(said.failed, { why })}</Notice>;
  }
  if (job.state === 'cancelled') return <Notice tone="warn">{props.name}: {said.cancelled}</Notice>;
  const far = job.total > 0 ? ' ' + fill(said.of, { done: number(job.done), all: number(job.total) }) : '';
  return (
    <div role="status">
      <ProgressBar label={`${props.name}: ${job.state === 'queued' ? said.queued : said.running}${far}`} done={job.done} all={job.total} />
      <p class="hint">{said.leave}</p>
      {props.mayStop && (
        <Button onClick={() => void api.POST('/v1/jobs/{job}/stop', { params: { path: { job: job.id } } })}>{said.stop}</Button>
      )}
    </div>
  );
}
