// The checklist: what is needed, what came, and a button that opens the camera of a phone.
import { useId } from 'preact/hooks';
import { ApiError, csrf, newKey, problemOf, type Schemas } from '../../api';
import { bytes } from '../../format';
import { Badge, Trouble } from '../../kit/basics';
import { useAction } from '../../kit/load';
import { fill } from '../../words';
import { words } from './words';
import type { Claim } from './common';

const BIG_BYTES = 2_000_000;
const SIDE_PX = 2000;

/** A photo of a phone is made small enough to be sent over a thin line; anything else goes as it is. */
async function smaller(file: File): Promise<Blob> {
  if (!file.type.startsWith('image/') || file.size < BIG_BYTES) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, SIDE_PX / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
    return made ?? file;
  } catch {
    return file;
  }
}

async function send(claim: string, paper: string, file: File): Promise<void> {
  const answer = await fetch(`/v1/claims/${claim}/papers?paper=${encodeURIComponent(paper)}`, {
    method: 'POST',
    body: await smaller(file),
    headers: { 'Content-Type': 'application/octet-stream', 'X-CSRF-Token': csrf(), 'Idempotency-Key': newKey() },
  });
  if (!answer.ok) throw new ApiError(problemOf(await answer.json().catch(() => undefined), answer.status));
}

function Line(props: { claim: Claim; paper: Schemas['ClaimPaperWanted']; writes: boolean; reads: boolean; onSent: () => void }) {
  const say = words();
  const id = useId();
  const { claim, paper } = props;
  const came = claim.papers.filter((each) => each.code === paper.code);
  const act = useAction(async (file: File) => {
    await send(claim.id, paper.code, file);
    props.onSent();
  });
  const open = ['open', 'verified', 'assessed', 'appealed'].includes(claim.state);
  return (
    <li class="claim-paper">
      <span>
        <strong>{paper.name}</strong> <span class="hint">{paper.needed ? say.needed : say.optional}</span>{' '}
        {came.length > 0 ? <Badge tone="good">{say.received}</Badge> : paper.needed && <Badge tone="warn">{say.missing}</Badge>}
        {props.reads && came.map((each) => (
          <span key={each.id}> <a href={`/v1/claims/${claim.id}/papers/${each.id}`} download aria-label={`${say.see} ${paper.name}`}>{say.see} ({bytes(each.bytes)})</a></span>
        ))}
      </span>
      {props.writes && open && (
        <span>
          <label class="unseen" for={id}>{fill(say.take, { name: paper.name })}</label>
          <input
            id={id}
            type="file"
            accept="image/jpeg,image/png,image/webp,application/pdf"
            capture="environment"
            disabled={act.busy}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file) void act.run(file);
            }}
          />
          {act.busy && <span role="status">{say.uploading}</span>}
        </span>
      )}
      <Trouble problem={act.problem} />
    </li>
  );
}

export function Papers(props: { claim: Claim; writes: boolean; reads: boolean; onSent: () => void }) {
  return (
    <ul class="claim-found">
      {props.claim.checklist.map((paper) => (
        <Line key={paper.code} paper={paper} {...props} />
      ))}
    </ul>
  );
}
